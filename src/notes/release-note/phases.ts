import type { RetirementPhase } from '../../domain/lifecycle.ts';
import type { Manner } from './claim-costs.ts';
import type { Kind } from './lexicon.ts';
import { boundIn, isPair, type Parts, thingsOf } from './parts.ts';
import type { Head, Phrase } from './phrases.ts';
import { has, is, says, type Token } from './scan.ts';

/** A predicate with the noun that it is said of, and what "and" joins to that. */
export interface Said extends Parts {
  readonly segment: readonly Phrase[];
  readonly patient: readonly Phrase[];
  readonly sense: Manner['sense'];
  readonly kind: Kind;
  readonly isActive: boolean;
  readonly isDenied: boolean;
}

/** What ends of a noun that is said to stop, to be gone, to be blocked, or not to be given: a phase, or one for each. */
export const OF_NOUN: Readonly<Partial<Record<Head, RetirementPhase>>> = {
  ...{ image: 'no-new-images', patch: 'no-new-images', create: 'no-new-node-pools', scale: 'image-removal' },
  ...{ support: 'retirement', lts: 'retirement', life: 'retirement', platform: 'platform-support' },
};

/** What ends of a thing itself where a verb that gives is denied. */
const OF_THING: Readonly<Partial<Record<Kind, RetirementPhase>>> = {
  ...{ update: 'no-new-images', create: 'no-new-node-pools', scale: 'image-removal', upgrade: 'no-new-node-pools' },
  ...{ offer: 'retirement', use: 'retirement', exist: 'retirement' },
  ...{ keep: 'retirement', have: 'retirement', come: 'retirement', take: 'retirement' },
};

/** The phase of an end: by the noun that it is said of, else by the verb. */
export function phaseOf(said: Said, head: Head | null): RetirementPhase | undefined {
  const { sense, kind, clause, predicate, subject, object, around, patient } = said;
  const isPatch = head === 'image' || head === 'patch';
  const isGive = sense === 'give';
  // "No new nodes can be created in these pools", "what needs a new node fails on them".
  const isInPools = said.behind.some(({ prep, head: own, isNew }) => /^[io]n$/.test(prep) && own === 'pool' && !isNew);
  const nodes = patient[0] && says(patient[0].tokens, /^nodes?$/) ? patient[0] : undefined;
  const isOfNewNodes = nodes && (kind === 'create' || (kind === 'fail' && has(nodes, 'new')));
  if (isOfNewNodes && isInPools) return 'image-removal';
  if (isGive && (kind === 'scale' || kind === 'create') && !isPatch) return OF_THING[kind];
  const isOfCreation = around.some((each) => /^for\b/.test(each.prep) && each.head === 'create');
  if (isOfCreation && !patient[0]?.event && head !== 'scale' && /^(?:end|vanish|retire|unsupported|fail)$/.test(kind))
    return 'no-new-node-pools';
  // "No node image upgrades are available": the images stay.
  const isOfUpgrades = said.segment[0] !== undefined && has(said.segment[0], 'upgrade');
  if (head === 'image' && !isOfUpgrades && (sense === 'gone' || isHeld(said, predicate))) return 'image-removal';
  // "Gen1 images retire": all of Gen1; not "Gen1 images of Windows Server 2022".
  const isOfFeature = patient[0]?.thing?.kind === 'feature' && !patient.some((each) => says(each.tokens, /20\d\d$/));
  if (head === 'image' && kind === 'retire' && isOfFeature) return 'retirement';
  const isOfNoun = sense !== 'block' || head === 'create' || head === 'scale';
  const own = head && isOfNoun ? OF_NOUN[head] : undefined;
  if (own) return own;
  if (!/^(?:pool|version|user|)$/.test(head ?? '') || patient[0]?.event) return undefined;
  const { things } = thingsOf(patient);
  if (isGive) {
    const isNewPool = [...subject.filter(({ isNew }) => isNew), ...object, ...around].some(
      (each) => each.head === 'create',
    );
    if (isNewPool) return 'no-new-node-pools';
    // "Is no longer a part of AKS."
    const isOfService = object[0] !== undefined && has(object[0], 'agent', 'place', 'shelf') && !object[0].thing;
    if (isOfService && /(?:part of| in)$/.test(predicate?.text ?? '')) return 'removal';
    // "Nothing is built for X", "we don't build X any more".
    const isBuilt =
      /^(?:bak|buil|produc|publish|releas|ship)/.test(predicate?.text ?? '') && things[0]?.kind === 'windows';
    if (kind === 'make')
      return isBuilt || (isNothing(patient[0]) && around.some(isForWindows)) ? 'no-new-images' : undefined;
    // "1.33 won't take X"; not "you can't take it to 1.33".
    const isOfMinor = subject.some(({ thing }) => thing?.kind === 'kubernetes');
    if (kind === 'take' && (!isOfMinor || said.behind.length > 0 || says(clause.tokens, /^(?:offline|down|away|out)/)))
      return undefined;
    // "`az aks get-versions` no longer lists 1.29", "it no longer appears there".
    const isInList =
      /^(?:come|exist)$/.test(kind) && said.behind.some(({ tokens: [first] }) => /^az /.test(first?.text ?? ''));
    if (isInList || /^list/.test(predicate?.text ?? '')) return 'removal';
    const isOfOther = kind === 'have' && object[0] && !object[0].thing;
    // "You can't upgrade a pool from X to Y": not in place.
    const isInPlace = [...object, ...around].some(({ prep, thing }) => prep === 'to' && thing?.kind === 'windows');
    // Nor "can't be scaled or upgraded from that day".
    const isOfPools = boundIn(said, things) === null && clause.verb?.also.length !== 0;
    // "You can't upgrade the node pools to 1.33 or later."
    const isToMinor =
      things.length === 0 &&
      !has(clause, 'sub') &&
      [...object, ...around].some(({ prep, thing }) => prep === 'to' && thing?.bound === 'from');
    const isOfUpgrade = kind === 'upgrade' && !isToMinor && (things[0]?.kind !== 'windows' || isInPlace || isOfPools);
    return isOfOther || isOfUpgrade ? undefined : OF_THING[kind];
  }
  const isOfVersion = isPair(clause, /^(?:this|that)$/, 'version');
  const isOfSku = says(patient[0]?.tokens ?? [], /^(?:os ?)?sku$/);
  const isBounded = boundIn(said, things) !== null || has(clause, 'new') || isOfVersion || isOfSku;
  if (sense === 'block')
    return isBounded && (things.length > 0 || patient[0]?.isAnaphor || isForPools(said))
      ? 'no-new-node-pools'
      : undefined;
  // "Is dropped from the list for new node pools."
  if (isOfCreation && things[0]?.kind === 'windows') return 'no-new-node-pools';
  const isOfList = [...around, ...patient].some(
    (each) => /^(?:from|off|out of)\b/.test(each.prep) && has(each, 'agent', 'place', 'shelf'),
  );
  return sense === 'gone' && (kind === 'remove' || isOfList) ? 'removal' : 'retirement';
}

function isNothing(phrase: Phrase | undefined): boolean {
  return phrase?.isDenied === true && phrase.tokens.every((token) => is(token, 'no', 'new', 'own', 'adv'));
}

function isForWindows({ prep, thing }: Phrase): boolean {
  return prep === 'for' && thing?.kind === 'windows';
}

/** "Upgrades to 1.37 are blocked for clusters with X." */
function isForPools({ kind, patient, around }: Said): boolean {
  const isUpgrade = kind === 'fail' && patient[0] !== undefined && has(patient[0], 'upgrade');
  return isUpgrade && around.some(({ prep, thing }) => /^(?:for|with|on)$/.test(prep) && thing?.kind === 'windows');
}

/** Where what is there, and not only made, is denied, it is gone: "images are not available". */
function isHeld({ sense, kind, clause }: Said, predicate: Token | undefined): boolean {
  if (sense !== 'give') return false;
  const isUse = kind === 'offer' || kind === 'use';
  return kind === 'keep' || kind === 'exist' || (isUse && (clause.verb?.isPassive || predicate?.text === 'available'));
}
