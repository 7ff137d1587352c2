import { findDates } from '../text/note-dates.ts';
import type { Passage } from '../text/passage.ts';
import { isCutShort } from './clauses.ts';
import { tellsEnd } from './grammar.ts';
import { OPEN_LEAD, readAsked } from './questions.ts';
import { MAX_DATE_LINE, onlyDateOf } from './read-layout.ts';
import {
  MAX_SENTENCE,
  mayConcern,
  type NoteContext,
  type Reading,
  readAsOne,
  readSentence,
  type Setting,
  settingOf,
} from './sentence-reading.ts';
import type { Found } from './statements.ts';
import { type Topic, topicAbove, topicOf } from './topic.ts';

/** What the sentences of a passage have spoken of so far; what the next leaves open is taken from here. */
export class Discourse {
  readonly #setting: Setting;
  #topic: Topic | null;
  /** What was last said to end. */
  #ended: Topic | null;
  /** What may be answered, or gone on with. */
  #question: string;
  /** The day that was last spoken of. */
  #earlier: string | null;
  /** Said before anything was named. */
  #skipped = '';
  #last = '';
  /** The last two things that were named: the former and the latter. */
  #names: readonly string[] = [];

  constructor(passage: Passage, note: NoteContext, previous: Passage | undefined) {
    this.#setting = settingOf(passage, note);
    const above = topicAbove(passage, note);
    const before = goesOnFrom(passage, previous) ? topicOf(readAsOne(previous, note)) : null;
    const date = dateAbove(passage, note);
    const around = above && date ? { ...above, date } : above;
    this.#topic = before ? { ...before, date: before.date ?? above?.date ?? null } : around;
    this.#ended = this.#topic?.isOfEnds ? this.#topic : null;
    this.#question = passage.above[0]?.text ?? '';
    this.#earlier = this.#topic?.date ?? dayBefore(previous, passage, note) ?? dayAbove(passage, note);
  }

  /** Reads the next sentence in full; `null` for one that can say nothing of what was spoken of. */
  hear(sentence: string): Reading | null {
    const { grammar, publishedAt } = this.#setting.note;
    // "The cluster is on Azure Local. There, X was retired."
    if (/^\W*there,/i.test(sentence) && grammar.namesRival(this.#last)) return null;
    // "X retires. Its images stay available for a while. They will be deleted on D."
    if (this.#topic && IMAGES.test(sentence)) this.#topic = { ...this.#topic, isOfImages: true };
    const before = this.#last;
    const told = inFull(sentence, before, this.#names);
    const { phase = null, date = null } = this.#topic ?? {};
    // "Was to retire on D" states no end, but opens one.
    const isMoved = date !== null && (phase === 'retirement' || (phase === null && tellsEnd(before, grammar, 0)));
    const text = isMoved ? told.replace(ANEW, 'the retirement date was moved to') : told;
    this.#last = sentence;
    if (!mayConcern({ text: sentence, above: [] }) && !this.#mayGoOn(sentence)) return null;
    if (this.#skipped !== '')
      this.#earlier = findDates(this.#skipped, publishedAt, 'open').at(-1)?.date ?? this.#earlier;
    this.#skipped = '';
    const own = readSentence(text, { ...this.#setting, earlier: this.#earlier });
    this.#names = [...new Set([...this.#names, ...own.mentions.flatMap(({ subjects }) => subjects)])].slice(-2);
    return own;
  }

  /** A sentence that names nothing: about what was named before, unless it tells nothing. */
  #mayGoOn(sentence: string): boolean {
    const isSilent =
      !this.#setting.note.grammar.mayTell(sentence) && !/\d/.test(sentence) && !OPEN_LEAD.test(this.#question);
    if (this.#topic === null) this.#skipped = sentence;
    else if (isSilent) this.#question = sentence;
    return this.#topic !== null && !isSilent;
  }

  /** What a sentence states together with what was said before, as it was read in the end. */
  understand(own: Reading): { readonly reading: Reading; readonly found: readonly Found[] } {
    const last = own.dates.at(-1);
    this.#earlier = last?.until ?? last?.date ?? this.#earlier;
    // "X retires. Y isn't affected. Existing images will be removed": those of X.
    const meant = this.#ended && goesBack(own, this.#ended) ? this.#ended : this.#topic;
    const { reading, found } = readAsked(own, this.#question, meant, this.#setting);
    // "On 1.32 or lower, yes. On 1.33 or higher, no."
    if (!isCutShort(own.clauses) && !/, yes\W*$/i.test(own.text)) this.#question = found.length > 0 ? '' : own.text;
    if (found.length > 0) {
      this.#ended = topicFrom(found);
      this.#topic = this.#ended;
    } else this.#topic = topicOf(reading) ?? this.#topic;
    return { reading, found };
  }
}

/** What was just stated. */
function topicFrom(found: readonly Found[]): Topic {
  const subjects = [...new Set(found.map(({ subject }) => subject))];
  const days = new Set(found.flatMap(({ date }) => date ?? []));
  // "1.32 ends in May and 1.33 in July": neither is the day of both.
  const date = subjects.length > 1 && days.size > 1 ? null : ([...days].at(-1) ?? null);
  return { subjects, date, phase: found.at(-1)?.phase ?? null };
}

const ONES = /\b(new|more|further|newer) ones\b/gi;
/** "The images follow: those for X are removed on D." */
const THOSE = /\bthose(?= (?:for|of) )/gi;
const FORMER = /\bthe (former|latter)\b/gi;

/** A sentence with the words for which "new ones", "those for", "the former" and "the latter" stand. */
function inFull(text: string, before: string, names: readonly string[]): string {
  const isOfImages = (said: string): boolean => IMAGES.test(said) && !/\b(?:pools?|clusters?)\b/i.test(said);
  const [ahead = ''] = text.split(THOSE, 1);
  const whole = (isOfImages(before) ? text.replace(ONES, '$1 images') : text).replace(THOSE, (those) =>
    isOfImages(before + ahead) ? 'the images' : those,
  );
  const [former, latter] = names;
  if (latter === undefined) return whole;
  return whole.replace(FORMER, (_all, which: string) => wordsFor((/^f/i.test(which) ? former : latter) ?? ''));
}

function wordsFor(subject: string): string {
  return subject
    .replace(/^WindowsFeature\/|\//, ' ')
    .replace(/^Windows(?=2)/, 'Windows Server ')
    .replace('Annual', ' Annual Channel');
}

/** Behind "X would retire on D": "that date is now E", "it's now E", "we've since moved that to E". */
const ANEW =
  /\b(?:(?:that|the|this|its) date is now|it(?:'s| is) now(?= (?:[A-Z][a-z]+ \d|\d))|we(?:'ve| have|'re| are)?(?: since| now)? (?:mov|extend|push|postpon)(?:ed|ing) (?:that|this|it)(?: out| back)? to)\b/i;

const IMAGES = /\b(?:images|vhds)\b/i;

/** "Somebody commented on March 1"; the headings of a report ("What happened"). */
export const BYLINE =
  /^.{1,60}\b(?:commented|replied|answered|wrote|asked|opened this|posted)\b(?: \w+)? on .{1,24}$|^\W*what happened\W*(?::|$)/i;

/** "@someone (Collaborator): …": what somebody says. */
export const SPEAKER = /^\W*@[\w-]+(?: \([\w ,]+\))?:\s/;

/** The last day of the passage right before, where that stands under the same lead. */
function dayBefore(previous: Passage | undefined, { above }: Passage, { publishedAt }: NoteContext): string | null {
  if (!previous || previous.above[0] !== above[0] || previous.text.length > MAX_SENTENCE) return null;
  if (BYLINE.test(previous.text)) return null;
  const last = findDates(previous.text, publishedAt, 'open').at(-1);
  return last?.until ?? last?.date ?? null;
}

/** The one day of the heading above. */
function dayAbove({ above: [lead] }: Passage, { publishedAt }: NoteContext): string | null {
  const [day, ...others] = lead && lead.text.length <= MAX_SENTENCE ? findDates(lead.text, publishedAt, 'open') : [];
  return day && others.length === 0 ? day.date : null;
}

/** "It is possible" speaks of nothing. */
const PRONOUN = /\b(?:its|it(?!\W?s? [\w' ]{0,20}\bpossible)|their|they)\b/i;

/** Not to what ended of a feature, whose images are those of the OS that is named between. */
function goesBack({ text }: Reading, { subjects }: Topic): boolean {
  return !PRONOUN.test(text) && !subjects[0]?.startsWith('WindowsFeature/');
}

/** "D1: X retires.", "D2: its images are removed.": items that go on about the one before. */
export function goesOnFrom({ text, above, head }: Passage, previous: Passage | undefined): previous is Passage {
  if (!previous || previous.above[0] !== above[0] || previous.text.length > MAX_SENTENCE) return false;
  if (
    head === null &&
    (PART_OF_IT.test(text) || OF_THAT.test(text)) &&
    !mayConcern({ text, above }) &&
    mayConcern(previous)
  )
    return true;
  return PRONOUN.test(text.split('.', 1)[0] ?? '') && !mayConcern({ text, above }) && mayConcern(previous);
}

/** "Removal of that version": of the one in the item before. */
const OF_THAT = /\b(?:this|that) (?:version|minor|os|os sku|sku)\b/i;

/** "No node images are released.", "April 1, 2027: node images are removed.": of the thing in the item before. */
const PART_OF_IT =
  /^\W*(?:(?:(?:on|from|after|by|since|starting)\b[^.;]{0,24}\d{4}|(?:from|since) then(?: on)?|after that(?: day| date)?|from that (?:day|date) on),? (?:we|you|the|all|no|any|existing|remaining)|(?:\d{4}-\d\d-\d\d|[\w ,]{3,18}\d{4})\W{1,4}\b|no|existing|the|new|creating)\b[^.]*\b(?:images?|node ?pools?|patch(?:es)?|updates?)\b/i;

/** "What happens after June 30". */
const ASKED = /\?\W*$|^\W*what (?:will )?(?:happens?|changes?)\b/i;

/** "After June 30, 2028:" gives its date to what stands under it. */
export function dateAbove({ above }: Passage, note: NoteContext): string | null {
  const [lead] = above;
  if (!lead || lead.text.length > MAX_DATE_LINE || !/\d/.test(lead.text)) return null;
  const reading = readAsOne(lead, note);
  const isAsked = ASKED.test(lead.text) && reading.dates.length === 1 && reading.claims.length === 0;
  return isAsked ? (reading.dates[0]?.date ?? null) : onlyDateOf(reading);
}
