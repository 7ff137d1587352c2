import { costBehind, costInside, costOfAct, costOfEnd, isWeak, STRANGE } from './cost-of-end.ts';
import { type End, SURE } from './find-ends.ts';
import { kindsOf } from './lexicon.ts';
import type { Mention } from './mention.ts';
import { holds, is, isA, isWord, type Token } from './scan.ts';
import { beforeVerb } from './verb-syntax.ts';

/** A thing that an end may be said of, and how sure that is: 1 for sure, below `SURE` no statement. */
interface Candidate {
  readonly mention: Mention;
  readonly score: number;
}

/** Between this and `SURE` people are asked. */
const DOUBTFUL = 0.3;

/** From here on nothing is left to find out. */
const HOPELESS = 1;

/** In tokens; nobody says of a thing what stands farther from it. */
const FARTHEST = 60;

/** "Migrate X by March 1, when AKS ends its support": what "its" stands for. */
function isOwned(tokens: readonly Token[], at: number, end: End): boolean {
  const isDated = tokens.some(({ date }) => date);
  const own = tokens.slice(isDated ? Math.max(0, end.from - 3) : end.from, end.to + 3);
  const close = own.findIndex((token, index) => index > 0 && is(token, 'semi'));
  const said = own
    .slice(0, close < 0 ? undefined : close)
    .map(({ text }) => text)
    .join(' ');
  if (!/\b(?:its|their|(?:that|this) (?:version|minor|os|runtime)|those versions)\b/.test(said)) return false;
  if (isTarget(tokens, at)) return false;
  return !tokens.slice(at + 1, end.from).some((token, index) => token.mention && !isTarget(tokens, at + 1 + index));
}

/** "Upgrade to X before its support ends": of what is left, not of X. */
function isTarget(tokens: readonly Token[], at: number): boolean {
  return (
    tokens[beforeName(tokens, at)]?.text === 'to' &&
    tokens.slice(Math.max(0, at - 6), at).some((token) => is(token, 'upgrade', 'task') || isA(token, 'change', 'base'))
  );
}

/** The token before the words that belong to a thing's name. */
function beforeName(tokens: readonly Token[], at: number): number {
  let before = at - 1;
  while (is(tokens[before], 'own', 'agent', 'version', 'new', 'adv', 'pron')) before -= 1;
  return before;
}

/** "X has …, yet AKS parts with it": what "it" stands for. */
function isObject(tokens: readonly Token[], at: number, end: End): boolean {
  return (
    (end.side === 'after' || end.side === 'either') &&
    tokens.slice(end.from, end.to + 1).some(({ text }) => /^(?:it|them)$/.test(text)) &&
    is(tokens[beforeVerb(tokens, end.from)], 'agent') &&
    !tokens.slice(at + 1, end.from).some((token) => token.mention || is(token, 'other', 'rival'))
  );
}

/** The likeliest subject among the things of a sentence; `null` where none stands near. */
export function weighSubjects(tokens: readonly Token[], end: End, ends: readonly End[]): Candidate | null {
  const base = 1 - costOfEnd(tokens, end);
  if (base < DOUBTFUL) return null;
  const cost = {
    inside: costInside(tokens, end),
    behind: costBehind(tokens, end, end.to),
    act: end.side === 'before' ? 0 : costOfAct(tokens, end),
  };
  let best: Candidate | null = null;
  for (let at = Math.max(0, end.from - FARTHEST); at < Math.min(tokens.length, end.to + FARTHEST); at += 1) {
    const mention = tokens[at]?.mention;
    if (!mention || mention.bound === 'from') continue;
    const score = base - costOfThing(tokens, at, mention, { end, ends, cost });
    if (score >= DOUBTFUL && (best === null || score > best.score + 0.001)) best = { mention, score };
  }
  return best;
}

/** An end among those of its sentence, and what it costs whatever its subject is. */
interface Weighed {
  readonly end: End;
  readonly ends: readonly End[];
  readonly cost: { readonly inside: number; readonly behind: number; readonly act: number };
}

function costOfThing(tokens: readonly Token[], at: number, mention: Mention, { end, ends, cost }: Weighed): number {
  if (mention.kind === 'kubernetes' && holds(tokens, end, 'upgrade') && end.phase === 'no-new-node-pools') return 1;
  if (at >= end.to && end.side === 'before') return isListed(tokens, at, end) ? 0.1 + cost.behind : 1;
  const said = at < end.from ? anaphorAt(tokens, at, end) : 0;
  const role = said > 0 || ownsClause(tokens, at, end) ? 0 : costOfRole(tokens, at, end);
  if (at >= end.from && at < end.to) {
    const isOfOs = /^(?:no-new-images|image)/.test(end.phase) && mention.kind === 'kubernetes';
    const isActs = end.side === 'after' || (end.frame === '' && end.side === 'either');
    return (isOfOs ? 0.3 + role : role / 2) + (isActs ? cost.act : 0) + cost.inside + cost.behind;
  }
  if (at >= end.to) {
    if (tokens.slice(end.from, end.to).some(({ text }) => /^(?:it|them)$/.test(text))) return 1;
    // "We are retiring our cluster on X."
    if (tokens[at - 1]?.text === 'our' && is(tokens[at + 1], 'pool')) return 1;
    const gap = between(tokens, end.to, at);
    const isPart = end.side !== 'noun' && costOfPart(tokens, at);
    return 0.02 + role + gap + (isPart ? STRANGE : 0) + cost.act + costBehind(tokens, end, at + 1);
  }
  if (isCombined(tokens, at, end)) return 1;
  // Nodes come and go with every upgrade.
  if (end.phase === 'removal' && tokens[beforeVerb(tokens, end.from)]?.text === 'nodes') return 1;
  if (isOwned(tokens, at, end)) return 0.3;
  if (isObject(tokens, at, end)) return 0.15;
  if (end.side === 'after') return 1;
  const near = (end.side === 'either' ? 0.05 : 0.01) + role + cost.inside + cost.behind;
  if (near >= HOPELESS) return near;
  const opening = (isAside(tokens, at) ? 0.7 : 0) + costOfOpening(tokens, at);
  return near + opening + leading(tokens, at, end, ends, mention);
}

/** "Gen 1 sizes with X are not supported": not together, that is. */
function isCombined(tokens: readonly Token[], at: number, end: End): boolean {
  const between = tokens.slice(at + 1, end.from);
  const isWith = between.some(({ text }, index) => text === 'with' && is(between[index + 1], 'windows', 'win'));
  return isWith && tokens[at]?.mention?.kind === 'feature' && isWeak(tokens, end);
}

/** "…, whose support ends": the clause is of the thing before it, whatever that is in the sentence. */
function ownsClause(tokens: readonly Token[], at: number, end: End): boolean {
  const opening = is(tokens[at + 1], 'comma') ? at + 2 : at + 1;
  if (is(tokens[at + 1], 'open'))
    return at < end.from && !tokens.slice(at, end.from).some((token) => is(token, 'close'));
  if (!/^(?:whose|which)$/.test(tokens[opening]?.text ?? '')) return false;
  return at < end.from && !tokens.slice(opening, end.from).some((token) => is(token, 'comma'));
}

/** Nouns whose "of X", "on X" leaves X the thing: "node pools on X", "support for X". */
const HEADS =
  kindsOf(`pool use user version support lts image patch eol endof retirement removal create deadline need update end
  platform`);

/** A thing in the place, time or way of an end is not what ends ("in Kubernetes 1.25", "with 1.26"). */
function costOfRole(tokens: readonly Token[], at: number, end: End): number {
  const before = beforeName(tokens, at);
  const word = tokens[before];
  const said = word?.text ?? '';
  if (!is(word, 'prep', 'until', 'sub', 'upto')) return 0;
  if (tokens[at]?.mention?.bound === 'below' && /^(?:than|below|before)$/.test(said)) return 0;
  if (is(word, 'sub') && (opensClause(tokens, at) || isOfClause(tokens, at, end))) {
    // "X ends after 1.32 is gone, and is not supported": said of X.
    return before > 0 && tokens.slice(at, Math.max(at, end.from)).some((token) => is(token, 'comma')) ? 0.7 : 0;
  }
  if (is(word, 'upto') && is(tokens[before - 1], 'version', 'pool')) return 0;
  if (is(word, 'until', 'upto') || (is(word, 'sub') && said !== 'as')) return 0.8;
  let head = before - 1;
  while (is(tokens[head], 'adv')) head -= 1;
  // "Pools with X and with Y": the second as the first.
  if (is(tokens[head], 'and') && tokens[head - 1]?.mention) return costOfRole(tokens, head - 1, end);
  const isOs = tokens[at]?.mention?.kind !== 'kubernetes';
  if (
    !isOs &&
    tokens.slice(clauseStart(tokens, before), before).some((token) => is(token, 'windows', 'feature', 'other'))
  )
    return 0.7;
  const isOfEnd = before >= end.from && before < end.to;
  if (isOfEnd || (/^(?:for|of)$/.test(said) && before === end.to)) return 0;
  if (end.from < 0 && (said === 'off' || (/^(?:on|with)$/.test(said) && is(tokens[at + 1], 'pool')))) return 0;
  if ((end.phase === 'date-changed' || is(tokens[end.from], 'have')) && /^(?:off|from)$/.test(said)) return 0.1;
  const isHeaded = is(tokens[head], ...HEADS) || head === end.to - 1;
  if (!isHeaded || !/^(?:on|in|with|for|of|using|under|at|from)$/.test(said)) return 0.7;
  return /^(?:in|with|from)$/.test(said) &&
    !is(tokens[head], 'pool', 'user', 'support', 'create', 'retirement', 'update')
    ? 0.6
    : 0.05;
}

/** Stands for the words of ending where none are. */
const NO_END = { phase: 'retirement', side: 'before', frame: '', from: -1, to: -1, start: -1, end: -1 } as const;

/** True when a thing is meant itself, and not as the place, time or way of something. */
export function isThing(tokens: readonly Token[], mention: Mention): boolean {
  const at = tokens.findIndex((token) => token.mention === mention);
  return at >= 0 && mention.bound !== 'from' && costOfRole(tokens, at, NO_END) < SURE;
}

/** True when the words before words of ending name nothing, so that they are said of what stands above. */
export function namesNothing(tokens: readonly Token[], { from }: End): boolean {
  const open = tokens.findLastIndex((token, index) => index < from && is(token, 'open', 'close', 'comma'));
  const isOwn = is(tokens[open], 'open') || (is(tokens[open], 'comma') && is(tokens[open - 1], 'date'));
  const before = tokens.slice(isOwn ? open + 1 : 0, from);
  const costs = before.map((token, index) => (token.mention ? 1 : costOf(token, tokens[index + 1], false)));
  return costs.reduce((sum, cost) => sum + cost, 0) < SURE;
}

/** "When support of X in AKS ends, …": of the clause that tells of the end. */
function isOfClause(tokens: readonly Token[], at: number, end: End): boolean {
  return (
    end.from > at && !tokens.slice(at, end.from).some((token) => is(token, 'comma', 'semi', 'colon', 'bar', 'and'))
  );
}

/** "Before 1.27 goes end of life": a clause of its own, whose subject the thing is. */
function opensClause(tokens: readonly Token[], at: number): boolean {
  let next = at + 1;
  while (is(tokens[next], 'lts', 'version', 'support', 'pool', 'image', 'close', 'open')) next += 1;
  return is(tokens[next], 'not', 'be', 'have', 'will', 'reach', 'retire', 'end', 'leave', 'come');
}

function clauseStart(tokens: readonly Token[], at: number): number {
  let start = at;
  while (start > 0 && !is(tokens[start - 1], 'comma', 'semi', 'colon', 'bar', 'be', 'will', 'have')) start -= 1;
  return start;
}

/** "Downgrading X to Y", "Containers on X": the subject is another noun before the thing. */
function costOfOpening(tokens: readonly Token[], at: number): number {
  let index = at - 1;
  while (is(tokens[index], 'own', 'agent', 'version', 'new')) index -= 1;
  const token = tokens[index];
  if (!is(token, 'prep')) return 0;
  const head = tokens[is(tokens[index - 1], 'adv') ? index - 2 : index - 1];
  return is(head, 'part') || (is(head, 'pool') && isWord(tokens[index - 2])) ? STRANGE : 0;
}

/** "The following versions are deprecated: X, Y". */
function isListed(tokens: readonly Token[], at: number, end: End): boolean {
  let colon = end.to;
  while (colon < at && !is(tokens[colon], 'colon')) colon += 1;
  return colon < at && (end.from <= 1 || tokens.slice(0, end.from).some((token) => is(token, 'version', 'pool')));
}

/** "X image pulls", "X events": the thing only tells a part of it apart. */
function costOfPart(tokens: readonly Token[], at: number): boolean {
  let next = at + 1;
  while (is(tokens[next], 'pool', 'version', 'own', 'lts', 'support', 'open', 'close', 'image')) next += 1;
  return is(tokens[next], 'part', 'name', 'preview') || isWord(tokens[next]);
}

/** "…, the only one that accepts X, …": named in passing. */
function isAside(tokens: readonly Token[], at: number): boolean {
  if (!is(tokens[at + 1], 'comma')) return false;
  const comma = tokens.findLastIndex((token, index) => index < at && is(token, 'comma'));
  if (comma < 1 || !is(tokens[comma + 1], 'own', 'pron')) return false;
  return tokens.slice(comma + 1, at).some((token) => /^(?:that|which|who|to)$/.test(token.text));
}

/** What the words between a thing and a later end cost. */
function leading(tokens: readonly Token[], at: number, end: End, ends: readonly End[], mention: Mention): number {
  const said = anaphorAt(tokens, at, end);
  let cost = said > 0 ? 0.15 : 0;
  let depth = 0;
  let inVerb = said > 0;
  let strange = 0;
  for (let index = said > 0 ? said + 1 : at + 1; index < end.from && cost < HOPELESS; index += 1) {
    const token = tokens[index];
    if (!token) continue;
    const kind = token.senses[0]?.kind;
    if (kind === 'open') depth += 1;
    if (kind === 'close') depth = Math.max(0, depth - 1);
    if (depth > 0) continue;
    if (kind === 'comma' && index <= at + 3 && /^(?:whose|which)$/.test(tokens[index + 1]?.text ?? '')) {
      index += 1;
      continue;
    }
    if (ends.some(({ from, to, side }) => side !== 'noun' && from <= index && index < to)) inVerb = true;
    else if (is(token, 'be', 'have', 'will', 'reach', 'keep', 'come', 'leave')) inVerb = true;
    else if (token.text === 'that' && tokens.slice(index, end.from).some((each) => is(each, 'lts'))) inVerb = true;
    else if (end.side === 'noun' && is(token, 'sub') && index >= end.from - 4) continue;
    else {
      const own = costOf(token, tokens[index + 1], inVerb);
      strange += own === STRANGE && mention.kind === 'feature' ? 1 : 0;
      cost += own === STRANGE && mention.kind === 'feature' && strange === 1 && kind === 'word' ? 0.2 : own;
    }
  }
  return cost;
}

/** "…, as it will be", "…, when the version is": where a word stands for the thing; 0 if none does. */
function anaphorAt(tokens: readonly Token[], at: number, end: End): number {
  let subject = beforeVerb(tokens, end.from);
  while (is(tokens[subject], 'keep', 'reach', 'come') && subject > at) subject = beforeVerb(tokens, subject);
  const token = tokens[subject];
  if (subject <= at + 1) return 0;
  const isPronoun = /^(?:it|they|these|this|which)$/.test(token?.text ?? '');
  const isVersion = is(token, 'version') && is(tokens[subject - 1], 'own');
  const isPool = is(token, 'pool') && /^(?:your|such|these|those)$/.test(tokens[subject - 1]?.text ?? '');
  if ((!isPronoun && !isVersion && !isPool) || (isPool && isTarget(tokens, at))) return 0;
  const isNamedSince = tokens
    .slice(at + 1, subject)
    .some((each) => is(each, 'windows', 'minor', 'feature', 'name', 'other'));
  return isNamedSince ? 0 : subject;
}

function costOf(token: Token, next: Token | undefined, inVerb: boolean): number {
  const kind = token.senses[0]?.kind;
  if (is(token, 'sub') && !is(token, 'prep')) return isA(next, 'date') || token.text === 'since' ? 0 : 0.5;
  if (kind === 'semi' || kind === 'bar') return 0.7;
  if (kind === 'colon' || kind === 'dash') return 0.15;
  if (kind === 'word') return isWord(token) ? (inVerb ? 0.15 : STRANGE) : 0;
  if (kind === 'name') return inVerb ? 0.3 : STRANGE;
  if (is(token, 'other', 'elsewhere', 'rival')) return 0.7;
  if (is(token, 'part', 'repair', 'place') && !inVerb) return 0.75;
  if (is(token, 'preview')) return inVerb ? 0.55 : 0.6;
  if (/^(?:that|which|whose)$/.test(token.text))
    return is(next, 'be', 'have', 'use', 'will') || isWord(next) ? 0.55 : 0;
  if (is(token, 'windows', 'feature', 'minor')) return 0.2;
  return 0;
}

/** What the words between an end and a later thing cost. */
function between(tokens: readonly Token[], to: number, at: number): number {
  let cost = is(tokens[to], 'and') ? 0.35 : 0;
  for (let index = to; index < at && cost < HOPELESS; index += 1) {
    const token = tokens[index];
    if (!token) continue;
    if (isThatUse(tokens, index)) continue;
    if (is(token, 'comma')) cost += 0.35;
    else if (is(token, 'be', 'have', 'reach', 'keep', 'retire', 'remove')) cost += 0.7;
    else if (is(token, 'date')) cost += 0.3;
    else if (is(token, 'prep') && !/^(?:for|of)$/.test(token.text)) cost += 0.1;
    else cost += costOf(token, tokens[index + 1], false);
  }
  return cost;
}

/** "Node pools that use X": what they are told apart by. */
function isThatUse(tokens: readonly Token[], at: number): boolean {
  return /^(?:that|which)$/.test(tokens[at]?.text ?? '') && is(tokens[at - 1], 'pool') && is(tokens[at + 1], 'use');
}
