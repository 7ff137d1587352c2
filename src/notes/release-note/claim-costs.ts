import type { Claim } from './claim.ts';
import { isAndBelow, isPair, isThere, type Parts } from './parts.ts';
import type { Phrase } from './phrases.ts';
import { has, is, says } from './scan.ts';

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

/** How a predicate is said of what ends. */
export interface Manner {
  readonly sense: 'stop' | 'gone' | 'block' | 'give';
  readonly isActive: boolean;
  readonly isDenied: boolean;
  readonly isWeak: boolean;
}

/** The cost of the words in a claim's own clause. */
export function costOfWords(parts: Parts, made: Claim, { sense, isActive, isDenied, isWeak }: Manner): number {
  const { clause, subject, object, around, behind, all } = parts;
  const places = isActive ? behind : [...object, ...behind];
  const chain = (isActive ? object : subject).slice(1);
  const inside = chain.filter(({ prep }) => /^(?:in|at|to|by)\b/.test(prep));
  const isNoNew = /^no-new/.test(made.phase);
  let cost = sum(inside, (each) => (!isWeak && costOfLimit(each) >= WEIGHTS.past ? each.cost : 0));
  const isOfMore = ({ prep }: Phrase): boolean => /^(?:with|without|than)\b/.test(prep);
  // "Is rejected with `SkuNotSupported`", "fails in the API", "by the API": that it is blocked.
  const isOfError = ({ prep, tokens }: Phrase): boolean =>
    sense === 'block' &&
    ((prep === 'with' &&
      (says(tokens, /^errors?$/) || (tokens.length === 1 && /^[a-z]{12,}$/.test(tokens[0]?.text ?? '')))) ||
      (/^(?:in|by)$/.test(prep) && says(tokens, /^apis?$/)));
  // "In Qatar Central, creation is blocked"; not "in short".
  const ahead = around.filter((each) => each.prep === 'in' && each.tokens.length > 1 && !behind.includes(each));
  const limits = [...ahead, ...places, ...inside, ...chain.filter(isOfMore)].filter((each) => !isOfError(each));
  // "No node image is available in that region."
  if (isWeak || (made.phase === 'image-removal' && sense === 'give')) cost += sum(limits, costOfLimit);
  // "Is not part of the 1.33 conformance run".
  if (isWeak && !isActive) cost += sum(object, (each) => (each.thing ? each.cost : 0));
  else if (made.phase === 'removal') cost += sum(places, (each) => (isOfOther(each) ? each.cost : 0));
  else if (sense === 'gone' || isNoNew) cost += sum([...places, ...chain], costOfWay);
  // "The API rejects X": whoever it is that refuses.
  if (isActive && sense === 'gone' && subject.some((each) => has(each, 'op'))) cost += WEIGHTS.supposed;
  if (isActive && sense !== 'block')
    cost += sum(subject, (each) => each.cost + (each.head === 'create' && !each.isNew ? WEIGHTS.limited : 0));
  // "Images built for X can't be used on Y": those of containers.
  const isOnOther = ({ prep, thing }: Phrase): boolean =>
    prep === 'on' && thing?.kind === 'windows' && made.things.length > 0 && !made.things.includes(thing);
  if (/image/.test(made.phase) && isDenied && !isActive && behind.some(isOnOther)) cost += WEIGHTS.elsewhere;
  // "Is blocked until June 30": not for good.
  if (sense === 'block' && !isDenied && all.some(({ prep }) => /^(?:until|till)\b/.test(prep))) cost += WEIGHTS.limited;
  const isTogether = isWeak && all.some((each) => isWith(each) && each.thing && !made.things.includes(each.thing));
  if (isTogether || isNeverGiven(parts, made, isActive)) cost += WEIGHTS.limited;
  // "CLI version 2.70 and earlier can't create X."
  const [doer] = isActive ? subject : [];
  if (doer?.head === 'version' && !doer.thing && says(doer.tokens, /^\d+\.\d/)) cost += WEIGHTS.elsewhere;
  // "Gen1 images aren't available": those of one generation.
  if (made.things.length === 0 && says(subject[0]?.tokens ?? [], /^gen(?:eration|\d)$/)) cost += WEIGHTS.limited;
  // "Is not part of this release."
  const isOfImages = isNoNew || (made.phase === 'image-removal' && sense === 'give');
  if ((isOfImages || isThere(parts)) && !made.bound && isThisTime(parts)) cost += WEIGHTS.past;
  // "Not supported on 1.31 and earlier": where it begins.
  const isOnOlder = object.concat(places).some((each) => each.thing?.kind === 'kubernetes' && isAndBelow(each.tokens));
  if (isDenied && isOnOlder && made.things[0]?.kind !== 'kubernetes') cost += WEIGHTS.past;
  // "Not supported for X": what is not, stands elsewhere.
  if (isWeak && !isActive && subject.length === 0 && made.things.length > 0) cost += WEIGHTS.limited;
  const isNever =
    says(clause.tokens.slice(clause.verb?.from, clause.verb?.to), /^never$/) && clause.verb?.from !== clause.verb?.at;
  if (sense === 'give' && isDenied && (clause.verb?.isPast || isNever)) cost += WEIGHTS.past;
  // "It no longer supports clusters with 1.28": a part of AKS, which is no "it".
  const isSupport = sense === 'give' && /^support/.test(parts.predicate?.text ?? '');
  const isIt = subject.some(({ tokens }) => tokens.every(({ text }) => text === 'it'));
  const isOfMinor = (made.things[0]?.kind ?? 'kubernetes') === 'kubernetes';
  if (isActive && isDenied && isIt && isSupport && isOfMinor) cost += WEIGHTS.elsewhere;
  if (made.phase === 'no-new-images' && made.things[0]?.kind === 'kubernetes' && !made.date) cost += WEIGHTS.passing;
  if (clause.verb?.isPassive && places.some(isByAnother)) cost += WEIGHTS.elsewhere;
  return cost;
}

/** "Removed from Ubuntu", "removed in another PR": of something else. */
function isOfOther(phrase: Phrase): boolean {
  return has(phrase, 'other') || says(phrase.tokens, /^(?:pr|commit|branch)$/);
}

/** "… from the portal", "… through Windows Update": another way is left. */
function costOfWay(phrase: Phrase): number {
  if (
    !/^(?:from|by|through|via)\b/.test(phrase.prep) ||
    (has(phrase, 'shelf') && !says(phrase.tokens, /^(?:your|my|own)$/)) ||
    says(phrase.tokens, /^(?:all|every)$/)
  )
    return 0;
  return phrase.cost + (has(phrase, 'update') ? WEIGHTS.limited : 0);
}

export function sum(phrases: readonly Phrase[], costOf: (phrase: Phrase) => number): number {
  return phrases.reduce((all, each) => all + costOf(each), 0);
}

/** "… with FIPS", "… for production": not for all of it. */
export function costOfLimit({ prep, cost, thing, head, tokens }: Phrase): number {
  // "Isn't available as a Gen2 image".
  if (prep === 'as' && head === 'image') return WEIGHTS.limited;
  if (!/^(?:with|in|into|on|for|by|without|to|than)\b/.test(prep) || says(tokens, /^(?:all|every|any)$/)) return 0;
  const isFor = /^for\b/.test(prep);
  const isOwn = tokens.every((token) => is(token, 'own', 'new'));
  return isFor && !thing && !head && !tokens[0]?.date && !isOwn ? Math.max(cost, WEIGHTS.limited) : cost;
}

function isWith({ prep, thing }: Phrase): boolean {
  return /^with\b/.test(prep) && thing?.kind !== 'kubernetes';
}

/** "X does not support Gen 1": it never did. */
function isNeverGiven({ clause, subject }: Parts, { things }: Claim, isActive: boolean): boolean {
  const kinds = [things[0]?.kind, subject[0]?.thing?.kind];
  // Nor does "Azure NPM does not support Windows Server 2019".
  const isOfOs = isActive && kinds.includes('feature') && kinds.includes('windows');
  return isOfOs && !says(clause.tokens, /^no longer|^not .*longer/);
}

/** "No image this month", "the last image of the year". */
export function isThisTime({ clause, all }: Parts): boolean {
  // "From this release on", "this month and from now on".
  if (all.some(({ prep, tokens: [first] }) => /^from\b/.test(prep) && /^(?:this|now)$/.test(first?.text ?? '')))
    return false;
  // Not "on this version", which is a minor.
  const isOfRelease = all.some(({ head, prep, tokens }) => {
    const isOfMinor = /^(?:on|for|with)\b/.test(prep) && tokens.at(-1)?.text !== 'release';
    return head === 'version' && tokens[0]?.text === 'this' && !isOfMinor;
  });
  // Not "after this day".
  const isFromThen = clause.tokens.some(
    ({ text }, at) =>
      /^(?:after|from|since|by)$/.test(text) &&
      isPair({ tokens: clause.tokens.slice(at + 1, at + 3) }, /^this$/, 'deadline'),
  );
  const isThis =
    (isPair(clause, /^this$/, 'time', 'image', 'date') && !isFromThen) ||
    isPair(clause, /^last$/, 'time', 'date') ||
    isOfRelease;
  const isDated = clause.tokens.some((token) => token.date && /^(?:this|last) /.test(token.text));
  const isOfThis = all.some(({ tokens: [first], head, prep }) => {
    return (first?.text === 'this' && head === 'image') || (prep === 'of' && head === 'time' && first?.text === 'the');
  });
  return isThis || isDated || isOfThis;
}

/** "… by the vendor", "… by NPM". */
function isByAnother(phrase: Phrase): boolean {
  const isOther = /^(?:the|it|this|that)$/.test(phrase.tokens[0]?.text ?? '') || phrase.thing?.kind === 'feature';
  return phrase.prep === 'by' && isOther && !has(phrase, 'agent', 'date', 'minor');
}
