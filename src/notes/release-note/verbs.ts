import { type Kind, kindsOf } from './lexicon.ts';
import { is, isA, isWord, says, type Token } from './scan.ts';

/** A verb with its auxiliaries and adverbs: "will no longer be supported". Indexes are into the tokens of its clause. */
export interface Verb {
  readonly from: number;
  readonly to: number;
  /** The predicate; for "is" and "has" alone their own index. */
  readonly at: number;
  /** Predicates beside it: "create, scale or upgrade". */
  readonly also: readonly number[];
  /** A verb before it that it belongs to, and that is no part of the subject: "does not allow … to be created". */
  readonly skip: { readonly from: number; readonly to: number } | null;
  /** "Will not", "stops being". */
  readonly isDenied: boolean;
  readonly isPassive: boolean;
  /** "Was", "were", "had". */
  readonly isPast: boolean;
  /** For the reader to do: "remove …", "you must remove". */
  readonly isTask: boolean;
  /** "To keep …": what for, or what is to come. */
  readonly isInfinitive: boolean;
  /** "You can't", without what: `at` is an auxiliary. */
  readonly isCut: boolean;
}

/** What says that something ends, or that it is there. */
export const PREDICATES =
  kindsOf(`vanish remove take retire end cease unsupported fail leave move make update offer create
  use scale keep exist upgrade come grant reach change need say`);

/** Verbs that say that something is there, whose participles only tell things apart: "images published in May". */
const GIVES = kindsOf('make update offer create use scale upgrade keep grant change say need');
const NOUNS =
  kindsOf(`image patch pool version support lts platform life eol endof retirement removal deadline part other word name
  windows minor feature preview number`);
const DETERMINERS = kindsOf('no new last prep number');
const ARTICLES =
  /^(?:the|same|an?|all|every|each|our|your|its|their|these|those|existing|current|older|old|earlier|official|announced|planned|public|monthly|weekly|regular|remaining|upcoming|first|following|listed|general|active|full|technical|next|based)$/;
const TURNS = kindsOf('retire remove take end cease move vanish leave');

/** The verbs of some tokens, in reading order. */
export function verbsOf(tokens: readonly Token[]): Verb[] {
  const verbs: Verb[] = [];
  for (let at = 0; at < tokens.length; ) {
    const verb = groupAt(tokens, at, verbs.at(-1));
    // "Attempts to create …", "calls that create …" are a noun.
    const isOfNoun = is(tokens[at - 1], 'op')
      ? verb?.isInfinitive
      : tokens[at - 1]?.text === 'that' && is(tokens[at - 2], 'op');
    if (verb && !isOfNoun) verbs.push(verb);
    at = verb ? verb.to : at + 1;
  }
  return verbs;
}

function groupAt(tokens: readonly Token[], from: number, before: Verb | undefined): Verb | null {
  let at = -1;
  let to = from;
  let isDenied = false;
  let isAuxed = false;
  let isPassive = false;
  for (; to < tokens.length; to += 1) {
    const token = tokens[to];
    const next = tokens[to + 1];
    if (is(token, 'not')) isDenied = true;
    else if (is(token, 'cease') && goesOn(tokens, to) && (isAuxed || isVerbal(tokens, to, before))) isDenied = true;
    else if (isAuxiliary(tokens, to) && !(isNounOfPlan(tokens, to) && !isAuxed)) {
      at = is(token, 'be', 'have') ? to : at;
      isPassive = is(token, 'be');
    } else if (isAdverb(token) && isAuxed) continue;
    else if (
      is(token, ...PREDICATES) &&
      (isAuxed ? isAfterAuxiliary(tokens, from, to) : isVerbal(tokens, to, before))
    ) {
      at = to;
      isPassive &&= !isA(token, kindOf(token), 'ing');
      if (chains(tokens.slice(at, at + 3)))
        isPassive = is(token, 'keep') && next?.text !== 'to' && isA(next, kindOf(next), 'ed', '');
      else {
        to += 1;
        break;
      }
    } else if (isAuxed && token?.text === 'support' && !is(tokens[to - 1], 'be', 'have')) {
      at = to;
      to += 1;
      break;
    } else break;
    isAuxed = true;
  }
  // "The provider should default to X": a verb of no meaning here.
  if (
    at < 0 &&
    isAuxed &&
    isWord(tokens[to]) &&
    tokens.slice(from, to).some((token) => isModal(token) || is(token, 'task'))
  ) {
    at = to;
    to += 1;
  }
  const isCut = at < 0 && from > 0 && isAuxed && isClosed(tokens, to) && tokens.slice(from, to).some(isModal);
  if (isCut) at = to - 1;
  if (at < 0) return null;
  isPassive &&= !is(tokens[at], 'be', 'have');
  const also: number[] = [];
  for (let next = nextOf(tokens, to, at); next > 0; next = nextOf(tokens, to, at)) {
    also.push(next);
    to = next + 1;
  }
  const own = tokens.slice(from, to);
  // "Has had no image" holds still.
  const isPast = own.some((token) => is(token, 'past')) && !own.some(({ text }) => /^(?:has|have)$/.test(text));
  return {
    from,
    to,
    at,
    also,
    skip: null,
    isDenied,
    isPassive,
    isPast,
    isTask: own.some((token) => is(token, 'task')) || isOrder(tokens, from, at, before),
    isInfinitive: tokens[from]?.text === 'to',
    isCut,
  };
}

/** "Remove …", "do …", "drain the old one, and delete it". */
function isOrder(tokens: readonly Token[], from: number, at: number, before: Verb | undefined): boolean {
  const isNext = before?.isTask === true && is(tokens[from - 1], 'and');
  if (!isNext && !isOpening(tokens, from)) return false;
  const isBase = at === from && isA(tokens[at], kindOf(tokens[at]), 'base') && !is(tokens[from - 1], 'but');
  return isBase || tokens[from]?.text === 'do';
}

function isModal({ text }: Token): boolean {
  return /^(?:can|could|will|do|does|did|can not|cannot)$/.test(text);
}

/** Where nothing follows but another clause, or a time. */
function isClosed(tokens: readonly Token[], to: number): boolean {
  return to >= tokens.length || is(tokens[to], 'comma', 'until', 'upto');
}

/** "…, scale or upgrade": the index of a predicate that is joined to another in the same form; 0 where none is. */
function nextOf(tokens: readonly Token[], to: number, at: number): number {
  let next = to;
  while (is(tokens[next], 'comma', 'and', 'adv')) next += 1;
  const forms = PREDICATES.filter((kind) => isA(tokens[at], kind)).flatMap(
    (kind) => tokens[at]?.senses.filter((sense) => sense.kind === kind) ?? [],
  );
  const isSame = forms.some(({ form }) => form !== 's' && isA(tokens[next], kindOf(tokens[next]), form));
  const isCreation = is(tokens[at], 'create', 'scale') && is(tokens[next], 'create', 'scale', 'upgrade', 'update');
  // "Will deprecate and remove X".
  const isTurn = is(tokens[at], 'retire', 'remove') && is(tokens[next], 'retire', 'remove') && next === to + 1;
  const isParticiple = isA(tokens[next], kindOf(tokens[next]), 'ed') && is(tokens[at - 1], 'be', 'and', 'adv', 'not');
  const isThird =
    isA(tokens[at], kindOf(tokens[at]), 's') &&
    isA(tokens[next], kindOf(tokens[next]), 's') &&
    next === to + 1 &&
    /^(?:or|nor)$/.test(tokens[to]?.text ?? '');
  return next > to && next < tokens.length && (isThird || (isSame && (isCreation || isTurn || isParticiple)))
    ? next
    : 0;
}

function kindOf(token: Token | undefined): Kind {
  return PREDICATES.find((kind) => isA(token, kind)) ?? 'word';
}

function isAdverb(token: Token | undefined): boolean {
  return is(token, 'adv') || token?.text === 'only' || /\wly$/.test(token?.text ?? '');
}

function isAuxiliary(tokens: readonly Token[], at: number): boolean {
  const [token, next] = [tokens[at], tokens[at + 1]];
  const isCease = next?.text === 'support' && is(tokens[at - 1], 'cease');
  if (token?.text === 'to') return isCease || isA(next, kindOf(next), 'base') || /^(?:be|have)$/.test(next?.text ?? '');
  if (is(token, 'task')) return !/^(?:please|how to|ensure|make sure|recommend)$/.test(token?.text ?? '');
  if (/^(?:get|gets|got|getting)$/.test(token?.text ?? '')) return isA(next, kindOf(next), 'ed');
  return is(token, 'be', 'have', 'will');
}

/** "There is no plan to retire X." */
function isNounOfPlan(tokens: readonly Token[], at: number): boolean {
  return /^plans? to$/.test(tokens[at]?.text ?? '') && is(tokens[at - 1], 'own', 'no');
}

/** "Stops being supported", "ceases to build". */
function goesOn(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]?.text === 'to' ? tokens[at + 2] : tokens[at + 1];
  return /^(?:being|be|support)$/.test(next?.text ?? '') || isA(next, kindOf(next), 'ing', 'base');
}

/** "Able to create", "continues to be supported", "starts failing". */
function chains([token, next, behind]: readonly Token[]): boolean {
  if (next?.text === 'to') return is(token, 'offer', 'keep', 'come', 'use', 'have') && !behind?.date;
  if (is(token, 'reach', 'keep') && is(next, 'unsupported')) return true;
  return is(token, 'keep', 'come') && (isA(next, kindOf(next), 'ing') || isA(next, 'offer'));
}

/** Behind an auxiliary "updates" is no verb, unless that is "no longer" alone. */
function isAfterAuxiliary(tokens: readonly Token[], from: number, at: number): boolean {
  const isDenialAlone = tokens.slice(from, at).every((token) => is(token, 'not', 'adv') || token.text === 'neither');
  // "What you can't do is add X."
  const isCleft = tokens[at - 2]?.text === 'do';
  if (
    is(tokens[at - 1], 'be') &&
    !isCleft &&
    isA(tokens[at], kindOf(tokens[at]), 'base') &&
    !isA(tokens[at], kindOf(tokens[at]), 'ed', '')
  )
    return false;
  return !isA(tokens[at], kindOf(tokens[at]), 's') || isDenialAlone;
}

function isOpening(tokens: readonly Token[], at: number): boolean {
  return (
    at === 0 ||
    (is(tokens[at - 1], 'comma', 'but', 'dash', 'task') && !isApposed(tokens, at)) ||
    /^(?:so|then|please)$/.test(tokens[at - 1]?.text ?? '')
  );
}

/** "Two versions, 1.32 and 1.33, leave …". */
function isApposed(tokens: readonly Token[], at: number): boolean {
  const [noun, open, named, close] = tokens.slice(Math.max(0, at - 4), at);
  return isPlural(noun) && is(open, 'comma') && Boolean(named?.mention) && is(close, 'comma');
}

/** True where a word of a predicate is a verb, and no noun or participle beside one; it has no auxiliary. */
function isVerbal(tokens: readonly Token[], at: number, verb: Verb | undefined): boolean {
  let ahead = at - 1;
  while (ahead > 0 && isAdverb(tokens[ahead]) && !is(tokens[ahead], 'and')) ahead -= 1;
  const [before, token, next] = [tokens[ahead], tokens[at], tokens[at + 1]];
  const has = (form: 'base' | 's' | 'ed' | 'ing' | ''): boolean => isA(token, kindOf(token), form);
  if (is(token, 'say') && has('s') && next?.text === 'that') return true;
  if (is(token, 'eol') && !has('ed') && !has('s')) return false;
  // "The following stop receiving images:", "these leave support:".
  const isAllAbove = /^(?:following|these|those)$/.test(before?.text ?? '') && is(token, ...TURNS) && has('base');
  if (isAllAbove && verb === undefined && ahead < 2) return true;
  if (before && is(before, 'own') && ARTICLES.test(before.text)) return false;
  if (
    before &&
    is(before, ...DETERMINERS) &&
    !before.mention &&
    before.text !== 'that' &&
    // "The two retired", "the latest one stays".
    !(is(before, 'number') && (has('ed') || (before.text === 'one' && has('s')))) &&
    !is(before, 'user', 'agent')
  )
    return false;
  if (has('s') && is(before, 'and') && verb === undefined) return false;
  // "Node image upgrades won't be offered": a noun.
  if (has('s') && is(token, 'upgrade') && is(next, 'will', 'be') && !is(next, 'prep')) return false;
  if (has('s'))
    return (
      !(verb && verb.to === at) &&
      // "1.31: goes out of support in May".
      (at > 0 ||
        is(token, ...TURNS) ||
        (is(token, 'reach') && (next?.text === 'to' || is(next, 'leave', 'eol', 'endof', 'own')))) &&
      !(is(token, 'update') && is(before, 'image', 'patch'))
    );
  if (has('base')) return isBase(tokens, at, ahead, verb);
  if (has('ing')) {
    // "With X retiring on March 1, …"; "X retiring on March 1", "versions leaving support": a headline.
    const isOfWith = tokens[0]?.text === 'with' && Boolean(before?.mention) && verb === undefined;
    const isDated = isAdverb(next) || tokens.slice(at + 1, at + 3).some(({ date }) => date);
    const isHeadline =
      verb === undefined &&
      is(before, 'windows', 'minor', 'version', 'support', 'lts', 'image', 'pool') &&
      (is(token, 'retire', 'leave') || (is(token, 'end') && isDated));
    return is(token, ...TURNS) && (at === 0 || is(before, 'agent') || isOfWith || isHeadline) && next?.text !== 'of';
  }
  const isOfNoun = is(next, ...NOUNS, 'own') && !next?.date;
  if (has('ed')) {
    if (before === undefined || is(before, 'and', 'comma'))
      return !isOfNoun || is(before, 'and') || /^(?:the|our|all|support)$/.test(next?.text ?? '');
    if (is(token, 'change') && /^(?:to|into|onto|from|back|by)$/.test(next?.text ?? '')) return true;
    return !is(token, ...GIVES) || is(before, 'user', 'agent') || is(next, 'until', 'upto');
  }
  if (/^takes? (?:place|effect)$/.test(token?.text ?? '')) return true;
  if (is(token, 'leave') && verb === undefined && is(next, 'support', 'lts', 'own')) return true;
  // "Annual Channel: unsupported since May", "new node pools: not possible on 1.36".
  if ((is(token, 'unsupported') || token?.text === 'not possible') && before === undefined)
    return is(next, 'prep', 'sub', 'from');
  return (
    before !== undefined &&
    !isOfNoun &&
    // "Carry it over."
    !(token?.text === 'over' && next === undefined) &&
    // "Is deprecated, and only available with LTS."
    (!is(before, 'and', 'comma') || is(tokens[at - 1], 'only')) &&
    (is(token, 'vanish', 'end', 'unsupported', 'fail', 'offer') || (is(token, 'leave') && verb === undefined))
  );
}

/** "Update the images", "images that are published stay": a verb, and not "scale operations". */
function isBase(tokens: readonly Token[], at: number, ahead: number, verb: Verb | undefined): boolean {
  const [before, token, next] = [tokens[ahead], tokens[at], tokens[at + 1]];
  // "Scale operations fail", "scaling, reimage and upgrade fail": a noun.
  const isListed = is(before, 'comma') && isA(tokens[ahead - 1], 'scale', 'ing', '') && is(next, 'and', 'comma');
  if (is(token, 'create', 'scale', 'update', 'upgrade') && (is(next, 'op') || isListed)) return false;
  // "Images that are published stay available."
  if (is(token, 'keep') && verb?.to === at && verb.isPassive) return true;
  // "Clusters that aren't on LTS get platform support", "… now only get …".
  const isBehindRelative = is(before, 'lts') && says(tokens.slice(0, verb?.from), /^that$/);
  if (verb && (isBehindRelative || is(tokens[at - 1], 'only'))) return true;
  if (isApposed(tokens, at)) return true;
  return isOpening(tokens, at)
    ? !is(next, 'prep') || is(token, 'upgrade', 'keep') || before?.text === 'please'
    : is(before, 'user', 'agent', 'pron') ||
        isPlural(before) ||
        (is(before, 'and') && (verb !== undefined || (ahead === 1 && isWord(tokens[0])))) ||
        before?.text === 'that' ||
        (is(before, 'windows', 'minor', 'version', 'pool') &&
          !is(next, 'prep') &&
          next !== undefined &&
          tokens.slice(0, at).some(isPlural)) ||
        (isJoined(tokens, ahead) && is(token, ...TURNS, 'fail')) ||
        (is(before, 'date', 'windows', 'minor') && is(token, 'keep', 'leave', 'exist', 'retire', 'reach')) ||
        (is(before, 'windows', 'minor', 'version', 'pool', 'lts') &&
          is(token, ...TURNS, 'change', 'fail') &&
          (!next || is(next, 'prep', 'date', 'semi', 'comma')));
}

/** "Images and support", "the CLI and ARM": several. */
function isJoined(tokens: readonly Token[], at: number): boolean {
  const and = tokens.findLastIndex((token, index) => index < at && index > at - 5 && is(token, 'and'));
  return and > 0 && !is(tokens[at], 'prep', 'own', 'and', 'comma');
}

function isPlural(token: Token | undefined): boolean {
  if (is(token, 'agent', 'own', 'adv')) return false;
  return /s$/.test(token?.text ?? '') || (token?.mention?.subjects.length ?? 0) > 1;
}
