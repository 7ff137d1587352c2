/**
 * `npm run eval`: scores the release-note reader against the labelled corpus, and lists every miss and every extra.
 * Images match by OS SKU and version, retirements by subject, phase and date; optional labels count neither way.
 * The labelled passages are scored the same way where they are.
 * Five folds by year say what that is worth: each is read without the words that only it has examples of.
 */
import { existsSync, readFileSync } from 'node:fs';
import { buildGrammar, type Grammar, wholeGrammar } from '../src/notes/release-note/grammar.ts';
import { parseReleaseNote } from '../src/notes/release-note/parse-release-note.ts';
import { BLIND_SETS, PUBLISHED } from '../test/notes/release-note/blind-sets.ts';
import { seenEntries } from './seen-entries.ts';

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
const FOLDS = [['2019', '2020'], ['2021'], ['2022'], ['2023'], ['2024', '2025', '2026']] as const;

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

interface Corpus {
  readonly releases: readonly Release[];
  readonly labels: Readonly<Record<string, Label>>;
}

/** Compares the labelled releases that belong, and gives the passages that the drift alarm reports. */
function scoreReleases(
  corpus: Corpus,
  images: Score,
  retirements: Score,
  grammar: Grammar,
  years?: readonly string[],
): string[] {
  return corpus.releases.flatMap(({ tag_name: tag, body, published_at: publishedAt }) => {
    const label = corpus.labels[tag];
    if (!label || (years && !years.includes(tag.slice(0, 4)))) return [];
    const note = parseReleaseNote(body ?? '', publishedAt, grammar);
    const wantedImages = new Map(label.images.map((i) => [`${i.os} ${i.version}`, !i.optional]));
    compare(images, tag, wantedImages, new Set(note.images.map((i) => `${i.osSku} ${i.version}`)));
    const wanted = new Map(label.retirements.map((r) => [`${r.subject} ${r.phase} ${r.date}`, !r.optional]));
    compare(retirements, tag, wanted, new Set(note.retirements.map((r) => `${r.subject} ${r.phase} ${r.date}`)));
    return note.unread.map((passage) => `${tag}  ${passage}`);
  });
}

function newScore(): Score {
  return { hits: 0, misses: [], extras: [] };
}

function scoreAll(corpus: Corpus): void {
  const [images, retirements] = [newScore(), newScore()];
  const unread = scoreReleases(corpus, images, retirements, wholeGrammar());
  print('== all');
  report('images', images);
  report('retirements', retirements);
  print(`unread       ${unread.length} passages`);
  for (const passage of unread) print(`  unread ${passage.replaceAll('\n', ' ').slice(0, 300)}`);
}

/** Each fold without what has been seen in it and nowhere else. */
function scoreFolds(corpus: Corpus, passages: readonly PassageLabel[]): void {
  const texts = [
    ...corpus.releases.map(({ tag_name: tag, published_at, body }) => ({
      tag,
      publishedAt: published_at,
      body: body ?? '',
    })),
    ...passages.map(({ id, asOf, text }) => ({ tag: `${asOf} ${id}`, publishedAt: `${asOf}T00:00:00Z`, body: text })),
  ];
  const seen = [
    ...seenEntries(
      texts.map((text) => ({
        ...text,
        quotes: parseReleaseNote(text.body, text.publishedAt).retirements.map(({ quote }) => quote),
      })),
    ),
  ];
  const [images, retirements] = [newScore(), newScore()];
  for (const years of FOLDS) {
    const isOfFold = (tag: string): boolean => years.some((year) => tag.startsWith(year));
    const off = new Set(seen.filter(([, tags]) => [...tags].every(isOfFold)).map(([id]) => id));
    print(`without ${years.join('/')}: ${off.size} words`);
    scoreReleases(corpus, images, retirements, buildGrammar(off), years);
  }
  print('== five folds by year');
  report('images', images);
  report('retirements', retirements);
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
  const [images, retirements] = [newScore(), newScore()];
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

/** What other scores than `SURE` would read: of the notes and passages, and of the sentences that were read blind once. */
function scoreThresholds(corpus: Corpus, passages: readonly PassageLabel[]): void {
  print('== the score that a statement needs');
  for (const sure of [0.3, 0.4, 0.5, 0.6, 0.7]) {
    const grammar = buildGrammar(new Set(), sure);
    const [images, notes, sentences] = [newScore(), newScore(), newScore()];
    scoreReleases(corpus, images, notes, grammar);
    for (const { id, asOf, text, retirements } of passages) {
      const wanted = new Map(retirements.map((r) => [`${r.subject} ${r.phase} ${r.date}`, !r.optional]));
      compare(notes, id, wanted, endsIn(text, `${asOf}T00:00:00Z`, grammar));
    }
    for (const [text, wanted] of BLIND_SETS.flatMap(({ cases }) => cases)) {
      const ends = wanted.filter((each) => !/^\d/.test(each));
      compare(sentences, text, new Map(ends.map((each) => [each, true])), endsIn(text, PUBLISHED, grammar));
    }
    print(`${sure.toFixed(1)}  notes ${f1Of(notes).toFixed(3)}  blind sets ${f1Of(sentences).toFixed(3)}`);
  }
}

function endsIn(text: string, publishedAt: string, grammar: Grammar): ReadonlySet<string> {
  const { retirements } = parseReleaseNote(text, publishedAt, grammar);
  return new Set(retirements.map(({ subject, phase, date }) => `${subject} ${phase} ${date}`));
}

function f1Of({ hits, misses, extras }: Score): number {
  return (2 * hits) / (2 * hits + misses.length + extras.length || 1);
}

function main(): void {
  if (!existsSync(new URL('labels.json', CORPUS))) {
    print('No labelled corpus at ../shared/corpus, so there is nothing to score. Put it there and run again.');
    return;
  }
  const corpus: Corpus = { releases: readJson('releases.json'), labels: readJson('labels.json') };
  const passages = existsSync(PASSAGES) ? (JSON.parse(readFileSync(PASSAGES, 'utf8')) as PassageLabel[]) : [];
  scoreAll(corpus);
  scorePassages(passages);
  scoreFolds(corpus, passages);
  scoreThresholds(corpus, passages);
}

main();
