import type { DateMention } from '../text/note-dates.ts';
import type { Clause } from './clauses.ts';
import type { Kind } from './lexicon.ts';
import { type Mention, minorOf } from './mention.ts';
import { chainFrom, type Phrase, phrasesOf } from './phrases.ts';
import { is, isA, says, type Token } from './scan.ts';
import { PREDICATES } from './verbs.ts';

/** A clause taken apart. */
export interface Parts {
  readonly clause: Clause;
  readonly index: number;
  /** All phrases before the verb without what opens the clause, and all behind it. */
  readonly before: readonly Phrase[];
  readonly after: readonly Phrase[];
  readonly subject: readonly Phrase[];
  readonly object: readonly Phrase[];
  /** Times, places and ways; those behind the verb. */
  readonly around: readonly Phrase[];
  readonly behind: readonly Phrase[];
  /** Subject, object and what is around. */
  readonly all: readonly Phrase[];
  /** The day in brackets behind its words. */
  readonly aside: { readonly date: DateMention; readonly after: Token; readonly isUntil: boolean } | null;
  readonly predicate: Token | undefined;
}

/** Takes the clauses of a sentence apart; what has no subject of its own has that of the one before. */
export function partsOf(clauses: readonly Clause[]): Parts[] {
  let before: Parts | null = null;
  let main: Parts | null = null;
  return clauses.map((clause, index) => {
    const isBehind = before !== null && (isClosed(before, clause) || isBehindRelative(before, clause));
    const parts: Parts = takeApart(clause, index, isBehind && main ? main : before, clauses);
    if (clause.kind !== 'aside') {
      before = parts;
      if (!isSubordinate(clause) && !isRelative(clause)) main = parts;
    }
    return parts;
  });
}

/** "X ends after Y does, and is …", "X ends when 1.36 does and isn't supported on 1.37": what follows is said of X. */
function isClosed({ clause, subject }: Parts, next: Clause): boolean {
  const isOfMinor = subject[0]?.thing?.kind === 'kubernetes' && is(next.tokens.at(-1), 'minor');
  return is(next.tokens[0], 'and') && isSubordinate(clause) && (isOfMinor || is(clause.tokens.at(-1), 'comma'));
}

/** "The end of X, which we had planned for May, | is put off". */
function isBehindRelative({ clause }: Parts, { tokens, verb }: Clause): boolean {
  return isRelative(clause) && is(tokens[0], 'comma') && verb?.from === 1 && is(tokens[1], 'be', 'have', 'will');
}

function isRelative({ opening }: Clause): boolean {
  return opening === 'which' || opening === 'that';
}

function isSubordinate({ opening }: Clause): boolean {
  return /^(?:after|once|when|before|because|since|as)$/.test(opening);
}

function takeApart(clause: Clause, index: number, last: Parts | null, clauses: readonly Clause[]): Parts {
  const { tokens, verb, kind } = clause;
  const before = phrasesBefore(clause);
  const after = phrasesOf(tokens.slice(verb?.to ?? 0)).map((each) => ofOnes(each, last));
  const own = subjectIn(before, is(tokens[(verb?.from ?? 0) - 1], 'comma'));
  const noun = own.find(({ head }) => head)?.head ?? (own[0]?.thing?.kind === 'kubernetes' ? 'version' : undefined);
  const said =
    after[0]?.prep === '' && !after[0].tokens[0]?.date ? joinedFrom(after, 0).map((each) => lastOne(each, noun)) : [];
  const isOfNoun = isRelative(clause);
  // "A webhook that uses an API, removed in 1.29": of the API.
  const isOfLast = last !== null && isRelative(last.clause) && is(tokens[0], 'comma') && verb?.from === 1;
  const inherited =
    isOfNoun || (isOfLast && isA(tokens[1], 'remove', 'ed'))
      ? lastNoun(last)
      : last?.subject.length
        ? last.subject
        : (last?.object ?? []);
  // "Node images: deleted on March 1".
  const isField = last?.clause.kind === 'label' && verb?.from === 0 && last.all.at(-1)?.head !== null;
  // "Note that X, which …, is …": of X.
  const isSaid = !verb && last?.clause.tokens.at(-1)?.text === 'that';
  const isInherited = own.length === 0 && !isSaid && (last?.clause.unit === clause.unit || kind === 'aside' || isField);
  // "The date hasn't changed, it stays March 1": that date.
  const isKept =
    last?.clause.verb?.isDenied === true &&
    is(last.predicate, 'change', 'move') &&
    own.every(({ tokens: [it] }) => it?.text === 'it');
  const subject =
    own.length > 0 && !isKept
      ? own.map((each) => ofOnes(each, last))
      : kind === 'aside'
        ? nounBefore(clause, last)
        : isInherited || isKept
          ? inherited
          : [];
  // "X, which AKS retires": the object stands before.
  const isObject = isOfNoun && own.length > 0 && said.length === 0 && !says(tokens, /^whose$/);
  const object = isObject ? lastNoun(last) : said;
  const behind = after.slice(said.length);
  const around = [...before.filter((each) => !own.includes(each)), ...behind];
  const all = [...subject, ...object, ...around];
  const predicate = verb ? tokens[verb.at] : undefined;
  return {
    ...{ clause, index, before, after, subject, object, around, behind, all, predicate },
    aside: asideOf(clause, clauses),
  };
}

/** "The pools are unsupported, and new ones can't be made", "images: none will be built": of which kind these are. */
function ofOnes(phrase: Phrase, before: Parts | null): Phrase {
  const head = before?.all.find((each) => each.head === 'pool' || each.head === 'image')?.head;
  const isOnes = phrase.isNew ? says(phrase.tokens, /^ones$/) : phrase.tokens.every(({ text }) => text === 'none');
  return isOnes && phrase.head === null && head ? { ...phrase, head: head === 'pool' ? 'create' : head } : phrase;
}

/** "The June image is the last one." */
function lastOne(phrase: Phrase, head: Phrase['head'] | undefined): Phrase {
  return phrase.isLast && phrase.head === null && head && says(phrase.tokens, /^ones?$/) ? { ...phrase, head } : phrase;
}

/** The phrases before a verb, without what opens the clause. */
function phrasesBefore({ tokens, verb, opening }: Clause): Phrase[] {
  if (!verb) return [];
  const isOpening = ({ text }: Token): boolean =>
    text === opening || (opening === 'which' && /^(?:which|who|that|where)$/.test(text));
  const at = opening === '' || opening === 'whose' ? -1 : tokens.findIndex(isOpening);
  const from = at < verb.from ? at + 1 : 0;
  const { skip } = verb;
  if (!skip) return phrasesOf(tokens.slice(from, verb.from));
  return [...phrasesOf(tokens.slice(from, skip.from)), ...phrasesOf(tokens.slice(skip.to, verb.from))];
}

/** The subject among the phrases before a verb: the last that no preposition leads to. */
function subjectIn(ahead: readonly Phrase[], isClosed: boolean): readonly Phrase[] {
  const at = ahead.findLastIndex((each) => {
    const [first] = each.tokens;
    const isParticiple = each.link === 'comma' && is(first, ...PREDICATES) && !each.head && !each.thing;
    return each.prep === '' && each.link !== 'and' && !first?.date && (isSaid(each) || each.isAnaphor) && !isParticiple;
  });
  const last = ahead.at(-1);
  if (at >= 0) return joinedFrom(ahead, at);
  if (!last || last.tokens[0]?.date || isClosed) return [];
  // "In-place upgrade of X": what "of" belongs to comes with it.
  return ahead.slice(ahead.findLastIndex(({ prep }) => prep !== 'of'));
}

/** A phrase that says something, and is no adverb. */
export function isSaid({ tokens }: Phrase): boolean {
  return tokens.some((token) => !is(token, 'adv', 'only') && !/\wly$/.test(token.text));
}

function asideOf({ tokens }: Clause, clauses: readonly Clause[]): Parts['aside'] {
  for (const { kind, after, tokens: own } of clauses) {
    if (kind !== 'aside' || !after || !tokens.includes(after)) continue;
    const isUntil = is(own[0], 'until');
    const date = own[isUntil ? 1 : 0]?.date;
    if (date) return { date, after, isUntil };
  }
  return null;
}

/** What brackets stand behind. */
function nounBefore({ after }: Clause, before: Parts | null): readonly Phrase[] {
  const tokens = before?.clause.tokens ?? [];
  return phrasesOf(tokens.slice(0, (after ? tokens.indexOf(after) : -1) + 1))
    .filter(({ thing, head }) => thing ?? head)
    .slice(-1);
}

/** What a relative clause is about: the last noun before it. */
function lastNoun(before: Parts | null): readonly Phrase[] {
  if (before === null) return [];
  const { subject, object, around, behind } = before;
  const inOrder = [...around.slice(0, around.length - behind.length), ...subject, ...object, ...behind];
  return inOrder.filter(({ thing, head, cost }) => thing || head || cost > 0).slice(-1);
}

/** A chain with what "and" joins to it: "no new images and no support". */
export function joinedFrom(phrases: readonly Phrase[], at: number): readonly Phrase[] {
  let to = at + chainFrom(phrases, at).length;
  while (phrases[to]?.link === 'and') to += chainFrom(phrases, to).length;
  return phrases.slice(at, to);
}

/** The things that a chain of phrases names, and what the words cost that lead to them. */
export function thingsOf(chain: readonly Phrase[]): { readonly things: readonly Mention[]; readonly cost: number } {
  let cost = 0;
  const things: Mention[] = [];
  for (const [at, phrase] of chain.entries()) {
    const { thing, link, prep } = phrase;
    const isRival = things.length > 0 && (link !== 'and' || phrase.cost > 0);
    if (!isRival || (link === 'prep' && /^(?:with|of|for|on|using|to)\b/.test(prep))) cost += phrase.cost;
    if (!thing || thing.bound === 'from' || isRival) continue;
    if (at === 0 || link === 'and' || thing.bound === 'below' || isOwner(phrase, chain[at - 1])) things.push(thing);
  }
  return { things, cost };
}

/** "Support for X", "pools on X", and not "removed in 1.36". */
function isOwner({ prep, thing }: Phrase, before: Phrase | undefined): boolean {
  const head = before?.head ?? '';
  if (/^(?:of|for|off|about|out of)\b/.test(prep)) return true;
  if (/^up to\b/.test(prep)) return head === 'version' || head === 'pool';
  // "We stop shipping patches to X."
  // "With `osSku` set to X".
  if (prep === 'to') return head === 'patch' || head === 'image' || says(before?.tokens ?? [], /^(?:os)?sku$/);
  if (!/^(?:on|with|in|under|using|from|at)\b/.test(prep)) return false;
  // "Can't be enabled on it with 1.33", "you can't use it on X".
  if (before?.isAnaphor && (thing?.kind === 'kubernetes' || before.tokens.at(-1)?.text === 'it')) return false;
  const isOfVersion =
    /^(?:pool|create|user|version|support|lts|scale)$/.test(head) || before?.tokens.at(-1)?.text === 'aks';
  return thing?.kind !== 'kubernetes' || isOfVersion;
}

/** The day that a clause gives: behind its verb, else before it. */
export function dateIn({ tokens, verb }: Clause): DateMention | null {
  const at = verb?.at ?? 0;
  const isOwn = (token: Token, index: number): boolean => token.date !== null && !isFormer(tokens, index);
  const behind = tokens.find((token, index) => index > at && isOwn(token, index));
  // "Pools created before March 1": a day of theirs.
  const isOfPart = (index: number): boolean =>
    tokens.slice(Math.max(0, index - 6), index).some((token) => isA(token, 'create', 'ed') || isA(token, 'make', 'ed'));
  const ahead = tokens.findLast((token, index) => index <= at && isOwn(token, index) && !isOfPart(index));
  return behind?.date ?? ahead?.date ?? null;
}

/** What stands before a day: "instead of", "not on", "was to end on"; and its place. */
function leadOf(tokens: readonly Token[], at: number): number {
  const isFiller = (token: Token): boolean =>
    is(token, 'prep', 'own', 'adv', 'deadline', 'until') || /ing\b/.test(token.text);
  return tokens.findLastIndex((token, index) => index < at && (!isFiller(token) || is(token, 'former', 'not')));
}

/** "Instead of March 1", "originally planned for May": the day that was said before. */
export function isPrevious(tokens: readonly Token[], at: number): boolean {
  const lead = leadOf(tokens, at);
  // "The retirement, planned for March 1, is now June 30."
  const isPlanned =
    /^(?:announced|planned|scheduled)$/.test(tokens[at - 2]?.text ?? '') && tokens[at - 1]?.text === 'for';
  if (isPlanned && tokens.slice(at).some((token) => is(token, 'now'))) return true;
  // "Originally scheduled to end on March 1".
  const isToBe =
    tokens[lead - 1]?.text === 'to' && tokens.slice(Math.max(0, lead - 3), lead).some((token) => is(token, 'former'));
  return isToBe || is(tokens[lead], 'former') || is(tokens[lead - 1], 'former') || tokens[lead]?.text === 'no longer';
}

/** The day that no longer holds, as it was said before, or is denied: "not on July 31". */
export function isFormer(tokens: readonly Token[], at: number): boolean {
  return isPrevious(tokens, at) || /^(?:than|not|was|were|instead)$/.test(tokens[leadOf(tokens, at)]?.text ?? '');
}

const FROM_MINOR = /^(?:in|on|with|from|for|by|to|since|as of|of|against|under|starting|beginning|into)\b/;
const BEYOND = /\b(?:beyond|above|past|than|until|up to|through|after)\b/;

/** The Kubernetes minor from which something holds of another thing. */
export function boundIn({ object, around, subject, predicate }: Parts, things: readonly Mention[]): string | null {
  if (things[0]?.kind === 'kubernetes') return null;
  for (const { thing, prep, tokens, event } of [...object, ...around, ...subject]) {
    // "With the end of 1.34": a time, and no bound.
    if (thing?.kind !== 'kubernetes' || event !== null) continue;
    const isBelow = isAndBelow(tokens);
    const isLast = BEYOND.test(prep) || isBelow || (prep === 'with' && is(predicate, 'end'));
    if (isLast) return minorAfter(thing);
    if (prep === '' || FROM_MINOR.test(prep) || thing.bound === 'from') return minorOf(thing);
  }
  return null;
}

/** "1.31 and earlier". */
export function isAndBelow(tokens: readonly Token[]): boolean {
  return says(tokens.slice(-2), /\b(?:below|older|earlier|lower)\b/);
}

/** What is said to be the last one with something still has it. */
export function minorAfter(mention: Mention): string {
  return `1.${Number(minorOf(mention)?.slice(2)) + 1}`;
}

/** "There is", "there will be". */
export function isThere({ predicate, subject }: Parts): boolean {
  return is(predicate, 'be') && subject.some(({ tokens }) => says(tokens, /^there$/));
}

/** True where a token of one kind stands right before one of some others. */
export function isPair({ tokens }: Pick<Clause, 'tokens'>, text: RegExp, ...next: readonly Kind[]): boolean {
  return tokens.some((token, at) => text.test(token.text) && is(tokens[at + 1], ...next));
}

/** "(before: March 1)", "(previously March 1)". */
export function isOfFormerDay(clause: Clause): boolean {
  const [first, next] = clause.tokens;
  return clause.kind === 'aside' && (is(first, 'former') || (first?.text === 'before' && is(next, 'colon')));
}
