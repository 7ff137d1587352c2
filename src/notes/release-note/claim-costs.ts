import type { Claim } from './claim.ts';
import type { Clause } from './clauses.ts';
import { kindsOf } from './lexicon.ts';
import { isAndBelow, isPair, type Parts } from './parts.ts';
import type { Phrase } from './phrases.ts';
import { has, is, says, type Token } from './scan.ts';

/** What the circumstances of a claim cost; from `1 - SURE` up it is no statement. */
export const WEIGHTS = {
  /** "If …", "as an example", "to remove X". */
  supposed: 0.7,
  /** "When X is removed, …" without a day: taken for granted. */
  granted: 0.7,
  /** Another product does it, or it is said of another platform. */
  elsewhere: 0.7,
  /** "… with FIPS", "… in Qatar Central", "… while it runs": not all of it, not for good. */
  limited: 0.55,
  /** "Was not", "no image this month": no end, but what happened. */
  past: 0.6,
  /** A noun in passing: "prepare for the retirement of X". */
  passing: 0.6,
} as const;

/** A claim in its sentence. */
interface Setting {
  readonly claim: Claim;
  readonly parts: Parts;
  readonly clause: Clause;
  readonly last: Clause | undefined;
  readonly next: Clause | undefined;
  /** The clauses up to its own. */
  readonly before: readonly Clause[];
  readonly behind: readonly Clause[];
}

type Test = (setting: Setting) => unknown;

/** What stands around a clause and makes its claim none, or doubtful. */
const CIRCUMSTANCES: readonly (readonly [keyof typeof WEIGHTS, Test])[] = [
  ['supposed', ({ before }) => before.some(isExample)],
  // "We dropped the plan to remove X."
  ['supposed', ({ clause: { tokens, verb } }) => verb !== null && isPlanGone(tokens, verb.at)],
  ['supposed', ({ clause }) => has(clause, 'yet', 'cancel')],
  // "The retirement that we had planned is on hold."
  [
    'supposed',
    ({ claim, clause, behind }) =>
      claim.isNoun &&
      behind.some(
        (each) => each.unit === clause.unit && each.opening === '' && !each.verb?.isPast && has(each, 'cancel'),
      ),
  ],
  // "If X ends", "should 1.36 come in May, X ends", "if X were retired, Y would …".
  [
    'supposed',
    // "If you keep X after the retirement date of March 1": that day is told.
    ({ claim, clause, parts }) =>
      /^(?:if|unless|whether)$/.test(clause.opening) &&
      !(claim.isNoun && claim.date && is(parts.predicate, 'keep', 'use', 'have')),
  ],
  ['supposed', ({ clause, before }) => before.length > 1 && before[0] !== clause && startsWith(before[0], /^should$/)],
  [
    'supposed',
    ({ clause, before }) => says(clause.tokens, /^would$/) && before.some(({ opening }) => opening === 'if'),
  ],
  // "We recommend that you remove X."
  [
    'supposed',
    ({ last }) => last?.tokens.at(-1)?.text === 'that' && says(last.tokens, /^(?:recommend|ensure|make sure)$/),
  ],
  ['supposed', isFormerPlan],
  ['supposed', isPurpose],
  // "End of support: not announced".
  ['supposed', ({ clause, claim, next }) => clause.kind === 'label' && !claim.date && isUnknown(next)],
  ['elsewhere', isForeign],
  [
    'elsewhere',
    ({ claim, before }) =>
      claim.isOpen &&
      (before.some((each) => has(each, 'other')) || before.slice(0, -1).some((each) => has(each, 'part'))) &&
      !before.some(named),
  ],
  // "Ubuntu leaves with 1.36; it retires in June."
  [
    'elsewhere',
    ({ claim, parts, last }) =>
      claim.isOpen &&
      last?.verb != null &&
      says(parts.subject[0]?.tokens ?? [], /^it$/) &&
      isOfOther(last.tokens.slice(0, last.verb.from)),
  ],
  // "No longer supports or patches Azure Linux."
  [
    'elsewhere',
    ({ claim, clause, next }) =>
      claim.isOpen &&
      next?.unit === clause.unit &&
      is(next.tokens[0], 'and') &&
      has(next, 'other', 'rival') &&
      !named(next),
  ],
  ['elsewhere', isBelow],
  // "The CSI driver is upgraded to 1.8; this version drops X."
  [
    'elsewhere',
    ({ parts, last }) =>
      last?.verb != null &&
      is(last.tokens[last.verb.at], 'upgrade', 'update') &&
      !named(last) &&
      says(parts.subject[0]?.tokens ?? [], /^this$/) &&
      parts.subject[0]?.head === 'version',
  ],
  // "You have until March 1, when we delete the images."
  [
    'granted',
    ({ claim, parts, next }) => claim.phase === 'retirement' && is(parts.predicate, 'have') && next?.opening === 'when',
  ],
  // "A colleague said that X goes away."
  [
    'supposed',
    ({ claim, last }) =>
      last !== undefined && !claim.date && !has(last, 'agent') && says(last.tokens, /^(?:said|told|heard|claimed)$/),
  ],
  ['granted', isGranted],
  ['granted', isTimeOfAnother],
  ['limited', ({ claim, next }) => claim.isWeak && isOfSome(next)],
  [
    'limited',
    ({ claim, clause, next }) =>
      claim.isWeak &&
      !claim.date &&
      next?.unit === clause.unit &&
      // "…, and when you upgrade, it fails": of what follows.
      !is(clause.tokens.at(-1), 'and') &&
      // "…, so if you upgrade, …"
      !is(next.tokens[0], 'but') &&
      isCondition(next, claim),
  ],
];

/** The cost of what stands around a clause. */
export function costOfPlace(claim: Claim, parts: Parts, clauses: readonly Clause[]): number {
  const { clause, index } = parts;
  const [last, next] = [clauses[index - 1], clauses[index + 1]];
  const sides = { before: clauses.slice(0, index + 1), behind: clauses.slice(index + 1) };
  const setting = { claim, parts, clause, last, next, ...sides };
  return CIRCUMSTANCES.reduce((sum, [name, test]) => sum + (test(setting) ? WEIGHTS[name] : 0), 0);
}

/** An example, a message; not "support says that X ends", "operations such as scaling". */
function isExample({ tokens }: Clause): boolean {
  const isTold = tokens.at(-1)?.text === 'that';
  return tokens.some(
    (token, at) => is(token, 'hedge') && !(isTold && is(token, 'say')) && !is(tokens[at - 1], 'op', 'create', 'scale'),
  );
}

function isPlanGone(tokens: readonly Token[], at: number): boolean {
  const plan = tokens.findIndex(({ text }, index) => index > at && index < at + 4 && /^plans?(?: to)?$/.test(text));
  return plan > 0 && is(tokens[at], 'take', 'cease', 'cancel', 'leave', 'remove');
}

const UNKNOWN = /^(?:not|not yet|none|open|unknown|unchanged|tb[da]|n|to|no)$/;

function isUnknown(clause: Clause | undefined): boolean {
  return startsWith(clause, UNKNOWN) && !clause?.tokens.slice(1, 3).some((token) => is(token, 'image', 'patch'));
}

function isOfOther(tokens: readonly Token[]): boolean {
  return has({ tokens }, 'other', 'rival') && !named({ tokens });
}

function startsWith(clause: Clause | undefined, pattern: RegExp): boolean {
  return pattern.test(clause?.tokens[0]?.text ?? '');
}

function named({ tokens }: Pick<Clause, 'tokens'>): boolean {
  return tokens.some(({ mention }) => mention);
}

function hasDay({ tokens }: Clause): boolean {
  return tokens.some(({ date }) => date);
}

/** "X was to end in May", "X was scheduled to end in May and stays supported until June." */
function isFormerPlan({ clause: { verb, tokens }, behind }: Setting): boolean {
  if (!verb?.isPast) return false;
  // "The end was planned for May", "the original date was in May".
  const isPlan = ({ text }: Token, at: number): boolean =>
    at < verb.from
      ? /^(?:original|initial|previous)$/.test(text)
      : /^(?:planned|scheduled|expected|slated)$/.test(text);
  if (is(tokens[verb.at], 'be') && tokens.slice(0, verb.to).some(isPlan)) return true;
  if (!says(tokens.slice(verb.from, verb.at), /^to$/)) return false;
  return tokens[verb.from + 1]?.text === 'to' || behind.some(hasDay);
}

/** "To remove X, …"; not "use LTS to keep X until March". */
function isPurpose({ clause, parts, claim, last, before }: Setting): boolean {
  const { verb } = clause;
  const isUnderLts = claim.date !== null && has(clause, 'until') && before.some((each) => has(each, 'lts'));
  // Not "we haven't decided to", "if it is decided to".
  const isDecided =
    last?.tokens.at(-1)?.text === 'decided' &&
    last.opening === '' &&
    last.verb?.isDenied === false &&
    !last.verb.isPassive;
  return Boolean(verb?.isInfinitive) && !isUnderLts && !isDecided && (verb?.from === 0 || parts.subject.length === 0);
}

const REASON = /^(?:due|because|since|following|given|with|after|as|based|thanks)\b/;

/** "Amazon EKS retires X", "Azure Local: X is retired". */
function isForeign({ clause, before }: Setting): boolean {
  const isOurs = says(clause.tokens, /^(?:aks|azure kubernetes service)$/);
  const isNear = before.some((each) => each.unit === clause.unit && has(each, 'elsewhere', 'rival'));
  const isLabelled = before.some((each) => each.kind === 'label' && has(each, 'rival') && !has(each, 'windows'));
  // "Due to the end of mainstream support, X ends": a reason.
  const comma = clause.tokens.findIndex((token) => is(token, 'comma'));
  const isReason = REASON.test(clause.tokens[0]?.text ?? '') && comma > 0 && comma < (clause.verb?.from ?? 0);
  const own = { tokens: isReason ? clause.tokens.slice(comma) : clause.tokens };
  return has(own, 'elsewhere', 'rival') || (!isOurs && !isReason && isNear) || isLabelled;
}

/** "X is not supported below 1.32": it never was. */
function isBelow({ claim, clause: { tokens } }: Setting): boolean {
  const isMinor = (at: number): boolean => tokens[at]?.mention?.kind === 'kubernetes';
  const isLow = /^(?:below|older|lower|earlier|before)$/;
  const isSaid = tokens.some(({ text }, at) => isLow.test(text) && (isMinor(at + 1) || isMinor(at + 2)));
  return claim.isWeak && isSaid && claim.things[0]?.bound !== 'below';
}

const DAY_WORDS = kindsOf('own prep be comma deadline time');

/** "March 1", "March 1 is (when …)". */
export function isDay(clause: Clause | undefined): boolean {
  return clause !== undefined && hasDay(clause) && clause.tokens.every((each) => each.date || is(each, ...DAY_WORDS));
}

function isGranted({ claim, parts, clause, last }: Setting): boolean {
  const { opening } = clause;
  const tokens = last?.tokens ?? [];
  const isAfterDay = endsInDay(last);
  // "1.35 is the first version that won't offer it."
  const isDefault = clause.tokens.some(({ text }) => text === 'default');
  if (opening === 'that' && last && isPair(last, /^first$/, 'version') && !isDefault) return false;
  const isFromMinor = opening === 'where' && tokens.some(({ mention }) => mention?.bound === 'from');
  // "Until X is retired (March 1)".
  if (claim.date || parts.aside || isAfterDay || isFromMinor || isDay(last) || isCleft(last)) return false;
  if (opening === 'which') return is(tokens.at(-1), 'deadline', 'time') && last !== undefined && !hasDay(last);
  return /^(?:when|once|after|before|until|till|as soon as|where|that)$/.test(opening);
}

/** "… until March 1, when …": then it is. */
function endsInDay(clause: Clause | undefined): boolean {
  const last = clause?.tokens.findLast((token) => !is(token, 'comma'));
  return Boolean(last?.date);
}

/** "That's when …": then it is. */
function isCleft(clause: Clause | undefined): boolean {
  return (
    clause?.verb?.isDenied === false &&
    clause.tokens.every((token) => is(token, 'be', 'adv') || /^(?:that|this|it)$/.test(token.text))
  );
}

/** "X will end when 1.36 reaches its end in March": the day of what ends then. */
function isTimeOfAnother({ clause, parts, last }: Setting): boolean {
  // "You have until March 1, when X ends", "scaling fails from March 1, when X ends".
  const isAtDay = endsInDay(last) && last?.verb != null && (is(last.tokens[last.verb.at], 'have') || !named(last));
  const isTime = /^(?:when|once|as)$/.test(clause.opening) && last?.unit === clause.unit && !isDay(last) && !isAtDay;
  return isTime && last?.verb?.isTask === false && parts.subject.some(({ thing }) => thing);
}

/** "… pools that use FIPS". */
function isOfSome(next: Clause | undefined): boolean {
  const verb = next?.opening === 'that' ? next.verb : null;
  return Boolean(
    next &&
      verb &&
      is(next.tokens[verb.at], 'use', 'have') &&
      !named(next) &&
      !says(next.tokens, /^(?:this|these|it)$/),
  );
}

/** "… when the disk is full", "… to use a size". */
function isCondition(next: Clause, { phase }: Claim): boolean {
  if (has(next, 'lts', 'minor') || (phase === 'no-new-node-pools' && has(next, 'create'))) return false;
  const isFor = next.verb?.isInfinitive && is(next.tokens[next.verb.at], 'use');
  return isFor || /^(?:when|if|while|unless|where|because)$/.test(next.opening);
}

/** How a predicate is said of what ends. */
export interface Manner {
  readonly sense: 'stop' | 'gone' | 'block' | 'give';
  readonly isActive: boolean;
  readonly isDenied: boolean;
  readonly isWeak: boolean;
}

/** The cost of the words in a claim's own clause. */
export function costOfWords(parts: Parts, made: Claim, { sense, isActive, isDenied, isWeak }: Manner): number {
  const { clause, subject, object, behind, all } = parts;
  const places = isActive ? behind : [...object, ...behind];
  const chain = (isActive ? object : subject).slice(1);
  const inside = chain.filter(({ prep }) => /^(?:in|at|to|by)\b/.test(prep));
  const isNoNew = /^no-new/.test(made.phase);
  let cost = sum(inside, (each) => (!isWeak && costOfLimit(each) >= WEIGHTS.past ? each.cost : 0));
  const isOfMore = ({ prep }: Phrase): boolean => /^(?:with|without|than)\b/.test(prep);
  // "Is rejected with `SkuNotSupported`", "fails in the API", "by the API": that it is blocked.
  const isOfError = ({ prep, tokens }: Phrase): boolean =>
    sense === 'block' &&
    ((prep === 'with' && tokens.length === 1 && /^[a-z]{12,}$/.test(tokens[0]?.text ?? '')) ||
      (/^(?:in|by)$/.test(prep) && says(tokens, /^apis?$/)));
  const limits = [...places, ...inside, ...chain.filter(isOfMore)].filter((each) => !isOfError(each));
  if (isWeak) cost += sum(limits, costOfLimit);
  // "Is not part of the 1.33 conformance run".
  if (isWeak && !isActive) cost += sum(object, (each) => (each.thing ? each.cost : 0));
  else if (made.phase !== 'removal' && (sense === 'gone' || isNoNew)) cost += sum([...places, ...chain], costOfWay);
  // "The API rejects X": whoever it is that refuses.
  if (isActive && sense === 'gone' && subject.some((each) => has(each, 'op'))) cost += WEIGHTS.supposed;
  if (isActive && sense !== 'block')
    cost += sum(subject, (each) => each.cost + (each.head === 'create' && !each.isNew ? WEIGHTS.limited : 0));
  const isTogether = isWeak && all.some((each) => isWith(each) && each.thing && !made.things.includes(each.thing));
  if (isTogether || isNeverGiven(parts, made, isActive)) cost += WEIGHTS.limited;
  // "Is not part of this release."
  const isOfImages = isNoNew || (made.phase === 'image-removal' && sense === 'give');
  if (isOfImages && !made.bound && isThisTime(parts)) cost += WEIGHTS.past;
  // "Not supported on 1.31 and earlier": where it begins.
  const isOnOlder = object.concat(places).some((each) => each.thing?.kind === 'kubernetes' && isAndBelow(each.tokens));
  if (isDenied && isOnOlder && made.things[0]?.kind !== 'kubernetes') cost += WEIGHTS.past;
  // "Not supported for X": what is not, stands elsewhere.
  if (isWeak && !isActive && subject.length === 0 && made.things.length > 0) cost += WEIGHTS.limited;
  if (sense === 'give' && clause.verb?.isPast && isDenied) cost += WEIGHTS.past;
  // "It no longer supports clusters with 1.28": a part of AKS, which is no "it".
  const isSupport = sense === 'give' && /^support/.test(parts.predicate?.text ?? '');
  const isIt = subject.some(({ tokens }) => tokens.every(({ text }) => text === 'it'));
  if (isActive && isDenied && isIt && isSupport && made.things[0]?.kind === 'kubernetes') cost += WEIGHTS.elsewhere;
  if (made.phase === 'no-new-images' && made.things[0]?.kind === 'kubernetes' && !made.date) cost += WEIGHTS.passing;
  if (clause.verb?.isPassive && places.some(isByAnother)) cost += WEIGHTS.elsewhere;
  return cost;
}

/** "… from the portal", "… through Windows Update": another way is left. */
function costOfWay(phrase: Phrase): number {
  if (
    !/^(?:from|by|through|via)\b/.test(phrase.prep) ||
    (has(phrase, 'shelf') && !says(phrase.tokens, /^(?:your|my|own)$/))
  )
    return 0;
  if (says(phrase.tokens, /^(?:all|every)$/)) return 0;
  return phrase.cost + (has(phrase, 'update') ? WEIGHTS.limited : 0);
}

export function sum(phrases: readonly Phrase[], costOf: (phrase: Phrase) => number): number {
  return phrases.reduce((all, each) => all + costOf(each), 0);
}

/** "… with FIPS", "… for production": not for all of it. */
export function costOfLimit({ prep, cost, thing, head, tokens }: Phrase): number {
  if (!/^(?:with|in|into|on|for|by|without|to|than)\b/.test(prep) || says(tokens, /^(?:all|every|any)$/)) return 0;
  const isFor = /^for\b/.test(prep);
  if (isFor && head === 'time') return WEIGHTS.limited;
  const isOwn = tokens.every((token) => is(token, 'own'));
  return isFor && !thing && !head && !tokens[0]?.date && !isOwn ? Math.max(cost, WEIGHTS.limited) : cost;
}

function isWith({ prep, thing }: Phrase): boolean {
  return /^with\b/.test(prep) && thing?.kind !== 'kubernetes';
}

/** "X does not support Gen 1": it never did. */
function isNeverGiven({ clause, subject }: Parts, { things }: Claim, isActive: boolean): boolean {
  const isOfOs = isActive && things[0]?.kind === 'feature' && subject[0]?.thing?.kind === 'windows';
  return isOfOs && !says(clause.tokens, /^no longer|^not .*longer/);
}

/** "No image this month", "the last image of the year". */
export function isThisTime({ clause, all }: Parts): boolean {
  // Not "on this version", which is a minor.
  const isOfRelease = all.some(({ head, prep, tokens: [first] }) => {
    return head === 'version' && first?.text === 'this' && !/^(?:on|for|with)\b/.test(prep);
  });
  const isThis =
    isPair(clause, /^this$/, 'time', 'image', 'date') || isPair(clause, /^last$/, 'time', 'date') || isOfRelease;
  const isDated = clause.tokens.some((token) => token.date && /^(?:this|last) /.test(token.text));
  const isOfThis = all.some(({ tokens: [first], head, prep }) => {
    return (first?.text === 'this' && head === 'image') || (prep === 'of' && head === 'time' && first?.text === 'the');
  });
  return isThis || isDated || isOfThis;
}

/** "… by the vendor", "… by NPM". */
function isByAnother(phrase: Phrase): boolean {
  const isOther = phrase.tokens[0]?.text === 'the' || phrase.thing?.kind === 'feature';
  return phrase.prep === 'by' && isOther && !has(phrase, 'agent', 'date', 'minor');
}
