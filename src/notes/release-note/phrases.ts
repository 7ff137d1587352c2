import { type Kind, kindsOf } from './lexicon.ts';
import type { Mention } from './mention.ts';
import { has, is, isA, isWord, type Token } from './scan.ts';

/** What a noun phrase is about, seen from its last noun: "the Windows Server 2022 node images" are images. */
export type Head = Extract<
  Kind,
  | 'image'
  | 'patch'
  | 'create'
  | 'scale'
  | 'support'
  | 'lts'
  | 'platform'
  | 'life'
  | 'deadline'
  | 'version'
  | 'user'
  | 'pool'
  | 'time'
>;

/** A noun with what stands before it, up to the next preposition, mark or verb. */
export interface Phrase {
  readonly tokens: readonly Token[];
  /** The preposition before it. */
  readonly prep: string;
  readonly link: 'none' | 'comma' | 'and' | 'prep';
  readonly head: Head | null;
  /** "End of life", "removal": a noun that tells of an end itself. */
  readonly event: 'end' | 'removal' | null;
  readonly thing: Mention | null;
  readonly isDenied: boolean;
  readonly isLast: boolean;
  readonly isNew: boolean;
  /** "It", "this version". */
  readonly isAnaphor: boolean;
  /** What its strange words cost. */
  readonly cost: number;
}

/** What the words of a phrase cost that make it a part, or another thing. */
const COSTS: readonly (readonly [kinds: readonly Kind[], cost: number])[] = [
  [kindsOf('part repair place'), 0.75],
  [kindsOf('other elsewhere rival'), 0.7],
  [kindsOf('preview'), 0.6],
  [kindsOf('name'), 0.55],
];
const STRANGE_WORD = 0.55;
/** "Older versions", "our node pools". */
const ELSE = 0.7;

const HEADS = kindsOf('image patch create scale support lts platform life deadline version user pool time');
const SPLITS = kindsOf('prep until upto comma and dash sub from unless but bar');

/** "In 1.36 the flag", "on 1.33 and above X": a phrase of its own behind another. */
function opensPhrase(token: Token, own: readonly Token[], next: Token | undefined): boolean {
  const isDoer =
    /^(?:we|you|they|it)$/.test(token.text) ||
    (!next && /^(?:aks|microsoft|azure kubernetes service)$/.test(token.text));
  if (isDoer) return own.some((each) => !is(each, 'own', 'adv'));
  // "After that date creation of X fails."
  // "After that you can't …"
  if ((is(token, 'user', 'agent') || token.text === 'it') && own.length === 1 && own[0]?.text === 'that') return true;
  if (/^da(?:te|y)$/.test(own.at(-1)?.text ?? '') && /^th(?:at|is)$/.test(own.at(-2)?.text ?? '')) return true;
  // "On March 1, the day X retires".
  if (token.mention)
    return own.some(({ mention }) => mention) || /^the day$/.test(own.map(({ text }) => text).join(' '));
  if (is(token, 'agent'))
    return own.some(
      (each) =>
        (is(each, 'word') && is(next, 'version')) ||
        is(each, 'number') ||
        (each.mention && !/^(?:kubernetes|k8s)$/.test(token.text)),
    );
  const isTime = token.text === 'that' && is(next, 'deadline', 'time');
  return (
    (isTime || /^(?:the|an?|all|its|your|existing|new|no|last|this)$/.test(token.text)) &&
    // "Calls that add a node pool", "scaling an existing one".
    !(is(own[0], 'op') && is(own.at(-1), 'create', 'scale')) &&
    !isA(
      own.findLast((each) => !is(each, 'own')),
      'scale',
      'ing',
    ) &&
    !(own.length === 1 && isA(own[0], 'create', 'ing')) &&
    own.some((each) => each.mention || headOf(each) || is(each, 'word', 'name'))
  );
}

/** "Starting with 1.33", "effective March 1". */
function isOpener(token: Token, next: Token | undefined): boolean {
  return (
    /^(?:starting|beginning|effective)$/.test(token.text) &&
    (is(next, 'prep', 'agent') || Boolean(next?.mention ?? next?.date))
  );
}

/** The phrases of a stretch of tokens in reading order; days stand in phrases of their own. */
export function phrasesOf(tokens: readonly Token[]): Phrase[] {
  const phrases: Phrase[] = [];
  let own: Token[] = [];
  let prep = '';
  let link: Phrase['link'] = 'none';
  const close = (next: Phrase['link']): void => {
    if (own.length > 0) phrases.push(phraseOf(own, prep, link));
    if (own.length > 0 || next === 'prep' || link === 'none') link = next;
    if (own.length > 0 || next === 'comma') prep = '';
    own = [];
  };
  for (const [at, token] of tokens.entries()) {
    const isOutOf = isA(token, 'leave', '');
    if (opensPhrase(token, own, tokens[at + 1])) close('none');
    if (token.text === 'there') prep = '';
    if (token.date) {
      if (own.every((each) => is(each, 'own', 'endof', 'adv'))) own = [];
      if (own.length > 0) close('none');
      own.push(token);
      close('none');
      continue;
    }
    if (token.text === 'to' && is(tokens[at + 1], 'create', 'scale', 'retire', 'remove')) {
      own.push(token);
    } else if (isOpener(token, tokens[at + 1])) {
      close('prep');
      prep = 'from';
    } else if (token.mention || (!is(token, ...SPLITS) && !isOutOf) || isNounOfPreposition(tokens, at)) own.push(token);
    else if (is(token, 'comma', 'dash', 'bar', 'but')) close('comma');
    else if (is(token, 'and') && (own.length > 0 || phrases.length > 0)) {
      const before = prep;
      close('and');
      prep = before;
    } else if (!is(token, 'and')) {
      // "All of its images" are its images.
      if (
        token.text === 'of' &&
        own.length > 0 &&
        own.every((each) => /^(?:all|any|most|some|each)$/.test(each.text))
      ) {
        own = [];
        continue;
      }
      close('prep');
      prep = isOutOf
        ? token.text.startsWith('outside')
          ? 'outside'
          : 'out of'
        : prep === ''
          ? token.text
          : `${prep} ${token.text}`;
    }
  }
  close('none');
  return phrases;
}

/** "The plan of …": a word that the lexicon has as a preposition, too. */
function isNounOfPreposition(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.senses[0]?.kind === 'image' || is(tokens[at], 'endof', 'eol');
}

function phraseOf(tokens: readonly Token[], before: string, joint: Phrase['link']): Phrase {
  // "… and you will no longer …": another subject.
  const isDoer = joint === 'and' && is(tokens[0], 'agent', 'user', 'pron') && !tokens.some(({ mention }) => mention);
  const [prep, link]: [string, Phrase['link']] = isDoer ? ['', 'none'] : [before, joint];
  const isElse = tokens.some(({ text }) => /^(?:older|earlier|lower|our)$/.test(text));
  const isNew = tokens.some((token) => is(token, 'new'));
  const nouns = tokens.flatMap((token, at) => {
    const noun = headOf(token);
    // "Pools created before March 1": those that are there.
    if (noun === 'create' && isA(token, 'create', 'ed') && is(tokens[at - 1], 'pool')) return [];
    return noun ? [noun] : [];
  });
  const last = (nouns.at(-1) === 'time' ? nouns.at(-2) : undefined) ?? nouns.at(-1) ?? null;
  // "1.30 LTS" is a version, "VHD releases" are images.
  const found =
    last === 'version' && nouns.includes('image') ? 'image' : last === 'lts' && isPlanOfMinor(tokens) ? null : last;
  const isOf = (kind: Head): boolean => nouns.includes(kind);
  const making = isNew || isOf('create') ? 'create' : isOf('scale') ? 'scale' : 'pool';
  const head = found === 'pool' ? making : found;
  // "The end of the week" is a time.
  const isEnd = tokens.some(
    (token, at) =>
      (is(token, 'eol', 'retirement') && !isOfParts(tokens, at)) ||
      isA(token, 'retire', 'base') ||
      (is(token, 'endof') &&
        !/^(?:(?:week|month|quarter|year)s?|20\d\d)$/.test(
          tokens[at + (tokens[at + 1]?.text === 'next' ? 2 : 1)]?.text ?? '',
        )),
  );
  const thing = tokens.find(({ mention }) => mention)?.mention ?? null;
  return {
    ...{ tokens, prep, link, head, thing, isNew },
    event: tokens.some((token) => is(token, 'removal')) ? 'removal' : isEnd || isEndOfNoun(tokens) ? 'end' : null,
    isDenied: tokens.some((token) => is(token, 'no') || token.text === 'neither'),
    isLast: tokens.some((token) => is(token, 'last') && (head !== 'image' || token.text !== 'newest')),
    isAnaphor:
      thing === null &&
      (tokens.some(({ text }) => /^(?:it|they|them|these|which|whose|its|their|ones)$/.test(text)) ||
        (tokens.some(({ text }) => /^(?:this|these|that|those|such|your|the)$/.test(text)) &&
          (head === 'version' ||
            head === 'pool' ||
            tokens.some(({ text }) => /^(?:os|feature|one|ones|runtime)$/.test(text))))),
    cost: tokens.reduce(
      (sum, token, at) => sum + costOf(token) * (isBeforeThing(tokens, at) ? 0.5 : isBeforeHead(tokens, at) ? 0.7 : 1),
      isElse && ((head === 'version' && !thing) || head === 'pool' || tokens.some(({ text }) => text === 'ones'))
        ? ELSE
        : 0,
    ),
  };
}

/** "Kubernetes 1.36 deprecations": of what that minor has no longer. */
function isOfParts(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === 'deprecations' && tokens[at - 1]?.mention?.subjects.length === 1;
}

/** "Community support end", a noun. */
function isEndOfNoun(tokens: readonly Token[]): boolean {
  return (
    isA(tokens.at(-1), 'end', 'base') &&
    (is(tokens.at(-2), 'support', 'lts', 'life') ||
      /^(?:community|standard|its|their|new)$/.test(tokens.at(-2)?.text ?? '') ||
      // "The end is April 30, 2027."
      (tokens.length === 2 && tokens[0]?.text === 'the'))
  );
}

function isPlanOfMinor(tokens: readonly Token[]): boolean {
  const at = tokens.findLastIndex((token) => is(token, 'lts'));
  return is(tokens[at - 1], 'minor');
}

function headOf(token: Token): Head | undefined {
  if (token.mention || token.date) return undefined;
  if (isA(token, 'update', 's', '') || isA(token, 'update', 'ing')) return 'patch';
  return HEADS.find((kind) => isA(token, kind)) as Head | undefined;
}

/** "The verison 1.29", "the gMSA integration": odd, but still the thing. */
function isBeforeThing(tokens: readonly Token[], at: number): boolean {
  const thing = tokens.find(({ mention }) => mention)?.mention;
  const isBeside =
    Boolean(tokens[at + 1]?.mention) || (is(tokens[at + 1], 'version') && Boolean(tokens[at + 2]?.mention));
  return isWord(tokens[at]) && (thing?.kind === 'feature' || isBeside);
}

/** "Nodepool creation", "these cluster versions": odd words for what is known. */
function isBeforeHead(tokens: readonly Token[], at: number): boolean {
  return isWord(tokens[at]) && is(tokens[at + 1], 'create', 'version', 'scale');
}

function costOf(token: Token): number {
  if (token.mention || token.date) return 0;
  if (
    isWord(token) ||
    isA(token, 'offer', 'base') ||
    isA(token, 'upgrade', 'base') ||
    token.text === 'migration' ||
    isA(token, 'change', 'base')
  )
    return STRANGE_WORD;
  // "Fixes" are patches, too.
  if (is(token, 'patch')) return 0;
  return COSTS.find(([kinds]) => is(token, ...kinds))?.[1] ?? 0;
}

/** Phrases that belong together: the first, and what prepositions tie to it. */
export function chainFrom(phrases: readonly Phrase[], at: number): readonly Phrase[] {
  let to = at + 1;
  while (to < phrases.length && phrases[to]?.link === 'prep' && isTied(phrases[to])) to += 1;
  return phrases.slice(at, to);
}

function isTied(phrase: Phrase | undefined): boolean {
  return (
    phrase !== undefined &&
    !phrase.tokens[0]?.date &&
    /^(?:of|for|on|in|with|under|using|to|at|by|from|off|about|as|against|per|than|up to|up to and including)\b/.test(
      phrase.prep,
    )
  );
}

const NO_NOUN = kindsOf('own no new adv former');

/** True for a phrase that a verb can be said of, and no time or manner. */
export function isNoun(phrase: Phrase | undefined): boolean {
  if (!phrase) return false;
  const { head, thing, event, tokens, isAnaphor } = phrase;
  if (head === 'time' || head === 'deadline' || tokens.every((token) => is(token, ...NO_NOUN))) return isAnaphor;
  return (
    Boolean(head ?? thing ?? event) ||
    isAnaphor ||
    has(phrase, 'part', 'name', 'other', 'agent', 'op') ||
    is(tokens[0], ...NO_NOUN)
  );
}
