/**
 * `npm run eval`: scores the release-note reader against the labelled corpus, and lists every miss and every extra.
 * Images match by OS SKU and version, retirements by subject, phase and date; optional labels count neither way.
 * The labelled passages are scored the same way where they are.
 * `--part develop|held` scores only that part (every third block of eight releases is held out while developing).
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseReleaseNote } from '../src/notes/release-note/parse-release-note.ts';

interface Label {
  readonly images: readonly { os: string; version: string; optional?: boolean }[];
  readonly retirements: readonly { subject: string; phase: string; date: string | null; optional?: boolean }[];
}

interface Release {
  readonly tag_name: string;
  readonly published_at: string | null;
  readonly body: string | null;
}

/** Counts of one comparison. */
interface Score {
  hits: number;
  misses: string[];
  extras: string[];
}

const CORPUS = new URL('../../shared/corpus/', import.meta.url);
const PASSAGES = new URL('../../shared/cases/passages.json', import.meta.url);
const PARTS = ['all', 'develop', 'held'] as const;

function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, CORPUS), 'utf8')) as T;
}

/** Adds one release's comparison: `wanted` maps a key to whether it counts. */
function compare(score: Score, tag: string, wanted: ReadonlyMap<string, boolean>, found: ReadonlySet<string>): void {
  for (const [key, counts] of wanted) {
    if (found.has(key)) score.hits += counts ? 1 : 0;
    else if (counts) score.misses.push(`${tag}  ${key}`);
  }
  for (const key of found) if (!wanted.has(key)) score.extras.push(`${tag}  ${key}`);
}

function report(title: string, score: Score): void {
  const precision = score.hits / (score.hits + score.extras.length || 1);
  const recall = score.hits / (score.hits + score.misses.length || 1);
  const f1 = (2 * precision * recall) / (precision + recall || 1);
  const figures = [precision, recall, f1].map((figure) => figure.toFixed(3));
  print(`${title.padEnd(12)} precision ${figures[0]}  recall ${figures[1]}  F1 ${figures[2]}  (${score.hits} found)`);
  for (const miss of score.misses) print(`  miss   ${miss}`);
  for (const extra of score.extras) print(`  extra  ${extra}`);
}

function scorePart(part: (typeof PARTS)[number], releases: readonly Release[], labels: Record<string, Label>): void {
  const tags = Object.keys(labels).sort();
  const images: Score = { hits: 0, misses: [], extras: [] };
  const retirements: Score = { hits: 0, misses: [], extras: [] };
  const unread: string[] = [];
  for (const { tag_name: tag, body, published_at: publishedAt } of releases) {
    const label = labels[tag];
    const held = Math.floor(tags.indexOf(tag) / 8) % 3 === 2;
    if (!label || (part !== 'all' && held !== (part === 'held'))) continue;
    const note = parseReleaseNote(body ?? '', publishedAt);
    const wantedImages = new Map(label.images.map((i) => [`${i.os} ${i.version}`, !i.optional]));
    compare(images, tag, wantedImages, new Set(note.images.map((i) => `${i.osSku} ${i.version}`)));
    const wanted = new Map(label.retirements.map((r) => [`${r.subject} ${r.phase} ${r.date}`, !r.optional]));
    compare(retirements, tag, wanted, new Set(note.retirements.map((r) => `${r.subject} ${r.phase} ${r.date}`)));
    unread.push(...note.unread.map((passage) => `${tag}  ${passage}`));
  }
  print(`== ${part}`);
  report('images', images);
  report('retirements', retirements);
  print(`unread       ${unread.length} passages`);
  for (const passage of unread) print(`  unread ${passage.replaceAll('\n', ' ').slice(0, 300)}`);
}

interface PassageLabel {
  readonly id: string;
  /** Day of the note. */
  readonly asOf: string;
  readonly text: string;
  readonly images: readonly { osSku?: string; os?: string; version: string; optional?: boolean }[];
  /** `or`: other dates that are right. */
  readonly retirements: readonly {
    subject: string;
    phase: string;
    date: string | null;
    or?: readonly (string | null)[];
    optional?: boolean;
  }[];
}

/** Passages of documentation, issues and edited notes: what is published next may read like any of them. */
function scorePassages(passages: readonly PassageLabel[]): void {
  const images: Score = { hits: 0, misses: [], extras: [] };
  const retirements: Score = { hits: 0, misses: [], extras: [] };
  for (const { id, asOf, text, ...label } of passages) {
    const note = parseReleaseNote(text, `${asOf}T00:00:00Z`);
    const wantedImages = new Map(label.images.map((i) => [`${i.osSku ?? i.os} ${i.version}`, !i.optional]));
    compare(images, id, wantedImages, new Set(note.images.map((i) => `${i.osSku} ${i.version}`)));
    const found = new Set(note.retirements.map((r) => `${r.subject} ${r.phase} ${r.date}`));
    const wanted = label.retirements.map(({ subject, phase, date, or = [], optional }): [string, boolean] => {
      const keys = [date, ...or].map((one) => `${subject} ${phase} ${one}`);
      return [keys.find((key) => found.has(key)) ?? `${subject} ${phase} ${date}`, !optional];
    });
    compare(retirements, id, new Map(wanted), found);
  }
  print('== passages');
  report('images', images);
  report('retirements', retirements);
}

function main(): void {
  if (!existsSync(new URL('labels.json', CORPUS))) {
    print('No labelled corpus at ../shared/corpus, so there is nothing to score. Put it there and run again.');
    return;
  }
  const wanted = process.argv.includes('--part') ? process.argv[process.argv.indexOf('--part') + 1] : null;
  const parts = wanted ? PARTS.filter((part) => part === wanted) : PARTS;
  for (const part of parts) scorePart(part, readJson('releases.json'), readJson('labels.json'));
  if (!wanted && existsSync(PASSAGES)) scorePassages(JSON.parse(readFileSync(PASSAGES, 'utf8')) as PassageLabel[]);
}

main();
