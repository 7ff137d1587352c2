import type { DateMention } from '../text/note-dates.ts';
import { type Claim, claim } from './claim.ts';
import { isThisTime, WEIGHTS } from './claim-costs.ts';
import { boundIn, dateIn, isThere, joinedFrom, type Parts } from './parts.ts';
import { OF_NOUN } from './phases.ts';
import type { Phrase } from './phrases.ts';
import { has, is, says } from './scan.ts';

/** Nouns that tell of an end: "End of support for X: …", "no new images after …", "until …". */
export function eventsOf(parts: Parts, found: readonly Claim[]): Claim[] {
  const { clause, predicate, subject, aside, before, after } = parts;
  const { tokens, verb } = clause;
  // "… has not changed and is still March 1": of the noun before.
  const isNext =
    is(predicate, 'be', 'come', 'keep') &&
    is(tokens[(verb?.from ?? 0) - 1], 'and', 'pron') &&
    subject.some(({ event }) => event);
  const phrases = [...(isNext ? subject : []), ...before, ...after];
  return phrases.flatMap((phrase, at): Claim[] => {
    const chain = joinedFrom(phrases, at);
    const next = phrases[at + chain.length];
    const isBeside = aside && chain.some((each) => each.tokens.includes(aside.after));
    // "Until June 30, the end of support for X".
    const beside = phrase.link === 'comma' || phrase.link === 'none' ? (phrases[at - 1] ?? []) : [];
    const dates = chain.concat(next ?? [], beside).flatMap((each) => each.tokens[0]?.date ?? []);
    const date = isBeside ? aside.date : dates[0];
    if (phrase.event)
      return eventAt(parts, found, { phrase, chain, date, ahead: phrases.slice(0, at), isBeside: Boolean(isBeside) });
    // "No Windows Server 2022 node pools on 1.37 or later".
    const isBound = phrase.head === 'pool' && phrase.isDenied && boundIn(parts, phrase.thing ? [phrase.thing] : []);
    const phase = verb ? undefined : isBound ? 'no-new-node-pools' : phrase.head ? OF_NOUN[phrase.head] : undefined;
    if (!phase) return [];
    const isOnce = !date && says(phrase.tokens, /^image$/);
    const isGiven = (phrase.isDenied && !isOnce) || (phrase.isLast && date);
    if (isGiven && !isThisTime(parts)) return [claim(parts, phase, chain, { isNoun: true, ...(date && { date }) })];
    const isUntil = date && phrase.head !== 'platform' && /\b(?:until|till|through|up to)\b/.test(next?.prep ?? '');
    return isUntil ? [claim(parts, phase, chain, { isNoun: true })] : [];
  });
}

interface Event {
  readonly phrase: Phrase;
  readonly chain: readonly Phrase[];
  readonly date: DateMention | undefined;
  readonly ahead: readonly Phrase[];
  /** True where its day stands in brackets. */
  readonly isBeside: boolean;
}

function eventAt(parts: Parts, found: readonly Claim[], { phrase, chain, date, ahead, isBeside }: Event): Claim[] {
  const { clause, predicate, subject, object } = parts;
  const { verb } = clause;
  const isSubject = !verb?.isDenied && subject[0]?.event && subject[0].tokens[0] === phrase.tokens[0] && dateIn(clause);
  const isFarewell = is(predicate, 'say') && has(phrase, 'endof');
  // "The retirement of X has no influence on Y", "there is a plan for the retirement of X".
  const isOfOther = !object[0]?.tokens.some((token) => phrase.tokens.includes(token));
  const isInPassing = isOfOther && (isThere(parts) || (is(predicate, 'have') && object[0]?.isDenied));
  const isState = is(predicate, 'be', 'come', 'reach', 'keep', 'have') && !isInPassing;
  const isTold = !verb || isFarewell || (isSubject && !is(predicate, 'move', 'change')) || isState;
  // "You can create X until the retirement of X on March 1": both.
  const isBound = /^until\b/.test(phrase.prep) && date;
  // "With the retirement of X on D, its images end": both.
  const isBoth = /^with\b/.test(phrase.prep) && parts.before.includes(phrase) && found[0]?.phase !== 'retirement';
  const isTaken =
    found.length > 0 &&
    !(isBoth && date) &&
    !isBound &&
    (!date || found[0]?.phase === 'date-changed' || (phrase.event === 'end' && !isBeside));
  const isDenied = verb?.isDenied || (verb && subject.some((each) => each.isDenied));
  // "Which is earlier than the end of its lifecycle."
  const isCompared = /\bthan$/.test(phrase.prep);
  if (phrase.isDenied || (isDenied && isTold) || isTaken || isCompared) return [];
  const of = chain.find(({ head }) => /^(?:image|create|patch)$/.test(head ?? ''))?.head;
  const removal = of === 'image' || has(phrase, 'image') ? 'image-removal' : 'removal';
  const made = claim(parts, phrase.event === 'removal' ? removal : (of && OF_NOUN[of]) || 'retirement', chain, {
    isNoun: true,
  });
  const before = made.things.length === 0 ? ahead.findLast((each) => each.thing)?.thing : undefined;
  const cost = made.cost + (isTold || date ? 0 : WEIGHTS.passing);
  // "With 1.35 and below until its retirement": that is of all of it.
  const bound = isBound ? null : made.bound;
  return [{ ...made, things: before ? [before] : made.things, cost, date: date ?? made.date, bound }];
}
