import type { Claim } from './claim.ts';
import { WEIGHTS } from './claim-costs.ts';
import type { Clause } from './clauses.ts';
import { isDeniedAround, isOfDateAlone, isWithdrawn } from './denials.ts';
import { kindsOf } from './lexicon.ts';
import { isAndBelow, isPair, type Parts } from './parts.ts';
import { has, is, isA, isWord, says, type Token } from './scan.ts';
import type { Verb } from './verbs.ts';

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
  // Not "1.33, for instance, has to go to 1.34, because it is only there with LTS".
  [
    'supposed',
    ({ before, clause }) => (/^(?:because|since)$/.test(clause.opening) ? [clause] : before).some(isExample),
  ],
  // "We dropped the plan to remove X."
  ['supposed', ({ clause: { tokens, verb } }) => verb !== null && isPlanGone(tokens, verb.at)],
  ['supposed', ({ clause }) => has(clause, 'yet', 'cancel')],
  ['supposed', ({ parts }) => isWithdrawn(parts)],
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
  // "If X retires and Y ends, …", "whether X retires, or only has no patches".
  [
    'supposed',
    ({ clause, last, before }) =>
      (last?.opening === 'if' && is(clause.tokens[0], 'and')) ||
      (before.some(({ tokens }) => says(tokens, /^whether$/)) &&
        clause.tokens.slice(0, 4).some(({ text }) => text === 'or')),
  ],
  ['supposed', ({ clause, before }) => before.length > 1 && before[0] !== clause && startsWith(before[0], /^should$/)],
  [
    'supposed',
    ({ clause, before }) => says(clause.tokens, /^would$/) && before.some(({ opening }) => opening === 'if'),
  ],
  // "We recommend that you remove X."
  [
    'supposed',
    ({ last }) =>
      last?.tokens.at(-1)?.text === 'that' &&
      says(last.tokens, /^(?:recommend|ensure|make sure)$/) &&
      !says(last.tokens, /^aware$/),
  ],
  ['supposed', ({ last, clause, behind }) => isDeniedAround(clause, last, behind)],
  ['supposed', ({ parts, last, next }) => isOfDateAlone(parts, last, next)],
  ['supposed', isFormerPlan],
  ['supposed', isPurpose],
  // "Postponed: end of support for X".
  ['supposed', ({ claim, last }) => claim.isNoun && !claim.date && last?.kind === 'label' && has(last, 'move')],
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
  // "Ubuntu leaves with 1.36; it retires in June", "we can't go back to the image, because it isn't offered any more."
  [
    'elsewhere',
    ({ claim, parts, last }) =>
      claim.isOpen &&
      last?.verb != null &&
      says(parts.subject[0]?.tokens ?? [], /^it$/) &&
      (isOfOther(last.tokens.slice(0, last.verb.from)) ||
        isOfUnknown(last, last.verb) ||
        (claim.phase === 'retirement' && isOfImage(last, last.verb))),
  ],
  // "X ends on D, and Ubuntu, which is its default, has been out of support."
  ['elsewhere', ({ last, before }) => last?.opening === 'which' && endsInOther(before.at(-3))],
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
  // "A version leaves the window when …": whichever it is.
  [
    'supposed',
    ({ claim, parts: { subject } }) =>
      claim.things.length === 0 && subject[0]?.head === 'version' && says(subject[0].tokens, /^(?:an?|oldest)$/),
  ],
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
  // "The image is built for another release, or it was removed from the registry."
  ['supposed', ({ clause }) => isPair({ tokens: clause.tokens.slice(0, 3) }, /^or$/, 'pron')],
  // "A colleague said that X goes away."
  [
    'supposed',
    ({ claim, last }) =>
      last !== undefined && !claim.date && !has(last, 'agent') && says(last.tokens, /^(?:said|told|heard|claimed)$/),
  ],
  ['granted', isGranted],
  ['granted', isTimeOfAnother],
  ['limited', ({ claim, next }) => claim.isWeak && isOfSome(next)],
  // "If the oldest minor is 1.35 and you're on 1.34, you're outside of support", "if you choose such a size, creation fails".
  [
    'limited',
    ({ claim, clause, parts, before }) => {
      const isOfUser = parts.subject.some(({ head }) => head === 'user');
      const isOfCreation = claim.isWeak && claim.phase === 'no-new-node-pools';
      return (
        claim.isOpen &&
        !claim.date &&
        before.some((each) => startsWith(each, /^if$/) && (isOfUser || (isOfCreation && each.unit === clause.unit)))
      );
    },
  ],
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
  // "When the limit is reached, X can't be scaled": only then.
  [
    'limited',
    ({ claim, clause, last }) =>
      claim.isWeak &&
      !claim.date &&
      last?.unit === clause.unit &&
      /^(?:when|if|while|unless)$/.test(last.opening) &&
      isCondition(last, claim) &&
      !named(last) &&
      !hasDay(last) &&
      !has(last, 'user', ...OF_ENDS) &&
      !says(clause.tokens, /longer$|^any ?more$/),
  ],
];

const OF_ENDS = kindsOf('retire remove end eol endof retirement removal vanish cease leave support image patch');

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
    (token, at) =>
      is(token, 'hedge') &&
      !(isTold && is(token, 'say')) &&
      !is(tokens[at - 1], 'op', 'create', 'scale') &&
      // "Is blocked with an error".
      !(/^error/.test(token.text) && tokens.slice(0, at).some((each) => isA(each, 'fail', 'ed'))) &&
      // "As we wrote above".
      !(token.text === 'wrote' && tokens[at - 2]?.text === 'as'),
  );
}

function endsInOther(clause: Clause | undefined): boolean {
  return is(
    clause?.tokens.findLast((token) => !is(token, 'comma', 'number')),
    'other',
  );
}

function isPlanGone(tokens: readonly Token[], at: number): boolean {
  const plan = tokens.findIndex(({ text }, index) => index > at && index < at + 4 && /^plans?(?: to)?$/.test(text));
  return plan > 0 && is(tokens[at], 'take', 'cease', 'cancel', 'leave', 'remove');
}

const UNKNOWN = /^(?:-|false|not|not yet|none|open|unknown|unchanged|tb[da]|n|to|no)$/;

function isUnknown(clause: Clause | undefined): boolean {
  return startsWith(clause, UNKNOWN) && !clause?.tokens.slice(1, 3).some((token) => is(token, 'image', 'patch'));
}

function isOfOther(tokens: readonly Token[]): boolean {
  return has({ tokens }, 'other', 'rival') && !named({ tokens });
}

/** "The ipvs mode is deprecated, and it …". */
function isOfUnknown({ tokens }: Clause, { from }: Verb): boolean {
  const said = tokens.slice(0, from);
  return said.some(isWord) && said.every((token) => isWord(token) || is(token, 'own', 'and', 'comma'));
}

/** True for a clause that names nothing, and speaks of an image behind its verb. */
function isOfImage(clause: Clause, { to }: Verb): boolean {
  return has({ tokens: clause.tokens.slice(to) }, 'image') && !named(clause);
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
      ? /^(?:original|initial|previous)(?:ly)?$/.test(text)
      : /^(?:planned|scheduled|expected|slated)$/.test(text);
  if (is(tokens[verb.at], 'be', 'have') && tokens.slice(0, verb.to).some(isPlan)) return true;
  // "The date was March 15 and is now April 30."
  if (is(tokens[verb.at], 'be') && behind[0] && is(behind[0].tokens[0], 'and') && has(behind[0], 'now')) return true;
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
function isForeign({ claim, clause, before }: Setting): boolean {
  const isOurs = says(clause.tokens, /^(?:aks|azure kubernetes service)$/);
  const isNear = before.some(
    (each) =>
      each.unit === clause.unit &&
      has(each, 'elsewhere', 'rival') &&
      (each === clause || !/^(?:because|since|as)$/.test(each.opening)),
  );
  const isLabelled = before.some(
    (each) =>
      each.kind === 'label' && (has(each, 'rival') || (claim.isOpen && has(each, 'other'))) && !has(each, 'windows'),
  );
  // "Due to the end of mainstream support, X ends": a reason.
  const comma = clause.tokens.findIndex((token) => is(token, 'comma'));
  const isReason = REASON.test(clause.tokens[0]?.text ?? '') && comma > 0 && comma < (clause.verb?.from ?? 0);
  const own = { tokens: isReason ? clause.tokens.slice(comma) : clause.tokens };
  return has(own, 'elsewhere', 'rival') || (!isOurs && !isReason && isNear) || isLabelled;
}

/** "X is not supported below 1.32", "not created in clusters that run 1.31 or below": it never was. */
function isBelow({ claim, clause: { tokens, verb }, next }: Setting): boolean {
  const isOfLow = next?.opening === 'that' && isAndBelow(next.tokens) && verb?.isDenied;
  if (isOfLow && claim.things[0]?.kind === 'windows') return true;
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

function isGranted({ claim, parts, clause, last, next, before }: Setting): boolean {
  const { opening } = clause;
  // "You have until D to move off X, after which …"
  if (opening === 'after' && clause.tokens[1]?.text === 'which' && before.some(hasDay)) return false;
  const tokens = last?.tokens ?? [];
  const isAfterDay = endsInDay(last);
  // "1.35 is the first version that won't offer it."
  const isDefault = clause.tokens.some(({ text }) => text === 'default');
  if (opening === 'that' && last && isPair(last, /^first$/, 'version') && !isDefault) return false;
  const isFromMinor =
    opening === 'where' && (tokens.some(({ mention }) => mention?.bound === 'from') || endsInMinor(last));
  // "Until X is retired (March 1)".
  // "Once X ends, which is at the end of March, …"
  const isOnDay = next?.opening === 'which' && isDay({ ...next, tokens: next.tokens.slice(1) });
  if (claim.date || parts.aside || isAfterDay || isFromMinor || isOnDay || isDay(last) || isCleft(last)) return false;
  if (opening === 'which') return is(tokens.at(-1), 'deadline', 'time') && last !== undefined && !hasDay(last);
  return /^(?:when|while|once|after|before|until|till|as soon as|where|that)$/.test(opening);
}

/** "… until March 1, when …": then it is. */
function endsInDay(clause: Clause | undefined): boolean {
  return Boolean(lastOf(clause)?.date);
}

/** "… in 1.36, where …": then it is. */
export function endsInMinor(clause: Clause | undefined): boolean {
  return is(lastOf(clause), 'minor');
}

function lastOf(clause: Clause | undefined): Token | undefined {
  return clause?.tokens.findLast((token) => !is(token, 'comma'));
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
  const isAtDay =
    endsInDay(last) && last?.verb != null && (is(last.tokens[last.verb.at], 'have') || !isOfOthers(last, parts));
  // "As X isn't offered in 1.36" is a reason.
  const isOfTime = /^(?:when|once)$/.test(clause.opening) || (clause.opening === 'as' && !clause.verb?.isDenied);
  const isTime = isOfTime && last?.unit === clause.unit && !isDay(last) && !isAtDay;
  return isTime && last?.verb?.isTask === false && parts.subject.some(({ thing }) => thing);
}

/** True where a clause names something, and not what the subject of another names. */
function isOfOthers({ tokens }: Clause, { subject }: Parts): boolean {
  const own = subject.flatMap(({ thing }) => thing?.subjects ?? []);
  return named({ tokens }) && !tokens.some(({ mention }) => mention?.subjects.some((each) => own.includes(each)));
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
