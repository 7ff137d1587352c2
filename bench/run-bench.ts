/*
 * `npm run bench`: every suite in processes of its own, five times, the median and the range of each number, beside those
 * that were kept last; exit code 1 where a count is above its bound. Times depend on the machine and are shown only.
 *
 *   npm run bench -- [SUITE...] [--runs N] [--large]   --large: fleets of 100,000, too
 *   npm run bench -- --counts                          counts only, once, on a small fleet: what CI holds
 *   npm run bench -- --keep                            keep the numbers and print them to docs/performance.md
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Figure, formatFigure, V8_OPTIONS } from './figure.ts';
import { benchFleet } from './fleet-bench.ts';
import { benchHostileTexts } from './hostile-bench.ts';
import { benchNotes } from './notes-bench.ts';
import { benchPictures } from './picture-bench.ts';
import { benchSlackCommands } from './slack-commands-bench.ts';
import { benchStart } from './start-bench.ts';
import { benchTracker } from './tracker-bench.ts';

/** A number of several runs. */
interface Series extends Omit<Figure, 'value'> {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** The numbers of a whole bench, as they are kept. */
interface Kept {
  readonly machine: string;
  readonly runs: number;
  readonly series: readonly Series[];
}

const SELF = fileURLToPath(import.meta.url);
const KEPT = fileURLToPath(new URL('kept.json', import.meta.url));
const PAGE = fileURLToPath(new URL('../docs/performance.md', import.meta.url));

const ms = (what: string, value: number, bound: number | null = null): Figure => ({ what, value, unit: 'ms', bound });
const megabytes = (what: string, value: number, bound: number | null = null): Figure => ({
  what,
  value,
  unit: 'MB',
  bound,
});

const SUITES: Readonly<Record<string, () => readonly Figure[] | Promise<readonly Figure[]>>> = {
  start: benchStart,
  'fleet-1000': () => benchFleet(1_000),
  'fleet-10000': () => benchFleet(10_000),
  'fleet-100000': () => benchFleet(100_000),
  tracker: async () => {
    const { megabytes: size, ms: taken, rssMb } = await benchTracker();
    const what = `a release tracker of ${Math.round(size)} MB`;
    return [ms(`${what}, read`, taken, 1_000), megabytes(`${what}, peak memory more than before`, rssMb, 64)];
  },
  notes: () => {
    const { notes, warmMs, coldMs, growth } = benchNotes();
    return [
      ms(`${notes} release notes read, warm`, warmMs, 1_000),
      ms(`${notes} release notes read, cold`, coldMs),
      ms('a body ten times as long, for each ms of the short one', growth, 12),
    ];
  },
  hostile: () => benchHostileTexts().map((found) => ms(`${found.reader}: ${found.worst}`, found.ms, 1_000)),
  pictures: async () => {
    const { firstMs, laterMs, bytes, growthMb, keptMb } = await benchPictures();
    return [
      ms('picture of a reminder, the first, libraries loaded', firstMs),
      ms('picture of a reminder, each further one', laterMs),
      { what: 'size of a picture, kB', value: Math.round(bytes / 1_024), unit: 'count', bound: 200 },
      megabytes('memory while 50 pictures are drawn, more than before', growthMb),
      megabytes('memory once the drawing process has ended, more than before', keptMb),
    ];
  },
  slack: async () => {
    const { clusters, callers, p99, holdMs, homeHoldMs } = await benchSlackCommands();
    return [
      ms(`first answer of a command, ${clusters} clusters, ${callers} callers beside it, p99`, p99, 100),
      ms('slowest command alone, longest hold', holdMs, 50),
      ms('Home alone, longest hold', homeHoldMs, 50),
    ];
  },
};

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '5' },
    counts: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    /** A run of one suite, whose figures are printed as JSON: how this file calls itself. */
    one: { type: 'string' },
  },
});

if (options.one === undefined) report();
else console.log(JSON.stringify(await SUITES[options.one]?.()));

function report(): void {
  const runs = options.counts ? 1 : Number(options.runs);
  const before = readKept();
  const measured = listSuites().flatMap((suite) => measure(suite, runs));
  const series = options.counts ? measured.filter(({ unit }) => unit === 'count') : measured;
  const kept = { machine: describeMachine(), runs, series };
  const table = printTable(kept, before);
  console.log(table);
  if (options.keep) {
    writeFileSync(KEPT, `${JSON.stringify(kept, null, 2)}\n`);
    writeFileSync(PAGE, printPage(kept, table));
  }
  const exceeded = series.filter(({ unit, bound, most }) => unit === 'count' && bound !== null && most > bound);
  for (const { what, most, bound } of exceeded) console.error(`Above its bound of ${bound}: ${what}: ${most}`);
  process.exitCode = exceeded.length > 0 ? 1 : 0;
}

function listSuites(): readonly string[] {
  if (options.counts) return ['start', 'fleet-1000'];
  const known = Object.keys(SUITES).filter((suite) => options.large || suite !== 'fleet-100000');
  return positionals.length > 0 ? positionals : known;
}

function measure(suite: string, runs: number): readonly Series[] {
  const figures = Array.from({ length: runs }, () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...V8_OPTIONS, SELF, '--one', suite], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`The suite ${suite} failed:\n${stderr}`);
    return JSON.parse(stdout) as readonly Figure[];
  });
  return [...Map.groupBy(figures.flat(), ({ what }) => what)].map(([what, own]) => {
    const sorted = own.map(({ value }) => value).sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
    return {
      what,
      unit: own[0]?.unit ?? 'count',
      bound: own[0]?.bound ?? null,
      median: at(0.5),
      least: at(0),
      most: at(1),
    };
  });
}

function readKept(): Kept | null {
  return existsSync(KEPT) ? (JSON.parse(readFileSync(KEPT, 'utf8')) as Kept) : null;
}

function describeMachine(): string {
  const processors = cpus();
  const load = loadavg().map((one) => one.toFixed(1));
  return `${processors.length} × ${processors[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, load ${load.join(', ')}`;
}

function printTable({ series }: Kept, before: Kept | null): string {
  const kept = new Map(before?.series.map((one) => [one.what, one]));
  const rows = series.map(({ what, unit, bound, median, least, most }) => {
    const last = kept.get(what);
    return [
      what,
      formatFigure(median, unit),
      least === most ? '' : `${formatFigure(least, unit)} – ${formatFigure(most, unit)}`,
      last ? formatFigure(last.median, unit) : '',
      bound === null ? '' : formatFigure(bound, unit),
      describeGrowth(what, median, series),
    ];
  });
  const head = ['what', 'median', 'range', 'kept last', 'at most', 'for ten times the fleet'];
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** How many times the CPU a step takes of what it takes on a tenth of the clusters; empty where that was not measured. */
function describeGrowth(what: string, median: number, series: readonly Series[]): string {
  const [, clusters, step] = /^([\d,]+)( clusters: .*, CPU)$/.exec(what) ?? [];
  if (clusters === undefined) return '';
  const tenth = (Number(clusters.replaceAll(',', '')) / 10).toLocaleString('en');
  const before = series.find((one) => one.what === `${tenth}${step}`);
  return before ? `${(median / before.median).toFixed(1)} ×` : '';
}

function printPage({ machine, runs }: Kept, table: string): string {
  return `# How fast it is

Printed by \`npm run bench -- --keep\`: ${runs} run(s) of each suite in a process of its own, on ${machine}.
CPU and memory are what the operating system counts; a hold is the longest time in which nothing else was answered.
Of an invented fleet, 15 of 100 clusters have Windows pools; each has three pools, and 500 teams a channel each.
Counts are the same on every machine: above its bound, one fails \`npm run bench -- --counts\`, which CI runs.
Times and memory are shown beside what they should be, and hold nothing up. \`node -e 0\` tells how fast the machine was: where that row differs
from what was kept last, every time does.

${table}
`;
}
