import { dayOf } from '../../domain/calendar-date.ts';
import type { DateMention } from '../text/note-dates.ts';
import { isDay } from './circumstances.ts';
import type { Claim } from './claim.ts';
import type { Clause } from './clauses.ts';
import { kindsOf } from './lexicon.ts';
import type { Mention } from './mention.ts';
import { isFormer, isPrevious } from './parts.ts';
import { has, is, isA, type Token } from './scan.ts';
import type { Reading } from './sentence-reading.ts';
import type { Topic } from './topic.ts';

/** The day of a claim: its own, else the nearest that a clause lends it. */
export function dateOf(reading: Reading, claim: Claim, claims: readonly Claim[], at: number): string | null {
  const { tokens } = reading;
  const isSaidAnew =
    reading.dates.length > 1 && tokens.some(({ date }, at) => date && date === claim.date && isPrevious(tokens, at));
  if (claim.phase === 'date-changed' || isSaidAnew) return newDateOf(reading, claim);
  // "On 1.33 it can't be created as of today", "Today: …".
  const isOfToday = ({ date, text }: Token, at: number): boolean =>
    date !== null && /today$/.test(text) && !tokens.slice(at, at + 4).some((token) => is(token, 'say'));
  if (claim.bound !== null && tokens.some(isOfToday)) return null;
  if (claim.date) return claim.date.date;
  const { clauses } = reading;
  const own = clauses[claim.clause];
  if (!own) return null;
  const next = claims.find((each) => each.clause > claim.clause);
  const before = claims.findLast((each, index) => index < at && each.clause < claim.clause);
  // "X ends on March 1, after which no images are built."
  const first = own.tokens.find((token) => !is(token, 'comma'));
  if (own.opening === 'which' && is(first, 'prep', 'sub') && before?.date) return before.date.date;
  const last = clauses[claim.clause - 1];
  if (isDay(last) && (last?.kind === 'label' || /^(?:when|which)$/.test(own.opening))) return dayIn(last);
  // "Can't be scaled once the images are removed on March 1."
  const isNext = next?.clause === claim.clause + 1;
  // "1.38 comes on March 1, and 1.35 leaves support with it."
  const [prep, it] = own.tokens.slice(-2);
  const isWithIt = prep?.text === 'with' && it?.text === 'it' && last?.unit === own.unit;
  if (isWithIt && claim.phase === 'retirement') return dayIn(last);
  if (isThen(clauses[claim.clause + 1])) return dayIn(clauses[claim.clause + 1]);
  // "Until March 1, yes, although the pool is unsupported."
  if (own.opening === 'although') return null;
  const lent =
    dayBehind(own, clauses.slice(claim.clause + 1, next?.clause)) ??
    dayAhead(claim, own, clauses.slice((before?.clause ?? -1) + 1, claim.clause));
  if (lent !== null) return lent;
  // "Ended on March 1 and has moved to platform support": since then.
  if (claim.phase === 'platform-support' && before?.phase === 'retirement' && clauses[before.clause]?.unit === own.unit)
    return before.date?.date ?? null;
  const joined = isNext && claim.bound === null && isCoordinated(claim, next, clauses) ? next.date : null;
  const opening = before && claim.bound === null && isOpening(before, own, clauses) ? before.date : null;
  return (joined ?? opening)?.date ?? null;
}

/** "When the images are removed on March 1", "after 1.34 ends on March 1": what stands before comes then. */
function isThen(clause: Clause | undefined): boolean {
  const { opening = '', tokens = [] } = clause ?? {};
  return /^(?:when|once|after)$/.test(opening) && tokens.some(({ date }) => date);
}

/** The days of a clause that still hold. */
function holdingDays({ tokens }: Clause): readonly DateMention[] {
  return tokens.flatMap(({ date }, at) => (date && !isFormer(tokens, at) ? date : []));
}

/** The day of a clause: of several the first that still holds. */
function dayIn(clause: Clause | undefined): string | null {
  if (!clause) return null;
  return (holdingDays(clause)[0] ?? clause.tokens.find(({ date }) => date)?.date)?.date ?? null;
}

/** The nearest day that the clauses behind a claim lend it. */
function dayBehind(own: Clause, behind: readonly Clause[]): string | null {
  const days = behind.filter((each) => dayIn(each) && lendsDay(each, own));
  const holding = days.filter((each) => holdingDays(each).length > 0);
  const lent = holding.length > 0 ? holding : days;
  return dayIn(lent.find(({ after }) => after === null || after.start >= verbStart(own)) ?? lent[0]);
}

function dayAhead({ bound }: Claim, own: Clause, ahead: readonly Clause[]): string | null {
  const isOf = (each: Clause): boolean =>
    lendsDay(each, own) || /^(?:when|once|which|as|since|because)$/.test(own.opening);
  const nearest = bound === null ? ahead.findLast((each) => dayIn(each) && isOf(each)) : undefined;
  return nearest?.tokens.findLast(({ date }) => date)?.date?.date ?? null;
}

const WHEN = kindsOf('comma and own prep be will come date time adv pron reach sub');

/** True for a clause that says nothing of its own but when: brackets, "when …", "the effective date is …". */
function lendsDay({ verb, after, opening, tokens, kind }: Clause, own: Clause): boolean {
  // "Update March 1: X ends …", "… so the answer today is no".
  const isOfText = is(tokens[0], 'update') || /^(?:correction|edit)/.test(tokens[0]?.text ?? '');
  if (opening === 'so' || (kind === 'label' && isOfText)) return false;
  const at = after ? own.tokens.indexOf(after) : -1;
  if (after && at >= 0 && after.start < verbStart(own) && at < own.tokens.length - 1) {
    return (
      after.mention !== null || is(after, 'deadline', 'time') || !own.tokens.slice(0, at).some(({ mention }) => mention)
    );
  }
  // "What happens on March 1: …"
  const isAsked = kind === 'label' && tokens[0]?.text === 'what';
  if (!verb || verb.isTask || opening !== '' || isAsked || has({ tokens }, 'deadline')) return true;
  const goesOn = !verb.isDenied && is(tokens[verb.at], 'keep', 'use', 'exist');
  return goesOn || tokens.every((token) => is(token, ...WHEN) || token.text === 'done');
}

function verbStart({ verb, tokens }: Clause): number {
  return verb ? (tokens[verb.from]?.start ?? 0) : 0;
}

/** "X is deprecated and removed on March 1": a second verb of the same subject. */
function isCoordinated({ things, clause }: Claim, next: Claim, clauses: readonly Clause[]): boolean {
  const [own, other] = [clauses[clause], clauses[next.clause]];
  const isSame = next.things.length === 0 || next.things[0] === things[0];
  return isSame && own?.unit === other?.unit && is(other?.tokens[0], 'and') && other?.verb?.from === 1;
}

/** "On March 1, X ends and …", "after X ends on March 1, …". */
function isOpening({ date, clause }: Claim, own: Clause, clauses: readonly Clause[]): boolean {
  const before = clauses[clause];
  if (!before || !date) return false;
  const isWhen = /^(?:after|once|when)$/.test(before.opening) && before.unit === own.unit;
  return isWhen || (before.verb !== null && date.start < verbStart(before));
}

/** "X (July 2026) and Y (August 2026) end": the day in brackets behind a thing is its own. */
export function dayBeside({ clauses }: Reading, subject: string): string | null {
  const isOf = (after: Token | null): boolean =>
    after !== null && nameBefore(clauses, after)?.subjects.at(-1) === subject;
  return dayIn(clauses.find(({ kind, after, tokens }) => kind === 'aside' && tokens[0]?.date && isOf(after)));
}

/** The thing that a word belongs to: "Kubernetes 1.30 LTS". */
export function nameBefore(clauses: readonly Clause[], after: Token): Mention | null {
  const own = clauses.find(({ tokens }) => tokens.includes(after))?.tokens ?? [];
  let at = own.indexOf(after);
  while (at > 0 && !own[at]?.mention && is(own[at], 'lts', 'pool', 'version', 'own', 'support', 'image')) at -= 1;
  return own[at]?.mention ?? null;
}

/** "A and B end on X and Y respectively": each subject its own date. */
export function respective({ text, dates }: Reading, count: number, index: number): string | null {
  if (!/\brespectively\b|\bformer\b.*\blatter\b/i.test(text) || dates.length !== count) return null;
  return dates[index]?.date ?? null;
}

const SAME_DAY =
  /\b(?:on|at|from|after|since|by|until|before|once|beyond) (?:the|that|this) (?:same )?(?:day|date|time|point|moment)\b|\bin the same month\b|\bafter th(?:at|is)(?=\W*(?:[,.;]|$)| (?:you|we|it|they|aks|no)\b)|\bthe same day\b|\b(?:afterwards|from then on|thereafter)\b|^\W*(?:the same|that|this)(?: same)? (?:day|date|time)\b|\b(?:from|by|after|since) then\b/i;

/** What holds already, or until that day. */
const LASTING =
  /\bas long as\b|\bin the meantime\b|\bmeanwhile\b|\buntil then\b|\bstill (?:not|can't|cannot|can not|isn't|aren't)\b/i;

/** "Is unsupported already, and can't be scaled from that day on", "stays out of support". */
const SO_ALREADY = /\b(?:is|are) (?:\w+ )?already\b|\b(?:remain|stay)s? (?:out of|un)/i;

/** A sentence that goes on about the same thing takes its date, unless it tells what has been done already. */
export function continuedDate(
  { text, earlier }: Reading,
  { start, end, phase }: Claim,
  subjects: readonly string[],
  topic: Topic | null,
): string | null {
  const said = text.slice(start, end);
  if (SO_ALREADY.test(said)) return null;
  if (SAME_DAY.test(text)) return topic?.date ?? earlier;
  // "The images are deleted on D. Your pools will be unsupported": sooner.
  if (
    LASTING.test(text) ||
    (topic?.phase === 'image-removal' && phase !== topic.phase && phase !== 'no-new-node-pools')
  )
    return null;
  if (/(?<!\b(?:that|which|who) )\b(?:has|have) (?:now |already |been )*\w+ed\b/i.test(said)) return null;
  return topic?.subjects.length === 0 || topic?.subjects.includes(subjects[0] ?? '') ? topic.date : null;
}

const TO = kindsOf('own be');

/** The date something is moved to: the end of a span, or the last one behind the claim. */
export function newDateOf({ text, tokens }: Reading, { start }: Claim): string | null {
  const behind = tokens.flatMap(({ date }, at) =>
    date && date.start >= start && (date.until || !isFormer(tokens, at)) ? { date, at } : [],
  );
  const target = behind.find(({ at }) => {
    const lead = tokens.findLast((token, index) => index < at && !(is(token, ...TO) && token.text !== 'is'));
    return /^(?:to|until|till|through|is|now)$/.test(lead?.text ?? '');
  });
  const chosen = (behind.find(({ date }) => date.until) ?? target ?? behind.at(-1))?.date;
  // The ends of a span come in the order of the calendar.
  const isEarlier = /\b(?:forward|up)\b/i.test(text.slice(start));
  return chosen ? ((isEarlier ? null : chosen.until) ?? chosen.date) : null;
}

/** "Retires on D instead of E", "retires on D (previously E)", "a month later than planned". */
export function tellsFormer({ tokens, clauses, dates }: Reading, { clause }: Claim): boolean {
  const isLater = clauses[clause]?.tokens.some((token) => isA(token, 'move', '') && / than /.test(token.text));
  // "X now retires on D", "is now supported until D".
  const { tokens: own = [], verb = null } = clauses[clause] ?? {};
  const predicate = own[verb?.at ?? -1];
  const isToBe = isA(predicate, 'retire', 'ed') && has({ tokens: own.slice(0, verb?.at) }, 'will');
  const isEnd =
    isToBe || isA(predicate, 'retire', 's') || (isA(predicate, 'offer', 'ed') && has({ tokens: own }, 'until'));
  const isNow = has({ tokens: own.slice(0, verb?.at) }, 'now') && isEnd && dates.length > 0;
  // "Not on E but on D".
  const isCorrected = clauses[clause]?.tokens.some((token) => is(token, 'former') && is(token, 'now'));
  return (
    isLater === true ||
    isNow ||
    clauses.some(({ kind, tokens: [first, second] }) => kind === 'aside' && first?.text === 'was' && second?.date) ||
    (dates.length > 1 && (isCorrected === true || tokens.some(({ date }, at) => date && isPrevious(tokens, at))))
  );
}

/** Notes come out some weeks after they were written; only an older date is plainly wrong. */
const SLACK_MS = 31 * 86_400_000;

/** True when a sentence about the future gives a date in the past. */
export function isMistyped(date: string | null, { tense, publishedAt }: Reading): boolean {
  if (date === null || publishedAt === null || tense !== 'future') return false;
  return date < dayOf(new Date(Date.parse(publishedAt) - SLACK_MS)).slice(0, date.length);
}
