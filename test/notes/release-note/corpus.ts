import { existsSync, readFileSync } from 'node:fs';
import { type Kind, kindsOf } from '../../../src/notes/release-note/lexicon.ts';

/** A release as GitHub lists it. */
export interface CorpusRelease {
  readonly tag_name: string;
  readonly published_at: string | null;
  readonly body: string;
}

/** What a careful reader finds in one release; an `optional` label counts neither way. */
export interface CorpusLabel {
  readonly images: readonly { os: string; version: string; optional?: boolean }[];
  readonly retirements: readonly { subject: string; phase: string; date: string | null; optional?: boolean }[];
}

const FOLDER = new URL('../../../../shared/corpus/', import.meta.url);

const PASSAGES = new URL('../../../../shared/cases/passages.json', import.meta.url);

/** True where the corpus lies beside the repository. */
export const hasCorpus = existsSync(new URL('labels.json', FOLDER));

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as T;
}

/** The corpus' releases; none where it is absent. */
export function readReleases(): CorpusRelease[] {
  return hasCorpus ? readJson<CorpusRelease[]>('releases.json') : [];
}

/** Passages of other texts, each with the day of the note; none where they are absent. */
export function readPassages(): { readonly asOf: string; readonly text: string }[] {
  return existsSync(PASSAGES) ? (JSON.parse(readFileSync(PASSAGES, 'utf8')) as { asOf: string; text: string }[]) : [];
}

/** The corpus' labels by release tag. */
export function readLabels(): Record<string, CorpusLabel> {
  return hasCorpus ? readJson<Record<string, CorpusLabel>>('labels.json') : {};
}

/** The little words of English stand in the lexicon whatever notes say. */
export const LITTLE_WORDS: ReadonlySet<Kind> = new Set(
  kindsOf('be have will past not no only until upto prep sub and but own pron adv now from yet task hedge'),
);
