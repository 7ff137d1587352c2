import type { Passage } from '../text/passage.ts';
import { type Clause, clausesOf } from './clauses.ts';
import { IMAGE_LEXICON } from './image-words.ts';
import { kindsOf } from './lexicon.ts';
import { type Parts, partsOf } from './parts.ts';
import type { Phrase } from './phrases.ts';
import { buildScanner, has, is, isA, type Scanner, says, type Token } from './scan.ts';
import type { VersionMention } from './version-mentions.ts';
import { findWindowsMentions } from './windows-mentions.ts';

/** What is said of an image: it came out, was replaced, was taken back, or is only named. */
export type Standing = 'new' | 'former' | 'recalled' | 'named';

let scanner: Scanner | null = null;

/** What stands before a version in the name of an image: "AKSWindows-2022-containerd-". */
const NAME = /(?:\b[A-Za-z0-9]+[-/]){1,6}v?$|\bv$/;

/** The words of a text; the images, whose offsets are into it, and Windows releases are a word each. */
export function scanImages(text: string, images: readonly VersionMention[] = []): Token[] {
  scanner ??= buildScanner(new Set(), IMAGE_LEXICON);
  const named = images.map((image) => {
    const before = NAME.exec(text.slice(Math.max(0, image.start - 60), image.start))?.[0] ?? '';
    return { ...image, start: image.start - before.length };
  });
  const releases = findWindowsMentions(text).filter(
    ({ start, end }) => !named.some((each) => start < each.end && each.start < end),
  );
  // A release is part of what an image is called.
  return scanner
    .scan(text, [...releases, ...named], [])
    .map((token) => (token.mention?.kind === 'windows' ? { ...token, mention: null } : token));
}

/** What a clause says by its verb, where it says it of what has come. */
const COMING = kindsOf('update upgrade make create change reach come offer grant replace');

/** What the words of a sentence say of its images; `null` where they leave it open. */
export function standingsOf(tokens: readonly Token[], text: string): ReadonlyMap<Token, Standing> {
  const standings = new Map<Token, Standing>();
  const say = (phrases: readonly Phrase[], standing: Standing | null): void => {
    for (const token of phrases.flatMap((phrase) => phrase.tokens.filter(isImage)))
      if (standing && standings.get(token) !== 'recalled') standings.set(token, standing);
  };
  const all = partsOf(clausesOf(tokens));
  for (const parts of all) {
    const { clause, subject, object, around } = parts;
    const own = ofSubject(parts);
    say(
      subject.filter(({ prep }, index) => index === 0 || prep === '' || prep === 'of'),
      own,
    );
    // "Customers who upgraded to X should …", "nodes on image X have to be …".
    if (/^(?:user|pool)$/.test(subject[0]?.head ?? '')) say(subject.slice(1), 'named');
    // "It is rolling out now", "they were pulled".
    if (own !== 'named' && subject.some(({ tokens: words }) => says(words, /^(?:it|they|both)$/)))
      say(all.slice(0, parts.index).findLast(({ clause }) => clause.tokens.some(isImage))?.all ?? [], own);
    for (const phrase of [...object, ...around]) say([phrase], ofOther(parts, phrase));
    for (const phrase of [...subject, ...object, ...around]) {
      const inside = all.filter(
        ({ clause: { kind, after, verb } }) => kind === 'aside' && !verb && after && phrase.tokens.includes(after),
      );
      for (const { all: phrases } of inside)
        say(phrases, subject.includes(phrase) ? own : (ofOther(parts, phrase) ?? own));
    }
    // "The image was rebuilt: …"
    const next = all[parts.index + 1];
    if (clause.kind === 'label' && next && !next.clause.verb && own === 'new') say(next.all, own);
  }
  const isAsked = /\?\W*$/.test(text) || tokens.some((token) => is(token, 'mine'));
  for (const [at, token] of tokens.entries()) {
    if (!isImage(token)) continue;
    if (isAsked) standings.set(token, 'named');
    const from = tokens.findLastIndex((each, index) => index < at && is(each, 'semi', 'bar')) + 1;
    if (tokens.slice(from, at).some((each) => is(each, 'hedge') && !is(each, 'trouble'))) standings.set(token, 'named');
    const standing = besideOf(tokens, at, text, standings);
    if (standing) standings.set(token, standing);
  }
  return standings;
}

export function isImage({ mention }: Token): boolean {
  return mention?.kind === 'build';
}

/** Clauses that only suppose, ask or bound. */
const SUPPOSING = /^(?:if|when|once|until|before|after|unless|whether|while|till)$/;

/** True for a clause that says of something that it came. */
function comes({ clause, predicate }: Parts): boolean {
  return is(predicate, ...COMING) || (is(predicate, 'be') && has(clause, 'news'));
}

/** True where a clause does not tell what is so: a denial, a plan, a condition, something to do. */
function isOpen({ clause, object, before }: Parts): boolean {
  const { verb, opening, tokens } = clause;
  if (!verb) return false;
  // "Update the Windows image to …" is what was done.
  const isDone =
    is(tokens[verb.at], 'update', 'make', 'create') || object.some(({ prep, head }) => prep === '' && head === 'image');
  const isTask = verb.isTask && (!isDone || says(tokens, /^your$/) || has(clause, 'task'));
  // "No longer fails" is what is new.
  const isDenied = verb.isDenied && (verb.isPassive || is(tokens[verb.at], 'be') || !says(tokens, /^no longer$/));
  // "After a delay the image has been published."
  const isSupposed =
    SUPPOSING.test(opening) && before.filter(({ prep, link }) => prep === '' && link === 'none').length < 2;
  const isLast = verb.isPast && has({ tokens: tokens.slice(verb.from, verb.to) }, 'last');
  return isLast || isDenied || isPlanned(clause) || isTask || isSupposed || verb.isInfinitive;
}

/** "Is frozen", "is unchanged", "is lower than", "is planned". */
function isBeside(clause: Clause): boolean {
  const { tokens, verb } = clause;
  return isPlanned(clause) || has({ tokens: tokens.slice(verb?.from) }, 'need', 'keep', 'bound');
}

function isPlanned({ tokens, verb }: Clause): boolean {
  const group = tokens.slice(verb?.from, verb?.to);
  return (
    group.some((token) => is(token, 'will') && !/^(?:does?|did|to|can)$/.test(token.text)) ||
    says(tokens.slice(verb?.from), /^(?:planned|scheduled|expected|slated|set|expect|plan)$/)
  );
}

function ofSubject(parts: Parts): Standing | null {
  const { clause, predicate } = parts;
  if (!clause.verb || !predicate || clause.verb.isInfinitive) return null;
  if (is(predicate, 'withdraw')) return isOpen(parts) ? 'named' : clause.verb.isPassive ? 'recalled' : null;
  // "Is delayed to the next release."
  if (is(predicate, 'move')) return 'named';
  if (is(predicate, 'trouble', 'fail')) return isOpen(parts) ? null : 'named';
  if (is(predicate, 'keep', 'need', 'use')) return !is(predicate, 'keep') && has(clause, 'no') ? null : 'named';
  if (is(predicate, 'be') && isBeside(clause)) return 'named';
  if (!comes(parts)) return null;
  if (isOpen(parts)) return 'named';
  if (is(predicate, 'replace')) return clause.verb.isPassive ? 'former' : 'new';
  return is(predicate, 'repair') && clause.verb.isPassive ? null : 'new';
}

function isOfImages({ head, tokens }: Phrase): boolean {
  return head === 'image' || tokens.some(isImage);
}

/** Of what stands behind a verb, or around it. */
function ofOther(parts: Parts, { prep, tokens }: Phrase): Standing | null {
  const { clause, predicate, subject, object } = parts;
  if (!clause.verb || !predicate) return null;
  const isObject = prep === '';
  if (is(predicate, 'withdraw')) {
    // "Rolled back to …"
    if (!isObject) return prep === 'to' && !isOpen(parts) ? 'new' : 'named';
    return isOpen(parts) || !isA(predicate, 'withdraw', 'ed') ? 'named' : 'recalled';
  }
  if (is(predicate, 'use') && has(clause, 'news')) return null;
  if (is(predicate, 'keep', 'trouble', 'fail', 'need', 'use', 'cease')) return 'named';
  const isHolder = ({ tokens: words, head }: Phrase): boolean =>
    head === 'pool' || head === 'user' || says(words, /^(?:we|you)$/);
  const isHeld = subject.some(isHolder) && !object.some(isOfImages);
  if (is(predicate, 'be', 'have')) {
    if (isHeld || clause.verb.isPast || isBeside(clause)) return 'named';
    return isObject || comes(parts) ? (isOpen(parts) ? 'named' : 'new') : null;
  }
  if (!is(predicate, ...COMING) || predicate.text === 'see') return null;
  if (clause.verb.isTask && tokens.some((token) => is(token, 'news'))) return null;
  if (isOpen(parts)) return 'named';
  if (is(predicate, 'replace')) return clause.verb.isPassive && prep === 'by' ? 'new' : 'former';
  if (isHeld && is(predicate, 'upgrade', 'update', 'change', 'reach')) return 'named';
  return isObject || /^(?:to|as|at|with|by)$/.test(prep) ? 'new' : null;
}

/** What may stand between an image and the word that says what it is. */
const FILLERS = kindsOf('own image version number windows name new');

/** What the words right beside an image say, whatever its clause does. */
function besideOf(
  tokens: readonly Token[],
  at: number,
  text: string,
  standings: ReadonlyMap<Token, Standing>,
): Standing | null {
  const [token, next] = [tokens[at], tokens[at + 1]];
  if (!token) return null;
  if (is(next, 'bound') || /^`?\s?\+/.test(text.slice(token.end))) return 'named';
  if (is(next, 'open') && is(tokens[at + 2], 'bound')) return 'named';
  const following = tokens.slice(at + 1).find(isImage);
  if (following && /^\W*(?:→|->|=>|to)\W*$/.test(text.slice(token.end, following.start))) return 'former';
  let before = at - 1;
  while (is(tokens[before], ...FILLERS) && !is(tokens[before], 'bound', 'old')) before -= 1;
  const lead = tokens[before];
  if (is(lead, 'bound') || (is(lead, 'prep') && is(tokens[before - 1], 'bound'))) return 'named';
  if (/^(?:since|before|until)$/.test(lead?.text ?? '') && standings.has(token)) return null;
  if (is(lead, 'old') || isA(lead, 'replace', 'ing') || is(tokens[before - 1], 'not')) return 'former';
  // "From X, Y and Z": each of them.
  const previous = tokens.slice(0, at).findLast(isImage);
  if (previous && is(lead, 'and', 'comma') && tokens[before - 1] === previous && !is(next, 'be', 'have', 'will')) {
    const standing = standings.get(previous) ?? null;
    return standing === 'new' ? null : standing;
  }
  // "Fixed a crash of pods after image X."
  if (lead?.text === 'after') return 'named';
  if (!is(lead, 'prep')) return null;
  if (is(tokens[before - 1], 'keep')) return 'former';
  // "Fixed a regression in X", "an issue with X": not "fixed in X".
  if (/^(?:in|with)$/.test(lead?.text ?? '') && is(tokens[before - 1], 'trouble') && !is(tokens[before - 1], 'repair'))
    return 'named';
  // "Rebuilt as …" (a clause may begin with "as").
  if (
    (lead?.text === 'by' && standings.get(token) === 'new') ||
    (lead?.text === 'as' && is(tokens[before - 1], ...COMING))
  )
    return 'new';
  // "Image A fixes the fault of image B."
  const from = previous ? tokens.indexOf(previous) : before;
  const isCured =
    /^(?:in|with|by|on|of)$/.test(lead?.text ?? '') && has({ tokens: tokens.slice(from, before) }, 'repair', 'trouble');
  return isCured ? 'former' : is(tokens[before - 1], 'pool', 'user') ? 'named' : null;
}

/** True where the words of a text speak of images that somebody has, needs or is shown. */
export function isOfSomebody(tokens: readonly Token[]): boolean {
  const clauses = clausesOf(tokens);
  const last = clauses.findLastIndex((clause) => clause.tokens.some(isImage));
  const until = last < 0 ? tokens.length : tokens.findLastIndex(isImage);
  const units = clauses.filter((clause) => clause.tokens.some(isImage)).map(({ unit }) => unit);
  const isDenied = (clause: Clause): boolean =>
    units.includes(clause.unit) && clause.tokens.some((token) => is(token, 'not') && token.text !== 'no longer');
  return (
    clauses.some(isDenied) ||
    tokens.some((token) => is(token, 'hedge', 'mine', 'withdraw')) ||
    tokens.slice(0, until).some((token) => is(token, 'task', 'need')) ||
    hasTrouble(clauses.slice(0, last < 0 ? undefined : last + 1))
  );
}

/** "Fixed in …": what an image cures is said of it without its being new. */
export function isOfCure(tokens: readonly Token[]): boolean {
  return clausesOf(tokens).some(
    ({ tokens: own, kind }) => (kind === 'label' || own.some(isImage)) && own.some((token) => is(token, 'repair')),
  );
}

/** Trouble, unless it has been cured. */
function hasTrouble(clauses: readonly Clause[]): boolean {
  for (const { tokens } of clauses) {
    if (tokens.some((token) => is(token, 'repair') && !is(token, 'trouble'))) return false;
    if (tokens.some((token) => is(token, 'trouble', 'fail'))) return true;
  }
  return false;
}

/** What a title or lead makes of the images under it; `null` where it says nothing. */
export function standingUnder({ text }: Pick<Passage, 'text'>): Standing | null {
  const tokens = scanImages(text);
  const isNews = tokens.some((token) => is(token, ...COMING) && !is(token, 'old'));
  // "Images that were updated since the last release".
  const isOld = (token: Token) => is(token, 'old') && !(isNews && /^(?:was|were|since|from|than)$/.test(token.text));
  if (tokens.some((token) => is(token, 'bound') || isOld(token))) return 'former';
  if (isOfSomebody(tokens)) return 'named';
  return tokens.some((token) => is(token, 'image')) ? 'new' : null;
}
