import type { RetirementPhase } from '../../domain/lifecycle.ts';
import type { Kind } from './lexicon.ts';
import { type Form, is, isA, isWord, type Token } from './scan.ts';
import { beforeAuxiliaries, isBe } from './verb-syntax.ts';

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
  ['stop', ['end', 'cease', 'retire', 'fail']],
  ['give', ['make', 'update', 'offer', 'use', 'create', 'keep', 'exist', 'have', 'upgrade']],
];

/** What can end of a thing, and in which phase. */
const ASPECTS: readonly (readonly [Kind, Readonly<Partial<Record<Effect, RetirementPhase>>>])[] = [
  ['image', { stop: 'no-new-images', gone: 'image-removal', give: 'no-new-images' }],
  ['patch', { stop: 'no-new-images', gone: 'no-new-images', give: 'no-new-images' }],
  ['scale', { stop: 'image-removal', gone: 'image-removal', give: 'image-removal' }],
  ['create', { stop: 'no-new-node-pools', gone: 'no-new-node-pools', give: 'no-new-node-pools' }],
  ['support', { stop: 'retirement', gone: 'retirement', give: 'retirement' }],
  ['lts', { stop: 'retirement', gone: 'retirement', give: 'retirement' }],
  ['life', { stop: 'retirement' }],
];

/** What ends where a verb that gives is denied of the thing itself. */
const OWN_ASPECT: readonly (readonly [Kind, RetirementPhase])[] = [
  ['update', 'no-new-images'],
  ['create', 'no-new-node-pools'],
  ['offer', 'retirement'],
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
  return is(tokens[at], 'be') && tokens[beforeAuxiliaries(tokens, at)]?.text === 'there';
}

/** A noun that something is said of: its aspect, and where that stands. */
interface Noun {
  readonly kind: Kind | null;
  readonly at: number;
  /** "No new images". */
  readonly isDenied: boolean;
}

function endOf(tokens: readonly Token[], at: number, effect: Effect, kind: Kind): ClauseEnd | null {
  const group = verbGroup(tokens, at);
  const isActive = !isBe(tokens, at) && !isA(tokens[at], kind, '');
  const object = isActive ? objectOf(tokens, at + 1) : null;
  const subject = subjectOf(tokens, group.from);
  const own = object?.kind ? object : subject?.kind ? subject : null;
  if (isOther(tokens, at, kind, own, object, isActive) || isTold(tokens, group.from)) return null;
  const isGiven = effect === 'give' && kind !== 'exist';
  const isDenied = group.isDenied || object?.isDenied || subject?.isDenied;
  if (effect === 'give' ? !isDenied && !isBounded(tokens, at, object) : group.isDenied) return null;
  const phase = own?.kind
    ? ASPECTS.find(([each]) => each === own.kind)?.[1][kind === 'exist' ? 'gone' : effect]
    : isGiven
      ? OWN_ASPECT.find(([each]) => each === kind)?.[1]
      : undefined;
  if (!phase)
    return isAbsent(tokens, at, kind) ? { phase: 'no-new-node-pools', side: 'either', from: at, to: at + 2 } : null;
  if (own && own === subject) return { phase, side: 'before', from: own.at, to: at + 1 };
  return { phase, side: isActive ? 'either' : 'before', from: group.from, to: Math.max(at, own?.at ?? 0) + 1 };
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
  if (kind === 'fail' && own?.kind !== 'create' && own?.kind !== 'scale') return true;
  if (kind === 'end' && isA(verb, 'end', 'base') && is(tokens[at - 1], 'own', 'prep')) return true;
  if (!isActive || own === object) return false;
  if (object && !tokens.slice(at + 1, object.at + 1).some(({ mention }) => mention)) return true;
  const next = tokens[at + 1];
  if (is(next, 'word', 'number', 'part') || next?.text === 'with') return true;
  return is(verb, 'remove', 'take') && own !== null && !isA(verb, kind, 'ed');
}

/** "… the dates on which AKS ends its support": where that is told, and not when. */
function isTold(tokens: readonly Token[], from: number): boolean {
  const which = tokens.findLastIndex(({ text }, index) => index < from && text === 'which');
  return which > 1 && which > from - 4 && is(tokens[which - 2], 'deadline') && !tokens.some(({ date }) => date);
}

/** "There is no X in 1.37." */
function isAbsent(tokens: readonly Token[], at: number, kind: Kind): boolean {
  return (
    kind === 'have' && is(tokens[at + 2], 'windows') && tokens.slice(at + 3, at + 6).some((token) => is(token, 'minor'))
  );
}

/** A verb with its auxiliaries, and what denies it: "will no longer be", "stops being". */
function verbGroup(tokens: readonly Token[], at: number): { readonly from: number; readonly isDenied: boolean } {
  let from = at;
  let isDenied = false;
  for (let index = at - 1; index >= 0; index -= 1) {
    const token = tokens[index];
    const denies = is(token, 'not') || (is(token, 'cease') && !isA(token, 'cease', ''));
    if (!denies && !is(token, 'be', 'have', 'will', 'adv') && !/\wly$/.test(token?.text ?? '')) break;
    from = index;
    isDenied ||= denies;
  }
  return { from, isDenied };
}

/** Where a clause ends, seen from its verb. */
const CLAUSE: readonly Kind[] = ['semi', 'colon', 'bar', 'comma', 'dash', 'but', 'date', 'be', 'will', 'have'];
const DETERMINERS: readonly Kind[] = [
  'own',
  'new',
  'no',
  'last',
  'windows',
  'minor',
  'feature',
  'agent',
  'adv',
  'number',
];

/** "Drops X image pulls": behind an object stands no verb, so that it is a noun. */
const FINITE: readonly Form[] = ['base', 's'];

/** The noun that begins at a token: its determiners and names, then its head. */
function objectOf(tokens: readonly Token[], from: number): Noun | null {
  let at = from;
  while (is(tokens[at], ...DETERMINERS) && !headKind(tokens, from, at)) at += 1;
  while (isHead(tokens, from, at + 1)) at += 1;
  const isOfVerb = FINITE.some((form) => tokens[at + 1]?.senses.some((sense) => sense.form === form));
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
  return { kind, at, isDenied: tokens.slice(from, at + 1).some((token) => is(token, 'no')) };
}

/** True for a noun of which something can end, and which does not only tell another apart ("image pulls"). */
function isHead(tokens: readonly Token[], from: number, at: number): boolean {
  const kind = headKind(tokens, from, at);
  if (kind === 'lts' && (is(tokens[at - 1], 'minor') || is(tokens[at + 1], 'pool', 'user', 'version'))) return false;
  return kind !== null && (kind === 'create' || !(is(tokens[at + 1], 'part', 'name') || isWord(tokens[at + 1])));
}

function headKind(tokens: readonly Token[], from: number, at: number): Kind | null {
  const token = tokens[at];
  if (is(token, 'pool')) return tokens.slice(from, at).some((each) => is(each, 'new')) ? 'create' : null;
  return ASPECTS.find(([kind]) => isA(token, kind) && !isA(token, kind, 'ed'))?.[0] ?? null;
}

/** "Are patched until March 1", "keeps its support through June". */
function isBounded(tokens: readonly Token[], at: number, object: Noun | null): boolean {
  let next = Math.max(at, object?.at ?? 0) + 1;
  while (is(tokens[next], 'adv', 'only', 'agent', 'prep') && !is(tokens[next], 'until')) next += 1;
  if (!is(tokens[next], 'until', 'upto')) return false;
  next += 1;
  while (is(tokens[next], 'own', 'prep', 'endof', 'colon')) next += 1;
  return is(tokens[next], 'date');
}
