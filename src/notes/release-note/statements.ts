import type { RetirementPhase } from '../../domain/lifecycle.ts';
import { endsInMinor, isDay } from './circumstances.ts';
import type { Claim } from './claim.ts';
import {
  continuedDate,
  dateOf,
  dayBeside,
  isMistyped,
  nameBefore,
  newDateOf,
  respective,
  tellsFormer,
} from './claim-days.ts';
import type { Clause } from './clauses.ts';
import { kindsOf } from './lexicon.ts';
import { type Mention, minorOf, minorsBelow } from './mention.ts';
import { isOfFormerDay, isPair, minorAfter } from './parts.ts';
import { has, is, says, type Token } from './scan.ts';
import type { Reading, ReadStatement } from './sentence-reading.ts';
import { planOf } from './support-plan.ts';
import { isTarget, type Topic } from './topic.ts';

export type Found = Omit<ReadStatement, 'quote'>;

/** What has been repaired tells of no end, nor does what a change of code did: "removed in 4f2c81d". */
export const REPAIR =
  /^\W*(?:bug ?fix(?:es)?\W+)?(?:fix(?:e[sd])?(?!\(docs)|fixing|resolve[sd]?|correct(?:s|ed)|\w+ed (?:in|by|with) (?=[a-f]*\d)[\da-f]{7,40})\b|^\W*(?:bug|known issue)\s?[\]:]/i;

/** Every statement of a sentence: what a claim leaves open is taken from the nearest place that has it. */
export function statementsOf(reading: Reading, topic: Topic | null): Found[] {
  if (REPAIR.test(reading.text) || /\?\W*$/.test(reading.text)) return [];
  const claims = claimsIn(reading, topic);
  const found: Found[] = [];
  let current = topic;
  for (const [at, read] of claims.entries()) {
    // "We turn it off: X will be retired in May."
    const isToldBehind = reading.clauses[read.clause]?.kind === 'label' && claims[at + 1]?.phase === read.phase;
    if (read.isOpen && isToldBehind && claims[at + 1]?.things.length) continue;
    const each = { ...read, bound: read.bound ?? boundBefore(reading, read) };
    const open = labelled(reading, each, claims) ?? current?.subjects ?? windowsBehind(reading, each);
    const isMeant = meantBy(reading, each);
    const named = isMeant && [open, topic?.subjects ?? [], topic?.minors ?? []].map((all) => all.filter(isMeant));
    const subjects = subjectsOf(reading, each, named ? (named.find((all) => all.length > 0) ?? []) : open);
    if (subjects.length === 0) continue;
    // "We delete the images. The removal takes place in April."
    const isOfImages =
      each.phase === 'removal' &&
      each.things.length === 0 &&
      (/image/.test(current?.phase ?? '') ||
        ((current?.isOfImages || has(reading, 'image')) && speaksOfThem(reading, each)));
    const phase = isOfImages ? 'image-removal' : each.phase;
    const claim = { ...each, phase, bound: each.bound ?? boundAbove(reading, each, topic) };
    const own = dateOf(reading, claim, claims, at);
    const date = own ?? (claim.bound === null ? continuedDate(reading, claim, subjects, current) : null);
    current = { subjects, date: date ?? current?.date ?? null, phase: claim.phase };
    for (const [index, subject] of subjects.entries()) {
      const isDated = each.date !== null && subjects.length === 1;
      const day = (isDated ? null : dayBeside(reading, subject)) ?? respective(reading, subjects.length, index) ?? date;
      const statements = toStatements(reading, claim, subject, day, topic);
      const doubt = isMistyped(day, reading) ? 'past-date' : null;
      found.push(...statements.map((statement): Found => ({ ...statement, doubt })));
    }
  }
  return found;
}

/** "They'll be removed", "all of them will be removed". */
function speaksOfThem({ clauses }: Reading, { clause }: Claim): boolean {
  const { tokens = [], verb = null } = clauses[clause] ?? {};
  return says(tokens.slice(0, verb?.from), /^(?:they|them)$/);
}

/** "That OS stops being supported" means no minor, "the minor" nothing else; `null` where the words leave it open. */
function meantBy(
  { clauses }: Pick<Reading, 'clauses'>,
  { isOpen, clause }: Claim,
): ((subject: string) => boolean) | null {
  const { tokens = [], verb = null } = clauses[clause] ?? {};
  const said = isOpen ? tokens.slice(0, verb?.isPassive === false ? undefined : verb?.from) : [];
  const isMinor = (subject: string): boolean => subject.startsWith('Kubernetes/');
  if (says(said, /^(?:os|sku|ossku|operating system)$/)) return (subject) => !isMinor(subject);
  const isNamed = said.some((token) => token.mention ?? is(token, 'last'));
  return !isNamed && says(said, /^minor(?: version)?$/) ? isMinor : null;
}

function toStatements(
  reading: Reading,
  claim: Claim,
  subject: string,
  date: string | null,
  topic: Topic | null,
): Omit<Found, 'doubt'>[] {
  const isMinor = subject.startsWith('Kubernetes/');
  if (claim.phase === 'image-removal' && isMinor) return [];
  // "On platform support, there are no patches."
  const isOfPlatform = reading.claims.some(({ phase }) => phase === 'platform-support');
  if (claim.phase === 'no-new-images' && isMinor && isOfPlatform) return [];
  if (claim.phase === 'date-changed' && date === null) return [];
  // "Kubernetes 1.36 deprecates an API. Support ends in 1.43": of the API.
  const minor = isMinor ? Number(subject.split('.')[1]) : Number.NaN;
  const isOfApi = claim.things.length === 0 && Number(claim.bound?.slice(2)) >= minor;
  const isOfOther =
    claim.phase === 'no-new-node-pools' ||
    (/^(?:retirement|removal)$/.test(claim.phase) && claim.bound !== `1.${minor}`);
  if (isOfApi && isOfOther && claim.date === null) return [];
  const fromKubernetes = isMinor ? null : claim.bound;
  const clause = reading.clauses[claim.clause];
  // "AKS doesn't offer that OS on later minors."
  const isOfLater = claim.isWeak && clause !== undefined && isPair(clause, LATER, 'version');
  const isOfMinor = /^Windows\w+$/.test(subject) && (fromKubernetes !== null || isOfLater) && date === null;
  const isBounded = isOfMinor && /^(?:retirement|removal|image-removal|no-new-images)$/.test(claim.phase);
  const own = isMinor && claim.phase === 'no-new-images' ? 'retirement' : claim.phase;
  const phase = isBounded ? 'no-new-node-pools' : own;
  const plan = /^(?:retirement|date-changed)$/.test(phase) ? planOf(reading.text, subject, claim) : null;
  const statement = {
    ...(plan && { plan }),
    subject,
    phase,
    date,
    fromKubernetes,
    weak: claim.isNoun && date === null && fromKubernetes === null,
  };
  if (phase !== 'date-changed' && date !== null && tellsFormer(reading, claim))
    return [statement, { ...statement, phase: 'date-changed' }];
  const moved = phase === 'date-changed' ? endMoved(reading, topic) : null;
  return moved ? [{ ...statement, phase: moved }, statement] : [statement];
}

const LATER = /^(?:later|newer|higher)$/;

/** What it is that comes on another day than was said. */
function endMoved(reading: Reading, topic: Topic | null): RetirementPhase | null {
  const isOfImages = has(reading, 'image');
  if (has(reading, 'removal')) return isOfImages ? 'image-removal' : 'removal';
  const isOfEnd = has(reading, 'eol', 'endof', 'retirement', 'end', 'leave', 'retire', 'cease', 'support', 'lts');
  // "The removal of the images didn't start. The new date is …"
  const isOfTopic = topic?.isOfImages === true && !isOfEnd;
  return (isOfEnd || has(reading, 'new')) && !isOfImages ? (isOfTopic ? 'image-removal' : 'retirement') : null;
}

function subjectsOf(reading: Reading, claim: Claim, open: readonly string[]): readonly string[] {
  const { things, isOpen, phase, clause, bound } = claim;
  const [thing] = things;
  const listed = isOpen && bound === null ? listedBehind(reading, clause) : [];
  if (listed.length > 0) return listed;
  // "X, Y, Z (retired on March 1)": the brackets are of the last alone.
  const isJoined = /\b(?:and|or)\b|&/.test(reading.text.slice(thing?.start, thing?.end));
  if (things.length === 1 && reading.clauses[clause]?.kind === 'aside' && !isJoined)
    return thing?.subjects.slice(-1) ?? [];
  const named = things.flatMap((each) => (each.bound === 'below' ? minorsBelow(each, reading.known) : each.subjects));
  if (things.length > 0 || !isOpen) return [...new Set(named)];
  return phase === 'image-removal' && open.some((subject) => subject.startsWith('Kubernetes/')) ? [] : open;
}

const LISTED = kindsOf('windows minor feature comma and own agent version lts pool');

/** "The following are deprecated: X, Y". */
function listedBehind({ clauses }: Reading, at: number): readonly string[] {
  const next = clauses[at + 1];
  const isList =
    clauses[at]?.kind === 'label' &&
    next &&
    !next.verb &&
    next.tokens.every((token, at) => is(token, ...LISTED) || next.tokens[at + 1]?.text === 'aks');
  return isList ? next.tokens.flatMap(({ mention }) => mention?.subjects ?? []) : [];
}

/** What the nearest clause before names that claims nothing: "Windows Server 2019: no new images". */
function labelled(
  { clauses }: Pick<Reading, 'clauses'>,
  claim: Claim,
  claims: readonly Claim[],
): readonly string[] | null {
  const isWhich = /^(?:which|whose)$/.test(clauses[claim.clause]?.opening ?? '');
  for (const clause of clauses.slice(0, claim.clause).reverse()) {
    if (claims.some((each) => clauses[each.clause] === clause)) return null;
    // "As 1.36 takes longer, this date has been postponed", "to leave more time after 1.34, we moved the date".
    const isReason = /^(?:as|because|since)$/.test(clause.opening) || clause.verb?.isInfinitive;
    if (claim.phase === 'date-changed' && isReason) continue;
    const all = clause.tokens.flatMap(({ mention }) => mention ?? []);
    const isMeant = meantBy({ clauses }, claim);
    const mentions = isMeant ? all.filter(({ subjects }) => subjects.every(isMeant)) : all;
    const os = claim.bound ? mentions.find(({ kind }) => kind !== 'kubernetes') : undefined;
    // "1.37 is the first version that won't offer it": what it is stands further ahead.
    const isOfBound = clauses[claim.clause]?.opening === 'that';
    const isOther = (each: Mention): boolean =>
      claim.bound !== null && ((minorOf(each) ?? claim.bound) !== claim.bound || (isOfBound && minorOf(each) !== null));
    const first = isWhich
      ? mentions.at(-1)
      : (os ?? mentions.find((each) => (!isTarget(clause, each) || clause.opening === 'if') && !isOther(each)));
    if (first?.bound === null) return first.subjects;
  }
  return null;
}

/** "The images go away, and WS2019 nodes can't be added", "you have until March to leave it": the one named behind. */
function windowsBehind({ clauses }: Reading, { clause, phase }: Claim): readonly string[] {
  const isDeadline = clauses[clause + 1]?.verb?.isInfinitive && phase === 'retirement';
  if (phase !== 'image-removal' && phase !== 'no-new-images' && !isDeadline) return [];
  const named = clauses
    .slice(clause + 1)
    .flatMap((each) => each.tokens.flatMap(({ mention }) => (mention && !isTarget(each, mention) ? mention : [])));
  const [only, ...others] = named.filter(({ kind }) => kind === 'windows' || (isDeadline && kind === 'kubernetes'));
  return only && others.length === 0 ? only.subjects : [];
}

/** "From that date you can't create X", "no X on any Kubernetes version": on no minor more than on another. */
const ON_ALL_MINORS =
  /\b(?:any|all|every|regardless of (?:the|your)) (?:kubernetes )?versions?\b|\b(?:this|that) (?:date|day)\b/i;

/** "Breaking changes in 1.36": what is not supported then has that bound. */
function boundAbove({ text }: Reading, { things, date, isWeak }: Claim, topic: Topic | null): string | null {
  if (ON_ALL_MINORS.test(text)) return null;
  const [minor, ...others] = topic?.phase === null ? topic.subjects : [];
  const isOs = things.length === 1 && things[0]?.kind === 'windows' && isWeak && !date;
  return isOs && minor?.startsWith('Kubernetes/') && others.length === 0 ? minor.slice('Kubernetes/'.length) : null;
}

/** "1.37 is the first version on which X …", "X on Kubernetes 1.37+: not supported", "… in later versions". */
function boundBefore({ clauses }: Reading, { clause, things }: Claim): string | null {
  const [own, before] = [clauses[clause], clauses[clause - 1]];
  if (!own || !before) return null;
  const minors = clauses
    .slice(0, clause)
    .flatMap(({ tokens }) => tokens.flatMap(({ mention }) => (mention?.kind === 'kubernetes' ? [mention] : [])));
  const [last] = minors.slice(-1);
  if (last && /^(?:which|that)$/.test(own.opening) && isPair(before, /^first$/, 'version')) return minorOf(last);
  // "Upgrade to 1.36 or later, where X isn't available", "the default in 1.36, where …".
  if (last && own.opening === 'where' && (last.bound === 'from' || endsInMinor(before))) return minorOf(last);
  const isOnIt = isPair(own, /^(?:this|that|these|those)$/, 'version');
  // "Before you go to 1.33 delete X, since this OS isn't supported there."
  const isThere = own.tokens.findLast((token) => !is(token, 'adv'))?.text === 'there';
  if (
    last &&
    (isThere || (isOnIt && (before.kind === 'label' || (last.bound === 'from' && is(own.tokens.at(-1), 'version')))))
  )
    return minorOf(last);
  if (last && isPair(own, LATER, 'version')) return minorAfter(last);
  return before.kind === 'label' && things.length === 0 && last?.bound === 'from' && has(before, 'windows')
    ? minorOf(last)
    : null;
}

/** The claims of a sentence that are sure enough, with those of clauses that only name a thing and a day. */
function claimsIn(reading: Reading, topic: Topic | null): readonly Claim[] {
  const { clauses, claims, sure } = reading;
  const all: Claim[] = [];
  for (const [index, clause] of clauses.entries()) {
    const own = claims.filter((claim) => claim.clause === index);
    all.push(...own);
    const isUntil = clause.tokens.some((token, at) => token.date && is(leadTo(clause.tokens, at), 'until'));
    const isOfPlan = clauses
      .slice(0, index)
      .some((each) => each.kind === 'label' && has(each, 'lts') && !has(each, 'preview'));
    const before = all.at(-1)?.phase ?? topic?.phase ?? null;
    const phase = (isUntil || isOfPlan) && (before === null || before === 'lts-only') ? 'retirement' : before;
    const { after } = clause;
    const around = after ? claims.filter((claim) => clauses[claim.clause]?.tokens.includes(after)) : [];
    // "Upstream support of 1.32 ends on D, and that of 1.33 on E."
    const told = clauses[all.at(-1)?.clause ?? -1];
    const isInVain =
      (around.length > 0 && around.every(({ cost }) => 1 - cost < sure)) || (told && has(told, 'elsewhere'));
    if (own.length > 0 || phase === null || phase === 'date-changed' || isInVain) continue;
    const isUnderDay = topic?.date != null && topic.subjects.length === 0;
    all.push(...ellipsisOf(clause, index, phase, clauses, isUnderDay));
  }
  const enough = all.filter(({ cost }) => 1 - cost >= sure);
  const moved = enough.find((claim) => claim.phase === 'date-changed' && newDateOf(reading, claim) !== null);
  if (!moved) return enough;
  // "The retirement was planned for March; it has been postponed to May", "the day on which X ends: it was … and is now".
  const isSaidByIt = ({ isNoun, date, phase }: Claim): boolean =>
    isNoun || (moved.isOpen && phase === 'retirement' && date === null);
  return enough.filter((claim) => !isSaidByIt(claim));
}

/** "Until the end of January": what stands before a day. */
function leadTo(tokens: Clause['tokens'], at: number): Token | undefined {
  return tokens.findLast((token, index) => index < at && token.text !== 'the');
}

/** What a clause consists of that says no more than that what was said before holds of its thing, or then, too. */
const ELLIPTIC =
  kindsOf(`own new prep sub until only pron come reach make will be and adv comma dash support lts version pool image agent user place
  endof but upto date deadline last minor windows feature time colon`);

/** "…, Y in July", "… and LTS in November", "… as are Y and Z", "… nor Y with 1.37", "(until July)". */
function ellipsisOf(
  clause: Clause,
  index: number,
  phase: RetirementPhase,
  clauses: readonly Clause[],
  isUnderDay: boolean,
): Claim[] {
  const { tokens, kind, verb, after } = clause;
  const isLinking =
    !verb || (verb.from > 0 && !verb.isTask && !verb.isDenied && is(tokens[verb.at], 'be', 'come', 'reach'));
  // "Long-term support begins on May 5."
  const isBeginning = verb !== null && /^(?:beg[aiu]n|start)/.test(tokens[verb.at]?.text ?? '');
  if (
    !isLinking ||
    isBeginning ||
    kind === 'label' ||
    isOfFormerDay(clause) ||
    !tokens.every((token) => is(token, ...ELLIPTIC))
  )
    return [];
  const dates = tokens.flatMap(({ date }) => date ?? []);
  const things = tokens.flatMap(({ mention }) => mention ?? []);
  const last = clauses.slice(0, index).findLast((each) => each.kind !== 'aside');
  const dayOfLine = isDay(last) && last?.kind === 'label' ? last.tokens.find((token) => token.date)?.date : null;
  const date = dates[0] ?? (kind === 'aside' ? after?.date : dayOfLine) ?? null;
  const thing = things[0] ?? (after ? nameBefore(clauses, after) : labelBefore(last));
  const opening = tokens[is(tokens[0], 'comma') ? 1 : 0]?.text ?? '';
  const isAlike = opening === 'nor' || (verb !== null && is(tokens[verb.at], 'be') && /^(?:as|so)$/.test(opening));
  // "… nor Y with 1.37", "X up to 1.32, Y up to 1.35".
  const [first, second] = things;
  const isOfMinor = first?.kind === 'windows' && second?.kind === 'kubernetes';
  const isUpTo = isOfMinor && phase === 'no-new-node-pools' && has(clause, 'upto');
  const minor = !isOfMinor ? null : isUpTo ? minorAfter(second) : opening === 'nor' ? minorOf(second) : null;
  const isTime = /^(?:when|once|as|after|before)$/.test(clause.opening);
  const isOf =
    thing ?? (has(clause, 'lts', 'support') || says(tokens, /^aks$/) || (kind === 'aside' && has(clause, 'until')));
  if (
    !isOf ||
    dates.length > 1 ||
    (things.length > 1 && minor === null) ||
    (!isAlike && !isUpTo && ((!date && !isUnderDay) || isTime))
  )
    return [];
  const [start, end] = [tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0];
  const flags = { cost: 0, isNoun: false, isWeak: false, isOpen: !thing };
  return [{ phase, things: thing ? [thing] : [], date, bound: minor, clause: index, start, end, ...flags }];
}

/** "Kubernetes 1.33: until March 1". */
function labelBefore(clause: Clause | undefined): Mention | null {
  return clause?.kind === 'label' && !clause.verb
    ? (clause.tokens.find(({ mention }) => mention)?.mention ?? null)
    : null;
}
