import { findDates } from '../text/note-dates.ts';
import { type Passage, quoteOf, splitSentences } from '../text/passage.ts';
import { isCutShort } from './clauses.ts';
import { DOUBTFUL, tellsEnd } from './grammar.ts';
import { dated, MAX_DATE_LINE, onlyDateOf, readDateLine, readListedThing } from './read-layout.ts';
import { readRow } from './read-row.ts';
import {
  MAX_SENTENCE,
  mayConcern,
  type NoteContext,
  type Reading,
  type ReadStatement,
  readAsOne,
  readSentence,
  settingOf,
} from './sentence-reading.ts';
import { REPAIR, statementsOf } from './statements.ts';
import { type Topic, topicAbove, topicOf } from './topic.ts';

/** What a passage states, and the sentences that may state something more: for people to look at. */
interface ReadPassage {
  readonly statements: readonly ReadStatement[];
  readonly doubtful: readonly string[];
}

/** Where a passage stands. */
interface Place {
  readonly previous: Passage | undefined;
  /** What leads to the code or list that it stands behind. */
  readonly shown: Passage | undefined;
  /** True where the next stands under it: "**March 2027**" over what happens then. */
  readonly isLead: boolean;
  /** All rows of the table that it is one of. */
  readonly rows: readonly Passage[];
  /** What the note stated before. */
  readonly told: readonly ReadStatement[];
}

/** Every statement of a passage that ends, limits or moves the support of something. */
export function readRetirements(passage: Passage, note: NoteContext, place: Place): ReadPassage {
  if (BYLINE.test(passage.text) || KEYWORDS.test(passage.text)) return { statements: [], doubtful: [] };
  const { previous, shown, told } = place;
  if (shown && leadsToExample(shown)) return { statements: [], doubtful: [] };
  const laidOut = goesOnFrom(passage, previous, note) ? null : readLaidOut(passage, note, place);
  if (laidOut) return { statements: laidOut, doubtful: [] };
  const { statements: found, doubtful } = readSentences(passage, note, previous);
  const statements = found.map((each) => {
    const isOfIt = OF_RETIREMENT.test(`${passage.above[0]?.text ?? ''}\n${each.quote}`);
    const date = isOfIt ? dayOfRetirement(each, told) : null;
    return date ? dated(each, date) : each;
  });
  // Titles of columns stand beside each other.
  const isHead = passage.cells.length > 1 && passage.head === null;
  return {
    statements: isHead
      ? statements.filter(({ weak, date, fromKubernetes }) => !weak && (date ?? fromKubernetes))
      : statements,
    doubtful,
  };
}

/** "From the retirement date on …", "What happens after this date?" above: the day stands elsewhere in the note. */
const OF_RETIREMENT =
  /\b(?:from|after|on|since|past|until|before) (?:(?:the|that|this|its) (?:(?:retirement|end[ -]of[ -]\w+) )?date|(?:the )?retirement)\b/i;

function dayOfRetirement({ subject }: ReadStatement, told: readonly ReadStatement[]): string | null {
  return told.findLast((each) => each.subject === subject && each.phase === 'retirement' && each.date)?.date ?? null;
}

/** "When: June 30", whose neighbours stand beside it. */
const FIELD = /:\s*\S/;

/** What the layout of a passage says: a row of a table, an item that is but a name; `null` where it is running text. */
function readLaidOut(passage: Passage, note: NoteContext, { isLead, rows }: Place): readonly ReadStatement[] | null {
  const { head, above, kind } = passage;
  if (kind === 'code') return [];
  if (!mayConcern({ text: passage.text, above: head ? [head, ...above] : above })) return [];
  if (isOfAnother(passage, note)) return [];
  const cells = readRow(passage, note, rows);
  if (cells) return cells;
  const listed = [
    ...readListedThing(passage, note),
    ...(isLead && !FIELD.test(passage.text) ? [] : readDateLine(passage, note)),
  ];
  if (listed.length > 0) return listed;
  const lead = above[0]?.text ?? '';
  return note.grammar.mayTell(passage.text) || QUESTION.test(lead) || OPEN_LEAD.test(lead) ? null : [];
}

function readSentences(passage: Passage, note: NoteContext, previous: Passage | undefined): ReadPassage {
  const statements: ReadStatement[] = [];
  const doubtful: string[] = [];
  const setting = settingOf(passage, note);
  const above = topicAbove(passage, note);
  const before = goesOnFrom(passage, previous, note) ? topicOf(readAsOne(previous, note)) : null;
  const date = dateAbove(passage, note);
  const around = above && date ? { ...above, date } : above;
  let topic: Topic | null = before ? { ...before, date: before.date ?? above?.date ?? null } : around;
  let ended = topic?.isOfEnds ? topic : null;
  let question = passage.above[0]?.text ?? '';
  let earlier = topic?.date ?? dayBefore(previous, passage, note) ?? dayAbove(passage, note);
  let skipped = '';
  let last = '';
  let names: readonly string[] = [];
  if (previous && SHOWN_ERROR.test(previous.text)) return { statements, doubtful };
  const { grammar } = note;
  const isLimits =
    passage.above.some(({ text }) => LIMITS.test(text)) && !passage.above.some(({ text }) => tellsEnd(text, grammar));
  for (const sentence of splitSentences(passage)) {
    if (SUPPOSED.test(sentence.text)) break;
    if (sentence.text.length > MAX_SENTENCE) continue;
    const asked: string = question;
    // "The cluster is on Azure Local. There, X was retired."
    if (/^\W*there,/i.test(sentence.text) && grammar.namesRival(last)) continue;
    // "X retires. Its images stay available for a while. They will be deleted on D."
    if (topic && IMAGES.test(sentence.text)) topic = { ...topic, isOfImages: true };
    const text = inFull(sentence.text, last, names);
    last = sentence.text;
    if (!mayConcern({ text: sentence.text, above: [] })) {
      // Names nothing and tells nothing.
      const isSilent = !note.grammar.mayTell(sentence.text) && !/\d/.test(sentence.text) && !OPEN_LEAD.test(asked);
      if (topic === null) skipped = sentence.text;
      else if (isSilent) question = sentence.text;
      if (topic === null || isSilent) continue;
    }
    if (skipped !== '') earlier = findDates(skipped, note.publishedAt, 'open').at(-1)?.date ?? earlier;
    skipped = '';
    const own = readSentence(text, { ...setting, earlier });
    names = [...new Set([...names, ...own.mentions.flatMap(({ subjects }) => subjects)])].slice(-2);
    const isOf = (kind: string): boolean => own.mentions.some((each) => each.kind === kind);
    const isBound = own.dates.length > 0 || (isOf('kubernetes') && isOf('windows'));
    if (isLimits && !isBound && !ENDS.test(own.text)) continue;
    earlier = own.dates.at(-1)?.date ?? earlier;
    // "X retires. Y isn't affected. Existing images will be removed": those of X.
    const meant: Topic | null = ended && goesBack(own, ended) ? ended : topic;
    const { reading, found } = readAsked(own, asked, meant, setting);
    if (!isCutShort(own.clauses)) question = found.length > 0 ? '' : own.text;
    if (found.length > 0) {
      const quote = quoteOf(passage, sentence.start, sentence.end);
      statements.push(...found.map((statement) => ({ ...statement, quote })));
      const subjects = [...new Set(found.map(({ subject }) => subject))];
      const days = new Set(found.flatMap(({ date }) => date ?? []));
      topic = {
        subjects,
        // "1.32 ends in May and 1.33 in July": neither is the day of both.
        date: subjects.length > 1 && days.size > 1 ? null : ([...days].at(-1) ?? null),
        phase: found.at(-1)?.phase ?? null,
      };
      ended = topic;
    } else {
      if (isDoubtful(reading)) doubtful.push(quoteOf(passage, sentence.start, sentence.end));
      const day = onlyDateOf(reading);
      if (day) for (const [index, each] of statements.entries()) statements[index] = dated(each, day);
      topic = topicOf(reading) ?? topic;
    }
  }
  const kept = withoutUndated(statements);
  return { statements: date ? kept.map((each) => dated(each, date)) : kept, doubtful };
}

/** What a sentence states, by itself or together with the one before that asks or opens it. */
function readAsked(own: Reading, asked: string, topic: Topic | null, setting: ReturnType<typeof settingOf>) {
  const said = statementsOf(own, topic);
  if (said.length > 0) return { reading: own, found: said };
  const isAnswer = mayAnswer(own);
  const whole =
    (isCutShort(own.clauses) && asked ? `${asked.replace(/\W+$/, '')}; ${own.text}` : null) ??
    (isAnswer ? answered(asked, own.text) : null) ??
    (OPEN_LEAD.test(asked) ? listed(asked, own.text) : null);
  const joined = whole === null ? own : readSentence(whole, setting);
  const found = joined === own ? said : statementsOf(joined, topic);
  return { reading: found.length > 0 || isAnswer ? joined : own, found };
}

const ONES = /\b(new|more|further|newer) ones\b/gi;
const FORMER = /\bthe (former|latter)\b/gi;

/** A sentence with the words for which "new ones", "the former" and "the latter" stand. */
function inFull(text: string, before: string, names: readonly string[]): string {
  const isOfImages = IMAGES.test(before) && !/\b(?:pools?|clusters?)\b/i.test(before);
  const whole = isOfImages ? text.replace(ONES, '$1 images') : text;
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

const IMAGES = /\b(?:images|vhds)\b/i;

/** The last day of the passage right before, where that stands under the same lead. */
function dayBefore(previous: Passage | undefined, { above }: Passage, { publishedAt }: NoteContext): string | null {
  if (!previous || previous.above[0] !== above[0] || previous.text.length > MAX_SENTENCE) return null;
  if (BYLINE.test(previous.text)) return null;
  return findDates(previous.text, publishedAt, 'open').at(-1)?.date ?? null;
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
function goesOnFrom(
  { text, above, head, cells: [first] }: Passage,
  previous: Passage | undefined,
  { grammar }: NoteContext,
): previous is Passage {
  if (!previous || previous.above[0] !== above[0] || previous.text.length > MAX_SENTENCE) return false;
  // "| | images removed |", "| Retirement date | June 30 |".
  const name = text.slice(first?.start, first?.end).trim();
  const isNextRow =
    head !== null &&
    head === previous.head &&
    !mayConcern({ text: head.text, above: [] }) &&
    (name === '' || tellsEnd(name, grammar));
  if (
    head === null &&
    (PART_OF_IT.test(text) || OF_THAT.test(text)) &&
    !mayConcern({ text, above }) &&
    mayConcern(previous)
  )
    return true;
  return (
    (isNextRow || PRONOUN.test(text.split('.', 1)[0] ?? '')) && !mayConcern({ text, above }) && mayConcern(previous)
  );
}

/** "Removal of that version": of the one in the item before. */
const OF_THAT = /\b(?:this|that) (?:version|minor|os|os sku|sku)\b/i;

/** "No node images are released.", "April 1, 2027: node images are removed.": of the thing in the item before. */
const PART_OF_IT =
  /^\W*(?:(?:on|from|after|by|since|starting)\b[^.;]{0,24}\d{4},? (?:we|the|all|no|any|existing|remaining)|(?:\d{4}-\d\d-\d\d|[\w ,]{3,18}\d{4})\W{1,4}\w+|no|existing|the|new|creating)\b[^.]*\b(?:images?|node ?pools?|patch(?:es)?|updates?)\b/i;

/** "Until when is X supported?", "Can I still create X?", "Is X still supported?", "What is the end date of X?" */
const QUESTION =
  /(?:^|[.!?:>]\s+|\n)\W*(?:q\W+)?(?:(?<when>(?:(?:until|till|since|from|as of|by|after) )?when|how long)(?: exactly| precisely)? )?(?<aux>(?:what )?is|what's|are|was|were|will|do|does|has|have|can|may|could)(?<who> (?:i|we|you)\b)?(?<said> [^?.]{1,200}(?:\.\d[^?.]{0,200}){0,4})\?\W*$/i;

/** "No, not since March 1", "only until July 31": nothing but an answer. */
const SHORT = /^(?:yes|no|nope|not|only|just|until|till|up to|through|since|that|on|in|by|from|after|as of)\b.{0,60}$/i;
const DENIAL =
  /^(?:no(?:pe)?\W+)?not (?=(?:since|after|from|as of|on|in|with)\b)|^no(?:pe)?\b\W*(?=(?:since|after|from|as of)\b|$)/i;
/** Nothing but a denial. */
const NO = /^\W*(?:a\W+)?no(?:pe)?\W*$/i;
/** "2026-11-30", "end of November": the question says how it counts. */
const BARE_DAY = /^(?:\d|(?:early |mid |late |the )?(?:end of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/i;
const STILL = /\s(?:still|any ?more|any longer|yet)\b/i;

/** "Which version is the last one for X?" */
const WHICH =
  /(?:^|[.!?:>]\s+|\n)\W*(?:q\W+)?(?:which|what) (?<noun>[^?.]{1,40}?) (?<rest>(?:is|are) the [^?]{1,120})\?\W*$/i;

function mayAnswer({ mentions, dates, text }: Reading): boolean {
  return mentions.every(({ kind }) => kind === 'kubernetes') && (dates.length + mentions.length > 0 || NO.test(text));
}

/** A question and its answer as one statement: "X is supported until July 31"; `null` where they are none. */
function answered(asked: string, answer: string): string | null {
  const { when, who, aux = '', said } = QUESTION.exec(asked.slice(0, asked.lastIndexOf('?') + 1))?.groups ?? {};
  const { noun, rest: asks } = WHICH.exec(asked)?.groups ?? {};
  if (noun !== undefined) return `${noun} ${answer.replace(/^\W*(?:a\W+)?/i, '').replace(/[.!]\W*$/, '')} ${asks}`;
  if (said === undefined) return null;
  const told = answer.replace(/^\W*(?:a\W+)?(?:yes\W+|no(?:pe)?\W+(?=(?:only|just|until|till|up to)\b))?/i, '');
  if (/^what/i.test(aux)) return `${said} is ${told}`.trim();
  const subject = who === undefined ? aux : `you ${aux}`;
  if (when !== undefined) {
    const prep = /^how/i.test(when) ? 'until' : when.replace(/ ?when$/i, '');
    return `${subject}${said} ${BARE_DAY.test(told) ? `${prep} ` : ''}${told}`.trim();
  }
  if (!SHORT.test(told)) return null;
  const [denial] = DENIAL.exec(told) ?? [];
  if (denial === undefined) return /^no(?:pe)?\b/i.test(told) ? null : `${subject}${said} ${told}`.trim();
  const rest = told.slice(denial.length);
  if (STILL.test(said)) return `${subject}${said.replace(STILL, ' no longer')} ${rest}`;
  if (!/\w/.test(rest)) return null;
  return who === undefined
    ? `${subject}${said} ${rest.replace(/^(?:since|after|from|as of)\b/i, 'until')}`
    : `${subject} not${said} ${rest}`;
}

/** "After July 31 you can no longer:", "these operations fail:", each item of which is a part of the sentence. */
const OPEN_LEAD =
  /\b(?:no longer|not|cannot|able to|unable to|fails?|blocked|rejected|refused|refuses)\b[^:]{0,40}:\W*$|n't\b[^:]{0,40}:\W*$/i;
const ITEMS =
  /\b(?:do )?(?:any of )?(?:the following|these)(?: (?:operations|actions|requests|things|tasks))?(?! \w+ \d)/i;

/** An item of a list and the sentence that leads to it, as one. */
function listed(lead: string, item: string): string {
  const own = item.replace(/[\s.;,]+$/, '');
  const open = lead.replace(/[\s:*_]+$/, '');
  return ITEMS.test(open) ? open.replace(ITEMS, () => own) : `${open} ${own}`;
}

/** "What happens after June 30". */
const ASKED = /\?\W*$|^\W*what (?:will )?(?:happens?|changes?)\b/i;

/** "After June 30, 2028:" gives its date to what stands under it. */
function dateAbove({ above }: Passage, note: NoteContext): string | null {
  const [lead] = above;
  if (!lead || lead.text.length > MAX_DATE_LINE || !/\d/.test(lead.text)) return null;
  const reading = readAsOne(lead, note);
  const isAsked = ASKED.test(lead.text) && reading.dates.length === 1 && reading.claims.length === 0;
  return isAsked ? (reading.dates[0]?.date ?? null) : onlyDateOf(reading);
}

/** Under such a heading stands what a feature never had. */
const LIMITS = /^\W*(?:known )?(?:limitations?|restrictions?|requirements?|prerequisites)\W*$/i;
/** What ends all the same. */
const ENDS = /\b(?:no longer|any ?more|retir|deprecat|remov|stop|end(?:s|ed|ing)?\b)/i;

/** An example, which goes on to the end of its paragraph. */
const SUPPOSED =
  /^\W*(?:(?:for (?:example|instance)|say)\b[^.]*\b(?:if|introduces?|that|let's say|suppose|assume)|suppose|imagine|assume|let(?:'s| us) say)\b/i;

/** A list that is made up, not a command that an example shows. */
const IMAGINED =
  /\b(?:let(?:'s| us) say|say (?:that|the|your)|for example, (?:the|your) .*\blist (?:is|are)|suppose|imagine|assume)\b/i;

/** "For example, say the list is:", with code or items below it, and below these what happens to the list. */
function leadsToExample({ text }: Passage): boolean {
  return /:\W*$/.test(text) && IMAGINED.test(text);
}

/** "Services: Virtual Machines · Type: Retirements". */
const KEYWORDS = /^\W*(?:categor(?:y|ies)|services?|type|labels?):/i;

/** "Somebody commented on March 1"; the headings of a report ("What happened"). */
export const BYLINE =
  /^.{1,60}\b(?:commented|replied|answered|wrote|asked|opened this|posted)\b(?: \w+)? on .{1,24}$|^\W*what happened\W*(?::|$)/i;

/** "Error: `SkuNotSupported`", above what the error says. */
const SHOWN_ERROR = /^\W*(?:error|error (?:message|code))\b.{0,60}$/i;

/** True where an end may be said of Windows, but not for sure. */
function isDoubtful({ text, claims, sure }: Reading): boolean {
  if (REPAIR.test(text) || /\?\W*$/.test(text)) return false;
  return claims.some(({ things, cost }) => 1 - cost < sure && 1 - cost > DOUBTFUL && things[0]?.kind === 'windows');
}

/** "AKS on Windows Server 2019", beside Azure Local: the product for one's own machines. */
const OF_OWN_HOSTS = /\b(?:aks\)?|azure kubernetes service) on windows server\b(?! 20\d\d (?:node|image))/i;

/** A passage about another platform, which has dates of its own. */
export function isOfAnother({ text, above, head }: Passage, { grammar, body }: NoteContext): boolean {
  if (OF_OWN_HOSTS.test(text) && grammar.namesRival(body)) return true;
  for (const each of [text, ...(head ? [head.text] : []), ...above.map((place) => place.text)]) {
    if (
      /\baks\b(?![ -](?:hci|edge|arc|hybrid|engine|hosts?)\b| (?:on|enabled by) azure (?:local|stack|arc)\b| on (?:windows server|premises)\b)/i.test(
        each,
      )
    )
      return false;
    if (grammar.namesRival(each)) return true;
  }
  return false;
}

/** "X is out of support. Since July 31, X is no longer …": the second only says when. */
function withoutUndated(statements: readonly ReadStatement[]): ReadStatement[] {
  // Plans of the days that were told behind, by what they are of.
  const behind = new Map<string, Set<ReadStatement['plan']>>();
  const kept: ReadStatement[] = [];
  for (const each of statements.toReversed()) {
    const key = `${each.subject} ${each.phase} ${each.fromKubernetes}`;
    const plans = behind.get(key) ?? new Set();
    // "Community support has ended; LTS goes on until July": two ends.
    const isTold = each.plan ? plans.has(each.plan) || plans.has(undefined) : plans.size > 0;
    if (each.date !== null || !isTold) kept.push(each);
    if (each.date !== null) behind.set(key, plans.add(each.plan));
  }
  return kept.reverse();
}
