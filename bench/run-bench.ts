import { runFleetBench } from './fleet-bench.ts';
import { benchHostileTexts } from './hostile-bench.ts';
import { benchNotes } from './notes-bench.ts';
import { benchPictures } from './picture-bench.ts';
import { benchSlackCommands } from './slack-commands-bench.ts';
import { benchTracker } from './tracker-bench.ts';

/** One line of the table: what was measured, the figure, and the limit it is held against, if any. */
type Line = readonly [what: string, figure: string, limit: string];

const milliseconds = (ms: number) => `${Math.round(ms)} ms`;

async function measureTracker(): Promise<readonly Line[]> {
  const { megabytes, ms, rssMb, bodyKb } = await benchTracker();
  const what = `a release tracker of ${Math.round(megabytes)} MB read, ${Math.round(bodyKb)} kB of it kept`;
  return [[what, `${milliseconds(ms)}, peak memory + ${Math.round(rssMb)} MB`, '1000 ms, 64 MB']];
}

function measureNotes(): readonly Line[] {
  const { notes, warmMs, coldMs, growth } = benchNotes();
  return [
    [`${notes} release notes read, warm`, milliseconds(warmMs), '1000 ms'],
    [`${notes} release notes read, cold`, milliseconds(coldMs), ''],
    ['a body ten times as long takes', `${growth.toFixed(1)} times as long`, '12 times'],
  ];
}

function measureHostileTexts(): readonly Line[] {
  return benchHostileTexts().map(({ reader, worst, ms }) => [`${reader}: ${worst}`, milliseconds(ms), '1000 ms']);
}

function measureFleet(): readonly Line[] {
  return runFleetBench().map(({ step, ms, rssMb }) => [step, `${milliseconds(ms)}, ${Math.round(rssMb)} MB`, '']);
}

async function measureSlack(): Promise<readonly Line[]> {
  const { clusters, callers, p99, startMs, commands } = await benchSlackCommands();
  const [slowest] = commands;
  return [
    [`first answer of a command, ${clusters} clusters, ${callers} callers, p99`, milliseconds(p99), '300 ms'],
    [`slowest command (${slowest?.command}), p99`, milliseconds(slowest?.p99 ?? 0), '300 ms'],
    ['Slack surface ready, whole fleet assessed', milliseconds(startMs), ''],
  ];
}

async function measurePictures(): Promise<readonly Line[]> {
  const { firstMs, laterMs, bytes, growthMb, keptMb } = await benchPictures();
  return [
    ['picture of a reminder, the first, libraries loaded', milliseconds(firstMs), ''],
    ['picture of a reminder, each further one', milliseconds(laterMs), ''],
    ['size of a picture', `${Math.round(bytes / 1024)} kB`, ''],
    ['memory while 50 pictures are drawn, more than before', `${Math.round(growthMb)} MB`, ''],
    ['memory once the drawing process has ended, more than before', `${Math.round(keptMb)} MB`, ''],
  ];
}

const SUITES: Readonly<Record<string, () => readonly Line[] | Promise<readonly Line[]>>> = {
  // First, since it measures the peak of this process.
  tracker: measureTracker,
  notes: measureNotes,
  hostile: measureHostileTexts,
  pictures: measurePictures,
  slack: measureSlack,
  fleet: measureFleet,
};

const wanted = process.argv.slice(2);
console.log('| what | measured | limit |\n|---|---|---|');
for (const [name, measure] of Object.entries(SUITES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const line of await measure()) console.log(`| ${line.join(' | ')} |`);
}
