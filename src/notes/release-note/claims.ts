import { costOfPlace } from './circumstances.ts';
import { type Claim, claim } from './claim.ts';
import { costOfLimit, costOfWords, type Manner, sum } from './claim-costs.ts';
import { type Clause, clausesOf } from './clauses.ts';
import { eventsOf } from './events.ts';
import { FRAMES, ltsOnly } from './frames.ts';
import { type Kind, kindsOf } from './lexicon.ts';
import { minorOf } from './mention.ts';
import { dateIn, isAndBelow, isOfFormerDay, isPair, isSaid, isThere, type Parts, partsOf, thingsOf } from './parts.ts';
import { phaseOf, type Said } from './phases.ts';
import { isNoun, type Phrase } from './phrases.ts';
import { has, is, isA, says, type Token } from './scan.ts';

type Sense = Manner['sense'];

const SENSES: readonly (readonly [Sense, readonly Kind[]])[] = [
  ['gone', kindsOf('vanish remove take')],
  ['stop', kindsOf('retire end cease unsupported')],
  ['block', kindsOf('fail')],
  ['give', kindsOf('make update offer create use scale keep exist upgrade come grant have take')],
];

/** No sentence that a person wrote makes more. */
const MOST_CLAIMS = 12;

/** Every claim of a sentence, in reading order. */
export function claimsOf(tokens: readonly Token[]): {
  readonly clauses: readonly Clause[];
  readonly claims: readonly Claim[];
} {
  const clauses = clausesOf(tokens);
  const claims: Claim[] = [];
  for (const parts of partsOf(clauses)) {
    for (const each of readClause(parts)) {
      for (const made of ofNext(each, parts.clause, clauses[parts.index + 1]))
        claims.push({ ...made, cost: made.cost + costOfPlace(made, parts, clauses) });
    }
    if (claims.length >= MOST_CLAIMS) break;
  }
  return { clauses, claims };
}

/** "Cannot be created unless LTS is enabled": both; "not accepted when you create a node pool": no new ones. */
function ofNext(made: Claim, { kind, unit, tokens, verb }: Clause, next: Clause | undefined): Claim[] {
  // "Neither supports nor patches X."
  const isShared = made.isOpen && verb?.isPassive === false && verb.to === tokens.length && next?.verb?.from === 1;
  const patient = isShared && next.unit === unit ? next.tokens.find(({ mention }) => mention)?.mention : undefined;
  if (patient) return [{ ...made, things: [patient], isOpen: false }];
  const isUnless = next?.opening === 'unless' && has(next, 'lts') && made.phase === 'no-new-node-pools';
  if (isUnless) return [made, { ...made, phase: 'lts-only' }];
  // "No image to create nodes from."
  const isHeld =
    made.phase === 'no-new-images' &&
    next?.verb?.isInfinitive &&
    is(next.tokens[next.verb.at], 'create', 'scale', 'come');
  if (isHeld) {
    const [thing] = next.tokens.flatMap(({ mention }) => mention ?? []);
    const things = made.things.length === 0 && thing ? [thing] : made.things;
    return [{ ...made, phase: 'image-removal', things, isOpen: things.length === 0 }];
  }
  // "On pools that run 1.36 or later", "can't create new pools, or upgrade others, with 1.36 or later".
  const named = next?.tokens.find(({ mention }) => mention?.kind === 'kubernetes')?.mention;
  const isJoined =
    next?.unit === unit && next.tokens.slice(0, next.verb?.from).every((each) => is(each, 'comma', 'and'));
  const minor = next?.opening === 'that' || (isJoined && named?.bound === 'from') ? named : undefined;
  const os = made.things[0] ?? next?.tokens.find(({ mention }) => mention?.kind === 'windows')?.mention;
  if (minor && made.isWeak && made.bound === null && os?.kind === 'windows')
    return [{ ...made, things: [os], isOpen: false, bound: minorOf(minor) }];
  // "Blocked from: 1.36", "Not available: 1.36+".
  const isOfMinor = named && (is(tokens.at(-1), 'prep') || named.bound === 'from');
  if (kind === 'label' && isOfMinor && made.isOpen) return [{ ...made, bound: minorOf(named) }];
  const isNew = next?.opening === 'when' && has(next, 'create') && made.phase === 'retirement' && made.isWeak;
  return [isNew ? { ...made, phase: 'no-new-node-pools' } : made];
}

/** "(EOL)", "(preview)". */
const NAMES_ONLY = kindsOf('eol preview support lts own');

function readClause(parts: Parts): Claim[] {
  const { clause, predicate } = parts;
  if (clause.kind === 'aside' && clause.tokens.every((token) => is(token, ...NAMES_ONLY))) return [];
  if (isOfFormerDay(clause)) return [];
  // "Block creation of pools with X", says the title of a change.
  const isBlock =
    is(predicate, 'fail') &&
    parts.object[0]?.head === 'create' &&
    parts.object.some(({ thing }) => thing?.kind === 'windows');
  const isTold = (clause.verb?.isTask && !isBlock) || is(predicate, 'say');
  const found = isTold ? ltsOnly(parts) : firstOf(parts);
  const events = eventsOf(parts, found);
  // "Is deprecated, with removal planned for March": the day is that of the noun; "with the removal on D, …": of both.
  const taken = new Set(clause.tokens[0]?.text === 'with' ? [] : events.map(({ date }) => date));
  return [...found.map((each) => (each.date && taken.has(each.date) ? { ...each, date: null } : each)), ...events];
}

function firstOf(parts: Parts): Claim[] {
  for (const read of [...FRAMES, predicated]) {
    const found = read(parts);
    if (found.length > 0) return found;
  }
  return [];
}

/** What a verb says that ends, goes, is blocked, or is given no longer. */
function predicated(parts: Parts): Claim[] {
  const { verb, tokens } = parts.clause;
  return verb ? [verb.at, ...verb.also].flatMap((at) => predicateAt({ ...parts, predicate: tokens[at] })) : [];
}

function predicateAt(parts: Parts): Claim[] {
  const { predicate, clause } = parts;
  const next = clause.tokens[clause.verb?.to ?? 0];
  // "Fails to start", "has finished rolling out", "we run out of names".
  if (is(predicate, 'fail') && next?.text === 'to') return [];
  if (
    is(predicate, 'end') &&
    (next?.text === 'of' || (next?.senses.some(({ form }) => form === 'ing') && !is(next, 'come')))
  )
    return [];
  // "I think this can be closed."
  if (/^clos/.test(predicate?.text ?? '') && !clause.tokens.some(({ mention }) => mention)) return [];
  // "Stops serving an API".
  if (is(predicate, 'cease') && /\wing$/.test(next?.text ?? '')) return [];
  if (isGoing(parts)) return read(parts, 'gone', 'vanish');
  const about = (prep: string): Parts | undefined => {
    const one = parts.around.find((each) => each.prep === prep && each.thing);
    return one && { ...parts, subject: [one], around: parts.around.filter((each) => each !== one) };
  };
  // "The API returns an error for X", "you're supported on 1.33 until March".
  const failing = /error$/.test(predicate?.text ?? '') ? about('for') : undefined;
  if (failing) return read(failing, 'block', 'fail');
  const isOfUser = parts.subject[0]?.head === 'user' && clause.verb?.isPassive && is(predicate, 'offer');
  const served = isOfUser ? about('on') : undefined;
  if (served) return read(served, 'give', 'offer');
  for (const [sense, kinds] of SENSES) {
    const kind = kinds.find((each) => isA(predicate, each));
    const found = kind ? read(parts, sense, kind) : [];
    if (found.length > 0) return found;
  }
  // "Is no valid value", "is not a supported version".
  const given = is(predicate, 'be') && parts.object[0]?.cost === 0 ? parts.object[0] : undefined;
  const adjective = given && !has(given, 'only', 'last') && given.tokens.find((token) => isA(token, 'offer', '', 'ed'));
  if (adjective)
    return read(
      { ...parts, predicate: adjective, object: [], around: [...parts.object.slice(1), ...parts.around] },
      'give',
      'offer',
    );
  if (is(predicate, 'be') && parts.object.some(({ tokens }) => says(tokens, /^there$/)))
    return read(parts, 'give', 'exist');
  const isBare = is(predicate, 'be') && parts.around.some(({ prep, thing }) => prep === 'without' && thing);
  if (isThere(parts) || isBare) return read(parts, 'give', 'have');
  return predicate?.text === 'support' ? read(parts, 'give', 'offer') : [];
}

/** "The images go in May", "images go: May 2027"; and not "go on until May". */
function isGoing({ clause, predicate, subject, object, behind }: Parts): boolean {
  const isDay = ({ prep, tokens: [first] }: Phrase): boolean =>
    /^(?:on|in|by|at|from|after|since|)$/.test(prep) && Boolean(first?.date) && first?.text !== 'today';
  const days = [...object, ...behind];
  const isTold = clause.kind === 'label' ? subject[0]?.head === 'image' : days.length > 0;
  return isTold && /^go(?:es)?$/.test(predicate?.text ?? '') && days.every(isDay);
}

const UP_TO = /\b(?:until|till|through|up to|up to and including)$/;

function read(parts: Parts, sense: Sense, kind: Kind): Claim[] {
  const { clause, predicate, subject, object, around } = parts;
  const { verb } = clause;
  if (!verb) return [];
  const isGive = sense === 'give';
  // "1.36 deprecates externalIPs": of something else.
  const isOfOther = /^deprecat/.test(predicate?.text ?? '') && object.some((each) => has(each, 'word'));
  const isTransitive =
    isGive && kind !== 'come' && kind !== 'exist' ? object.some(isSaid) : isNoun(object[0]) || isOfOther;
  // "Kubernetes removed dockershim."
  const isUpstream = sense === 'gone' && /^(?:kubernetes|k8s)$/.test(subject[0]?.tokens.at(-1)?.text ?? '');
  const isActive = !verb.isPassive && (isTransitive || (isUpstream && object[0] !== undefined));
  const isBare = !verb.isPassive && !isActive && !isA(predicate, kind, 'ed', '');
  const patient = isActive ? object : subject;
  const behind = [...object, ...around];
  const isWithout =
    /^(?:come|have)$/.test(kind) && behind.some(({ prep, thing }) => prep === 'without' && thing?.kind === 'windows');
  const isDenied = verb.isDenied || patient.some((each) => each.isDenied) || behind.some(isNoMore) || isWithout;
  const isUntil =
    // "Until March 1", "until the retirement on March 1", "runs to March 1".
    behind.some(
      (each) =>
        (UP_TO.test(each.prep) || (/^(?:keep|use)$/.test(kind) && each.prep === 'to')) &&
        (each.event ? dateIn(clause) : has(each, 'date')),
    ) || parts.aside?.isUntil;
  const isLastTime = behind.some((each) => each.prep === 'for' && each.isLast && each.head === 'time');
  const isLast = isLastTime || patient.some((each) => each.isLast && /^(?:image|patch|create)$/.test(each.head ?? ''));
  // "Images stop shipping in May."
  const isShipped = isA(predicate, 'make', 'ing') && verb.isDenied && subject[0]?.head === 'image';
  if (isBare && !isLast && !isShipped && /^(?:take|remove|make)$/.test(kind)) return [];
  // "The OS SKU of a pool can't be updated."
  if (kind === 'update' && isDenied && says(clause.tokens.slice(verb.from, verb.at), /^can(?: not)?$/)) return [];
  // "It stopped when we removed the agent", "nodes that were stopped", "nodes pull the packages": no word of AKS's.
  const isOfIt = verb.isPassive ? subject[0]?.head === 'pool' : says(subject[0]?.tokens ?? [], /^it$/);
  if ((kind === 'cease' && isOfIt && !dateIn(clause)) || (sense === 'gone' && isActive && subject[0]?.head === 'pool'))
    return [];
  // "Stops upgrades to 1.38 where an API is still used."
  if (kind === 'cease' && object[0] && has(object[0], 'upgrade')) return [];
  // "X can't be combined with LTS": it never could.
  if (/^combin/.test(predicate?.text ?? '') && !parts.all.some(({ thing }) => thing?.kind === 'kubernetes')) return [];
  // "Windows Server 2019 doesn't support Gen2": it never did.
  const isNeverOffered =
    kind === 'offer' && isActive && subject[0]?.thing?.kind === 'windows' && !object[0]?.thing && !object[0]?.head;
  if (isNeverOffered) return [];
  // "It ends with an error."
  if (kind === 'end' && behind.some((each) => each.prep === 'with' && has(each, 'fail', 'hedge'))) return [];
  // "1.35 ends, so take 1.36": for its reader to do.
  if (clause.opening === 'so' && verb.from === 1 && isActive && isA(predicate, kind, 'base')) return [];
  // "The OS is retired; bring in another pool and delete the old one."
  const isOs = subject[0]?.thing?.kind === 'windows' || says(subject[0]?.tokens ?? [], /^(?:os|sku)$/);
  if (isActive && sense === 'gone' && isOs && !object[0]?.thing) return [];
  // "The image no longer contains Docker": a part of it.
  if (
    /^contain/.test(predicate?.text ?? '') &&
    (!verb.isDenied || !subject.some((each) => has(each, 'shelf') || each.head === 'pool'))
  )
    return [];
  // "Is no longer listed as vulnerable"; only what AKS itself lists is there.
  const isOfList = has(clause, 'agent', 'shelf') && !says(clause.tokens, /^(?:as|under|twice)$/);
  if (/^list/.test(predicate?.text ?? '') && !isOfList) return [];
  // "Closing, feel free to reopen."
  if (isBare && verb.from === 0 && is(clause.tokens[verb.to], 'comma') && isA(predicate, kind, 'ing')) return [];
  if (isGive && !isDenied && !isUntil && isLimited(parts, kind) && patient[0]?.thing?.kind !== 'kubernetes') {
    const made = claim(parts, 'no-new-node-pools', patient, { date: null });
    return [{ ...made, cost: made.cost + sum(parts.behind, costOfLimit) }];
  }
  // "A cluster that was created on 1.30 can stay until March."
  if (kind === 'create' && !isDenied && says(clause.tokens.slice(verb.from, verb.at), /^(?:was|were)$/)) return [];
  const isEnded = isDenied ? !has(clause, 'until') : isUntil || (isLast && !(verb.isPast && !dateIn(clause)));
  // "No image is removed", "is not removed".
  const isKept = verb.isDenied || (sense === 'gone' && subject[0]?.isDenied);
  if (isGive ? !isEnded : isKept && !isUntil) return [];
  // "Is not part of this retirement", "… of this announcement", "LTS is available".
  const isOfLts = subject[0]?.head === 'lts' && predicate?.text === 'available';
  if (kind === 'offer' && (object[0]?.event || object[0]?.head === 'deadline' || isOfLts)) return [];
  if (isPossible(parts, isDenied, sense)) return [];
  return segmentsOf(patient).flatMap((segment) =>
    readNoun({ ...parts, segment, patient, sense, kind, isActive, isDenied }),
  );
}

function readNoun(said: Said): Claim[] {
  const { clause, segment, patient, sense, kind, isActive, isDenied } = said;
  const { verb } = clause;
  const isMaking = segment[0]?.tokens.some((token) => isA(token, 'make', ''));
  // "Rejects requests for new node pools".
  const isRequest = segment[0] !== undefined && has(segment[0], 'op');
  // "We clean up the galleries."
  if (sense === 'gone' && segment[0] && has(segment[0], 'shelf') && !segment[0].thing) return [];
  const noun = segment[0]?.head ?? (isMaking || isRequest ? segment[1]?.head : null) ?? null;
  // "No longer supports or provides security updates for X": two things of X.
  const also = verb?.also ?? [];
  const isBoth = also.length > 0 && is(said.predicate, 'offer');
  const head = noun === 'patch' && isBoth ? null : noun;
  const phase = phaseOf(said, head);
  if (!phase) return [];
  const isNamed = thingsOf(segment).things.length > 0 || patient === segment;
  // "Removed the last 23H2 pool": somebody's own.
  if (sense === 'gone' && head === 'pool' && (segment[0]?.isLast || thingsOf(patient).things.length === 0)) return [];
  const first = segment[0]?.tokens ?? [];
  if (phase === 'image-removal' && head === 'image' && !dateIn(clause) && says(first, /^image$/)) return [];
  if (kind === 'use' && head === 'image' && !verb?.isPassive) return [];
  // "The old image can't be chosen any more."
  if (phase === 'no-new-images' && !segment[0]?.thing && isPair({ tokens: first }, /^old$/, 'image')) return [];
  const named = isNamed ? segment : [...segment, ...patient.filter((each) => !segment.includes(each) && each.thing)];
  // "New nodes fail in Windows Server 2019 pools."
  const isOfNodes = phase === 'image-removal' && says(first, /^nodes?$/);
  const pools = isOfNodes ? said.behind.filter((each) => each.head === 'pool' && each.thing) : [];
  const made = ofOs(said, claim(said, phase, thingsOf(named).things.length > 0 ? named : [...named, ...pools]));
  // "When you stop a cluster, its Windows Server 2022 nodes are removed."
  if (phase === 'removal' && head === 'pool' && made.date === null && patient.some(isTheirs)) return [];
  const isOs = made.things[0]?.kind === 'windows' || says(patient[0]?.tokens ?? [], /^(?:os|skus?)$/);
  if (kind === 'come' && !isOs && (head === null || (head === 'pool' && !segment[0]?.isNew && !segment[0]?.thing)))
    return [];
  const isWeak = (sense === 'give' || sense === 'block') && /^(?:pool|create|version|scale|)$/.test(head ?? '');
  // "Unsupported for system node pools".
  const limit = kind === 'unsupported' ? sum(said.behind, (each) => (each.prep === 'for' ? costOfLimit(each) : 0)) : 0;
  const cost = made.cost + limit + costOfWords(said, made, { sense, isActive, isDenied, isWeak });
  if (sense !== 'give' || isDenied || made.date === null || made.bound === null) return [{ ...made, isWeak, cost }];
  // "Stays supported on 1.36 and earlier until March 1": then it ends everywhere; "on 1.32" it may be the minor that does.
  const isWhole = said.all.some(({ thing, tokens }) => thing?.bound === 'from' || (thing && isAndBelow(tokens)));
  return isWhole ? [{ ...made, bound: null, isWeak, cost }] : [];
}

/** "Its nodes", "your pool": somebody's own. */
function isTheirs({ tokens }: Phrase): boolean {
  return says(tokens, /^(?:nodes?|its|your|our|my)$/);
}

/** "Images and support": what "and" joins that is of another kind. */
function segmentsOf(patient: readonly Phrase[]): readonly (readonly Phrase[])[] {
  const starts = patient.flatMap(({ link, head }, at) =>
    link === 'and' && head !== null && head !== patient[0]?.head && head !== 'pool' && head !== 'version' ? [at] : [],
  );
  return [0, ...starts].map((from, index, all) => (all.length === 1 ? patient : patient.slice(from, all[index + 1])));
}

/** "1.37 has no Windows Server 2022": of the OS, from that minor. */
function ofOs({ sense, subject, object, around, isActive }: Said, made: Claim): Claim {
  const minor = made.things[0] ?? subject.find(({ thing }) => thing?.kind === 'kubernetes')?.thing;
  if (sense !== 'give' || minor?.kind !== 'kubernetes' || made.phase !== 'retirement') return made;
  const isOs = ({ thing, prep }: Phrase): boolean =>
    thing?.kind === 'windows' && /^(?:for|of|on|with|without|$)/.test(prep);
  const os = [...object, ...around, ...subject].find(isOs)?.thing;
  if (os) return { ...made, things: [os], bound: minorOf(minor) };
  // "Support for it ends in May, and 1.36 won't offer it."
  const isOfIt = isActive && says(object[0]?.tokens ?? [], /^(?:it|them)$/);
  return isOfIt ? { ...made, phase: 'no-new-node-pools', things: [], isOpen: true, bound: minorOf(minor) } : made;
}

/** "Works up to 1.36", "can only be used with 1.36 and earlier". */
function isLimited({ clause, subject, object, around }: Parts, kind: Kind): boolean {
  if (kind !== 'offer' && kind !== 'use' && kind !== 'create') return false;
  const minors = [...object, ...around].filter(({ thing }) => thing?.kind === 'kubernetes');
  // "You use X with 1.28 or earlier" bounds nothing.
  const isOfOs = subject.some(({ thing }) => thing?.kind === 'windows') && !has(clause, 'until');
  const isOnly = minors[0] !== undefined && (isOfOs || has(clause, 'only')) && isAndBelow(minors[0].tokens);
  return (
    isOnly ||
    minors.some(
      ({ prep }) => /\b(?:up to|through|up to and including)$/.test(prep) || (kind === 'create' && prep === 'until'),
    )
  );
}

/** "Supports X no more". */
function isNoMore({ tokens }: Phrase): boolean {
  return is(tokens[0], 'no') && tokens.every((token) => is(token, 'no', 'new', 'adv'));
}

/** "You may delete X", "X can be deleted": for its owners to do. */
function isPossible({ clause, subject }: Parts, isDenied: boolean, sense: Sense): boolean {
  const { verb, tokens } = clause;
  if (!verb || isDenied || sense !== 'gone') return false;
  const isOfUser = !verb.isPassive && subject[0] !== undefined && has(subject[0], 'user');
  return isOfUser || says(tokens.slice(verb.from, verb.at), /^(?:can|may|could)$/);
}
