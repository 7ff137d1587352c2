import type { RetirementPhase } from '../../domain/lifecycle.ts';
import { type Kind, kindsOf } from './lexicon.ts';
import { type Form, is, isA, isWord, type Token } from './scan.ts';
import { beforeVerb, verbGroup } from './verb-syntax.ts';

/** Words that say together that something ends: a predicate, and what it is said of. */
interface ClauseEnd {
  readonly phase: RetirementPhase;
  /** Where the thing stands to which that belongs. */
  readonly side: 'before' | 'either';
  /** Indexes of the first token and of the one behind the last. */
  readonly from: number;
  readonly to: number;
}

/** What a predicate does; what gives ends something only where it is denied, or until a day. */
type Effect = 'stop' | 'gone' | 'give';

const EFFECTS: readonly (readonly [Effect, readonly Kind[]])[] = [
  ['gone', ['vanish', 'remove', 'take']],
  ['stop', ['end', 'cease', 'retire', 'unsupported', 'fail']],
  ['give', ['make', 'update', 'offer', 'create', 'use', 'scale', 'keep', 'exist', 'have', 'upgrade', 'come', 'grant']],
];

/** What can end of a thing, and in which phase. */
const ASPECTS: readonly (readonly [Kind, Readonly<Partial<Record<Effect, RetirementPhase>>>])[] = [
  ['image', { stop: 'no-new-images', gone: 'image-removal', give: 'no-new-images' }],
  ['patch', { stop: 'no-new-images', gone: 'no-new-images', give: 'no-new-images' }],
  ['scale', { stop: 'image-removal', gone: 'image-removal', give: 'image-removal' }],
  ['create', { stop: 'no-new-node-pools', gone: 'no-new-node-pools', give: 'no-new-node-pools' }],
  ['support', { stop: 'retirement', gone: 'retirement', give: 'retirement' }],
  ['lts', { stop: 'retirement', gone: 'retirement', give: 'retirement' }],
  ['platform', { stop: 'platform-support', gone: 'platform-support', give: 'platform-support' }],
  ['life', { stop: 'retirement' }],
];

/** What is there, and not only made: where that is denied, it goes. */
const HELD = kindsOf('exist keep offer use');

/** What ends where a verb that gives is denied, or bounded, without a noun of its own: "X is not offered". */
const OWN_ASPECT: readonly (readonly [Kind, RetirementPhase])[] = [
  ['update', 'no-new-images'],
  ['create', 'no-new-node-pools'],
  ['offer', 'retirement'],
];

/** … and where it is said of a thing itself: "X ends", "X stops working". */
const OF_THING: readonly (readonly [Kind, RetirementPhase])[] = [
  ...OWN_ASPECT,
  ['end', 'retirement'],
  ['unsupported', 'retirement'],
  ['fail', 'no-new-node-pools'],
  ['use', 'retirement'],
  ['exist', 'retirement'],
  ['keep', 'retirement'],
  ['have', 'retirement'],
];

/** Every end that a predicate and its subject or object tell of together. */
export function clauseEnds(tokens: readonly Token[]): ClauseEnd[] {
  return tokens.flatMap((token, at) => {
    const [effect, kinds] = EFFECTS.find(([, each]) => is(token, ...each)) ?? [];
    const kind = kinds?.find((each) => isA(token, each));
    if (isExistence(tokens, at)) return endOf(tokens, at, 'give', 'have') ?? [];
    return effect && kind ? (endOf(tokens, at, effect, kind) ?? []) : [];
  });
}

/** "There are no more", "there will be no". */
function isExistence(tokens: readonly Token[], at: number): boolean {
  return is(tokens[at], 'be') && tokens[beforeVerb(tokens, at)]?.text === 'there';
}

/** A noun that something is said of: its aspect, and where that stands. */
interface Noun {
  readonly kind: Kind | null;
  /** Index of its head, and of the word before it that says that it is the last, if one does. */
  readonly at: number;
  readonly from: number;
  /** "No new images". */
  readonly isDenied: boolean;
}

function endOf(tokens: readonly Token[], at: number, effect: Effect, kind: Kind): ClauseEnd | null {
  const group = verbGroup(tokens, at);
  const isActive = !group.isPassive && (kind === 'have' || isA(tokens[at], kind, 'base', 's', 'ed', 'ing'));
  const isNeither = isActive && tokens[at + 1]?.text === 'neither';
  const object = isActive ? objectOf(tokens, isNeither ? at + 2 : at + 1) : null;
  const subject = subjectOf(tokens, group.from);
  const own = object?.kind ? object : subject?.kind ? subject : null;
  const lastTime = behindLastTime(tokens, at + 1);
  const isDenied =
    group.isDenied ||
    object?.isDenied ||
    subject?.isDenied ||
    isNeither ||
    is(tokens[group.from - 1], 'no') ||
    isNoMore(tokens, object) ||
    lastTime > 0 ||
    isLast(tokens, own) ||
    isJoinedTo(tokens, group.from);
  const limit = limitOf(tokens, at, kind, isDenied);
  if (limit > 0) return { phase: 'no-new-node-pools', side: 'either', from: group.from, to: limit };
  if (isOther(tokens, at, kind, own, object, isActive)) return null;
  const until = effect === 'give' && !isDenied ? untilOf(tokens, Math.max(at, object?.at ?? 0) + 1) : 0;
  if (effect === 'give' ? !isDenied && until === 0 : group.isDenied) return null;
  const isOfNodes = kind === 'create' && own !== null && tokens[own.at]?.text === 'nodes';
  const phase = phaseOf(own, effect, isOfNodes ? 'scale' : kind, is(tokens[group.from - 1], 'colon', 'open'));
  if (!phase) return null;
  if (own && own === subject && own.kind !== 'windows')
    return {
      phase,
      side: 'before',
      from: is(tokens[group.from - 1], 'and') ? group.from : own.from,
      to: Math.max(at + 1, lastTime),
    };
  return {
    phase,
    side: isActive || !own ? 'either' : 'before',
    from: group.from,
    to: Math.max(at, own?.at ?? 0, until) + 1,
  };
}

const GIVEN = kindsOf('offer use make upgrade fail create');

/**
 * "Lets you create pools", "is accepted for new pools", "works up to 1.36", "can be upgraded to 1.37": what ends of it are new node
 * pools alone. The index behind the words that say so; 0 where none do.
 */
function limitOf(tokens: readonly Token[], at: number, kind: Kind, isDenied: boolean): number {
  if (!GIVEN.includes(kind)) return 0;
  const close = tokens.findIndex((token, index) => index > at && is(token, 'comma', 'semi', 'date', 'bar', 'but'));
  const to = Math.min(close < 0 ? tokens.length : close, at + 12);
  const minor = tokens.findIndex((token, index) => index > at && index < to && isA(token, 'minor'));
  let before = minor - 1;
  while (is(tokens[before], 'agent', 'version', 'own')) before -= 1;
  const isBy = minor > 0 && before >= at && is(tokens[before], 'prep', 'until', 'upto');
  if (!isDenied && kind !== 'fail') {
    const isOnly = tokens.slice(Math.max(0, at - 3), minor + 4).some((token) => is(token, 'only'));
    const isThrough = /^through\b/.test(tokens[before]?.text ?? '') && !is(tokens[minor + 1], 'be', 'preview');
    const isUpTo = isThrough || isA(tokens[before], 'upto') || (isOnly && isA(tokens[minor + 1], 'and'));
    return isBy && isUpTo && kind !== 'upgrade' ? minor : 0;
  }
  const isOfUpgrade =
    kind === 'upgrade' ||
    (is(tokens[at - 1], 'agent', 'have') && tokens.slice(at + 1, at + 3).some((token) => is(token, 'upgrade')));
  if (isOfUpgrade || (kind === 'fail' && isA(tokens[at], 'fail', 'ed', ''))) return isBy ? before + 1 : 0;
  for (let index = at + 1; index < to && kind !== 'create'; index += 1) {
    const isOpened =
      is(tokens[index - 1], 'prep', 'sub', 'user', 'will') || is(tokens[index - 2], 'prep', 'sub', 'own');
    if (isA(tokens[index], 'create') || (isOpened && isA(tokens[index], 'new'))) return index + 1;
  }
  return 0;
}

/** "Cannot create, scale or upgrade": each is denied. */
function isJoinedTo(tokens: readonly Token[], from: number): boolean {
  if (!is(tokens[from - 1], 'and', 'comma') || !is(tokens[from - 2], 'create', 'scale')) return false;
  const { isDenied, from: first } = verbGroup(tokens, from - 2);
  return isDenied || isJoinedTo(tokens, first);
}

/** What ends of the noun that a predicate is said of; without a noun, of what the sentence speaks of. */
function phaseOf(own: Noun | null, effect: Effect, kind: Kind, isTitled: boolean): RetirementPhase | undefined {
  const find = (aspects: typeof OWN_ASPECT) => aspects.find(([each]) => each === kind)?.[1];
  if (kind === 'scale') return 'image-removal';
  if (own?.kind === 'windows') return find(OF_THING);
  if (own) return ASPECTS.find(([each]) => each === own.kind)?.[1][HELD.includes(kind) ? 'gone' : effect];
  return effect === 'give' ? find(OWN_ASPECT) : isTitled && kind === 'end' ? 'retirement' : undefined;
}

/** True where something else is said of the noun: "images take …", "reach their end users", "images ship with …". */
function isOther(
  tokens: readonly Token[],
  at: number,
  kind: Kind,
  own: Noun | null,
  object: Noun | null,
  isActive: boolean,
): boolean {
  const verb = tokens[at];
  const isBounded = own?.kind === 'windows' && tokens.some((token) => is(token, 'minor'));
  if (kind === 'fail' && own?.kind !== 'create' && own?.kind !== 'scale' && !isBounded) return true;
  if (kind === 'end' && isA(verb, 'end', 'base') && is(tokens[at - 1], 'own', 'prep', 'be')) return true;
  if (own?.kind === 'windows' && kind === 'end' && tokens[at + 1]?.senses.some(({ form }) => form === 'ing'))
    return true;
  if (!isActive || own === object) return false;
  if (object && is(verb, 'create', 'scale') && isA(tokens[object.at + 1], 'pool')) return false;
  if (object && !tokens.slice(at + 1, object.at + 1).some(({ mention }) => mention)) return true;
  const next = tokens[at + 1];
  if (is(next, 'word', 'number', 'part') || (next?.text === 'with' && own?.kind !== 'windows')) return true;
  return is(verb, 'remove', 'take') && own !== null && !isA(verb, kind, 'ed');
}

/** Where a clause ends, seen from its verb. */
const CLAUSE = kindsOf('semi colon bar comma dash but date be will have');
const DETERMINERS = kindsOf('own new no last windows minor feature agent adv number');

/** What a thing before it only tells apart. */
const NOUNS =
  kindsOf(`image patch pool support lts life part preview name other version create update retirement removal eol endof
  deadline user op platform`);

/** "Drops X image pulls": behind an object stands no verb, so that it is a noun. */
const FINITE: readonly Form[] = ['base', 's'];

/** The noun that begins at a token: its determiners and names, then its head. */
function objectOf(tokens: readonly Token[], behind: number): Noun | null {
  let from = behind;
  while (isA(tokens[from], 'adv')) from += 1;
  if (is(tokens[from], 'sub')) return null;
  let at = from;
  while (is(tokens[at], ...DETERMINERS) && !headKind(tokens, from, at)) at += 1;
  while (!is(tokens[at], 'comma', 'and') && isHead(tokens, from, at + 1)) at += 1;
  const next = is(tokens[at + 1], 'version') ? undefined : tokens[at + 1];
  const isOfVerb = FINITE.some((form) => next?.senses.some((sense) => sense.form === form));
  const kind = !isOfVerb && isHead(tokens, from, at) ? headKind(tokens, from, at) : null;
  return kind || at > from ? nounOf(tokens, from, kind ? at : at - 1, kind) : null;
}

/** The head of what stands before a verb; without a kind where another noun is the head. */
function subjectOf(tokens: readonly Token[], to: number): Noun | null {
  let from = to;
  while (from > 0 && !is(tokens[from - 1], ...CLAUSE)) from -= 1;
  for (let at = from; at < to; at += 1) {
    if (isHead(tokens, from, at) && (at + 1 === to || !isHead(tokens, from, at + 1)))
      return nounOf(tokens, from, at, headKind(tokens, from, at));
    const isBehindNoun = at > from && !is(tokens[at - 1], 'sub', 'prep', 'and');
    if (tokens[at]?.text === 'that' && isBehindNoun) return nounOf(tokens, from, at, null);
    if (is(tokens[at], 'prep', 'sub', 'op') && isBehindNoun) return nounOf(tokens, from, at, null);
  }
  return null;
}

function nounOf(tokens: readonly Token[], from: number, at: number, kind: Kind | null): Noun {
  const last = kind === 'image' ? tokens.slice(from, at).findIndex((token) => is(token, 'last')) : -1;
  return {
    kind,
    at,
    from: last < 0 ? at : from + last,
    isDenied: tokens.slice(from, at + 1).some((token) => is(token, 'no') || token.text === 'neither'),
  };
}

/** True for a noun of which something can end, and which does not only tell another apart ("image pulls"). */
function isHead(tokens: readonly Token[], from: number, at: number): boolean {
  const kind = headKind(tokens, from, at);
  if (kind === 'lts' && (is(tokens[at - 1], 'minor') || is(tokens[at + 1], 'pool', 'user', 'version'))) return false;
  return kind !== null && (kind === 'create' || !(is(tokens[at + 1], 'part', 'name') || isWord(tokens[at + 1])));
}

/** "It ends on March 1", "this one ends", "we end it". */
function standsForThing(tokens: readonly Token[], at: number): boolean {
  const said = tokens[at]?.text ?? '';
  return /^(?:it|they|them)$/.test(said) || (said === 'one' && is(tokens[at - 1], 'own'));
}

/** True for a thing that stands for itself, and does not only tell a noun apart ("X images", "pods on X"). */
function isThingHead(tokens: readonly Token[], from: number, at: number): boolean {
  if (tokens[at]?.mention?.kind === 'feature' || is(tokens[at + 1], ...NOUNS) || isWord(tokens[at + 1])) return false;
  return tokens.slice(from, at).every((token) => is(token, ...DETERMINERS, 'sub', 'not', 'version', 'pool', 'and'));
}

function headKind(tokens: readonly Token[], from: number, at: number): Kind | null {
  const token = tokens[at];
  if (token?.mention || standsForThing(tokens, at)) return isThingHead(tokens, from, at) ? 'windows' : null;
  if (is(token, 'pool')) {
    const before = tokens.slice(from, at);
    return before.some((each) => is(each, 'new')) ? 'create' : before.some(({ mention }) => mention) ? 'windows' : null;
  }
  return ASPECTS.find(([kind]) => isA(token, kind) && !isA(token, kind, 'ed'))?.[0] ?? null;
}

/** "The last image comes in June": none comes after it. What only was the last before has a day, or is none. */
function isLast(tokens: readonly Token[], noun: Noun | null): boolean {
  return (
    noun !== null &&
    noun.from < noun.at &&
    !(tokens.some((token) => is(token, 'past')) && !tokens.some(({ date }) => date))
  );
}

/** "Are built for the last time": the index behind it, else 0. */
function behindLastTime(tokens: readonly Token[], from: number): number {
  let last = from;
  while (is(tokens[last], 'prep', 'own')) last += 1;
  return is(tokens[last], 'last') && is(tokens[last + 1], 'time') ? last + 2 : 0;
}

/** "Supports X no more after March 1". */
function isNoMore(tokens: readonly Token[], object: Noun | null): boolean {
  return object !== null && isA(tokens[object.at + 1], 'no') && isA(tokens[object.at + 2], 'new');
}

/** "Is supported for another year (until …": what may stand in between. */
const BEFORE_UNTIL = kindsOf('adv only agent prep minor version pool and own place offer new time number open');

/** "Are patched until March 1", "keeps its support through June": the index of "until" where a day follows, else 0. */
function untilOf(tokens: readonly Token[], from: number): number {
  let until = from;
  while (is(tokens[until], ...BEFORE_UNTIL) && !is(tokens[until], 'until')) until += 1;
  if (!is(tokens[until], 'until', 'upto')) return 0;
  let next = until + 1;
  while (is(tokens[next], 'own', 'prep', 'endof', 'colon')) next += 1;
  return is(tokens[next], 'date') ? until : 0;
}
