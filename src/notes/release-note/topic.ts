import type { RetirementPhase } from '../../domain/lifecycle.ts';
import type { Passage } from '../text/passage.ts';
import { isAddressed, isLabel } from './labels.ts';
import type { Mention } from './mention.ts';
import { minorsBelow } from './minors-below.ts';
import type { NoteContext } from './note-context.ts';
import { MAX_SENTENCE, type Reading, readSentence, settingOf } from './sentence-reading.ts';
import { isThing } from './weigh-subject.ts';

/** What the sentences so far were about: a sentence that names no thing or no date goes on with these. */
export interface Topic {
  readonly subjects: readonly string[];
  readonly date: string | null;
  /** False while something was only mentioned, and nothing said of its end. */
  readonly stated: boolean;
  /** What was last stated. */
  readonly phase?: RetirementPhase;
  /** Where in the sentence that is being read the words of ending stand that were last said of it. */
  readonly cueEnd?: number;
  /** True where a line or sentence only named it ("**Kubernetes 1.32.** …"), as a headline does. */
  readonly isHeadline?: boolean;
}

/** The topic that a list item or heading sets for what stands under it. */
export function topicAbove(passage: Passage, note: NoteContext): Topic | null {
  for (const above of passage.above) {
    const topic = topicOf(readSentence(above.text.slice(0, MAX_SENTENCE), settingOf(above, note)));
    if (topic) return topic;
  }
  return null;
}

/** The topic that a sentence sets for the next one, though it states nothing. */
export function topicOf({ text, tokens, mentions, dates, known }: Reading): Topic | null {
  const things = mentions.filter(
    (mention, index) => isThing(tokens, mention) || (index === 0 && isAddressed(text, mention)),
  );
  const subjects = things.flatMap((thing) => (thing.bound === 'below' ? minorsBelow(thing, known) : thing.subjects));
  return subjects.length > 0
    ? {
        subjects: [...new Set(subjects)],
        date: dates.at(-1)?.date ?? null,
        stated: false,
        isHeadline: isHeadline(text, things),
      }
    : null;
}

/** "Move to X by March 1.": names nothing that ends, but a day that the next sentence may speak of. */
export function deadlineOf({ dates }: Reading): Topic | null {
  const date = dates.at(-1)?.date;
  return date ? { subjects: [], date, stated: false } : null;
}

/** True when a text is a name and nothing else. */
function isHeadline(text: string, [first, ...others]: readonly Mention[]): boolean {
  return first !== undefined && others.length === 0 && isLabel(`${text.replace(/[\s.:]+$/, '')}: `, first);
}

/** "… on that day", "at the same time": the day is the one that the sentence before gave. */
const SAME_DAY =
  /\b(?:on|at|from|after|since|by|until|before) (?:the|that|this) (?:same )?(?:day|date|time)\b|^(?:the|that) same (?:day|date|time)\b|\b(?:from|by|after|until) then\b/i;

/** A sentence that goes on about the same thing takes its date, unless it tells what has been done already. */
export function continuedDate({ text }: Reading, subjects: readonly string[], topic: Topic | null): string | null {
  if (SAME_DAY.test(text)) return topic?.date ?? null;
  const said = text.replace(/\b(?:once|after|when|as soon as)\b[^,;.]*,/gi, '');
  if (/(?<!\b(?:that|which|who) )\b(?:has|have) (?:now |already |been )*\w+ed\b/i.test(said)) return null;
  return topic?.subjects.includes(subjects[0] ?? '') ? topic.date : null;
}
