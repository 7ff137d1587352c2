import { isThing } from './find-subject.ts';
import { minorsBelow } from './minors-below.ts';
import type { Passage } from './passage.ts';
import { MAX_SENTENCE, type Reading, readSentence, settingOf } from './sentence-reading.ts';

/** What the sentences so far were about: a sentence that names no thing or no date goes on with these. */
export interface Topic {
  readonly subjects: readonly string[];
  readonly date: string | null;
  /** False while something was only mentioned, and nothing said of its end. */
  readonly stated: boolean;
}

/** The topic that a list item or heading sets for what stands under it. */
export function topicAbove(passage: Passage, publishedAt: string | null): Topic | null {
  for (const above of passage.above) {
    const topic = topicOf(readSentence(above.text.slice(0, MAX_SENTENCE), settingOf(above, publishedAt)));
    if (topic) return topic;
  }
  return null;
}

/** The topic that a sentence sets for the next one, though it states nothing. */
export function topicOf({ text, mentions, dates, known }: Reading): Topic | null {
  const things = mentions.filter((mention) => isThing(text, mention));
  const subjects = things.flatMap((thing) => (thing.bound === 'below' ? minorsBelow(thing, known) : thing.subjects));
  return subjects.length > 0
    ? { subjects: [...new Set(subjects)], date: dates.at(-1)?.date ?? null, stated: false }
    : null;
}

/** A sentence that goes on about the same thing takes its date, unless it tells what has been done already. */
export function continuedDate({ text }: Reading, subjects: readonly string[], topic: Topic | null): string | null {
  if (/\b(?:has|have) (?:now |already |been )*\w+ed\b/i.test(text)) return null;
  return topic?.subjects.includes(subjects[0] ?? '') ? topic.date : null;
}
