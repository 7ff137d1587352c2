import { type Passage, quoteOf, splitSentences } from '../text/passage.ts';
import { BYLINE, Discourse, dateAbove, goesOnFrom } from './discourse.ts';
import { DOUBTFUL, tellsEnd } from './grammar.ts';
import { OPEN_LEAD, QUESTION } from './questions.ts';
import { dated, onlyDateOf, readDateLine, readListedThing } from './read-layout.ts';
import { readRow } from './read-row.ts';
import { MAX_SENTENCE, mayConcern, type NoteContext, type Reading, type ReadStatement } from './sentence-reading.ts';
import { REPAIR } from './statements.ts';

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
  if (BYLINE.test(passage.text) || (passage.kind !== 'record' && KEYWORDS.test(passage.text)))
    return { statements: [], doubtful: [] };
  const { previous, shown, told } = place;
  if (shown && leadsToExample(shown)) return { statements: [], doubtful: [] };
  const laidOut = goesOnFrom(passage, previous) ? null : readLaidOut(passage, note, place);
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

/** What the layout of a passage says: a row of a table, an item that is but a name; `null` where it is running text. */
function readLaidOut(passage: Passage, note: NoteContext, { isLead, rows }: Place): readonly ReadStatement[] | null {
  const { head, above, kind } = passage;
  if (kind === 'code') return [];
  if (!mayConcern({ text: passage.text, above: head ? [head, ...above] : above })) return [];
  if (isOfAnother(passage, note)) return [];
  const cells = readRow(passage, note, rows);
  if (cells) return cells;
  const listed = [...readListedThing(passage, note), ...(isLead ? [] : readDateLine(passage, note))];
  if (listed.length > 0) return listed;
  const lead = above[0]?.text ?? '';
  return note.grammar.mayTell(passage.text) || QUESTION.test(lead) || OPEN_LEAD.test(lead) ? null : [];
}

function readSentences(passage: Passage, note: NoteContext, previous: Passage | undefined): ReadPassage {
  const statements: ReadStatement[] = [];
  const doubtful: string[] = [];
  if (previous && SHOWN_ERROR.test(previous.text)) return { statements, doubtful };
  const discourse = new Discourse(passage, note, previous);
  const { grammar } = note;
  const isLimits =
    passage.above.some(({ text }) => LIMITS.test(text)) && !passage.above.some(({ text }) => tellsEnd(text, grammar));
  for (const { text, start, end } of splitSentences(passage)) {
    if (SUPPOSED.test(text)) break;
    const own = text.length > MAX_SENTENCE ? null : discourse.hear(text);
    if (own === null) continue;
    const { reading, found } = discourse.understand(own);
    if (isLimits && isLimit(own)) continue;
    if (found.length > 0) {
      const quote = quoteOf(passage, start, end);
      statements.push(...found.map((statement) => ({ ...statement, quote })));
      continue;
    }
    if (isDoubtful(reading)) doubtful.push(quoteOf(passage, start, end));
    const day = onlyDateOf(reading);
    if (day) for (const [index, each] of statements.entries()) statements[index] = dated(each, day);
  }
  const kept = withoutUndated(withoutFormer(statements));
  const date = dateAbove(passage, note);
  return { statements: date ? kept.map((each) => dated(each, date)) : kept, doubtful };
}

/** Under such a heading stands what a feature never had. */
const LIMITS = /^\W*(?:known )?(?:limitations?|restrictions?|requirements?|prerequisites)\W*$/i;
/** What ends all the same. */
const ENDS = /\b(?:no longer|any ?more|retir|deprecat|remov|stop|end(?:s|ed|ing)?\b)/i;

function isLimit({ mentions, dates, text }: Reading): boolean {
  const isOf = (kind: string): boolean => mentions.some((each) => each.kind === kind);
  return dates.length === 0 && !(isOf('kubernetes') && isOf('windows')) && !ENDS.test(text);
}

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

/** "We announced that X would retire on D. It's now E": what was said before it moved. */
function withoutFormer(statements: readonly ReadStatement[]): readonly ReadStatement[] {
  return statements.filter(
    (each, index) =>
      each.phase !== 'retirement' ||
      !FORMERLY.test(each.quote) ||
      !statements
        .slice(index)
        .some(({ subject, phase, date }) => phase === 'date-changed' && subject === each.subject && date !== each.date),
  );
}

const FORMERLY =
  /\b(?:would|previously|originally|initially|earlier|first announced|had (?:announced|planned|said)|(?:was|were) (?:to|scheduled|planned|set|going|due|supposed))\b/i;

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
