import type { End } from './find-ends.ts';
import { holds, is, isA, isWord, type Token } from './scan.ts';
import { beforeVerb } from './verb-syntax.ts';

/** A noun that makes something a part, or another thing. */
export const STRANGE = 0.55;

/** What the words inside the words of an end tell of other things: "support for the preview API of X ends". */
export function costInside(tokens: readonly Token[], { from, to, phase }: End): number {
  if (phase === 'lts-only') return 0;
  let cost = 0;
  for (const token of tokens.slice(from, to)) {
    const isOdd =
      isWord(token) ||
      is(token, 'name', 'part', 'preview', 'other', 'elsewhere', 'rival') ||
      (is(token, 'number') && token.text.length > 4);
    if (phase === 'no-new-images' && is(tokens[from], 'last') && is(token, 'time')) cost += 0.6;
    if (isOdd) cost += phase === 'retirement' || phase === 'no-new-node-pools' || !isWord(token) ? STRANGE : 0.2;
  }
  return Math.min(cost, 0.7);
}

/** "GKE no longer supports X": what another product does is no end on AKS. */
export function costOfAct(tokens: readonly Token[], end: End): number {
  if (/^(?:the|an?|its|their|this|our)$/.test(tokens[end.from - 1]?.text ?? '')) return 0;
  let cost = 0;
  for (let index = beforeVerb(tokens, end.from); index >= 0; index -= 1) {
    const token = tokens[index];
    if (token?.mention && token.mention.kind !== 'kubernetes') cost += 0.6;
    if (!token || is(token, 'comma', 'semi', 'colon', 'sub', 'date', 'be', 'will', 'close', 'end')) break;
    if (is(token, 'other', 'elsewhere', 'rival', 'part', 'name')) cost += 0.6;
    else if (isWord(token)) cost += STRANGE;
  }
  return cost;
}

/** Ends that are often of a part, or there only: "not supported in Italy North". */
export function isWeak(tokens: readonly Token[], { phase, from, to }: End): boolean {
  if (phase !== 'retirement') return phase !== 'date-changed';
  return (
    !holds(tokens, { from, to }, 'leave') &&
    tokens.slice(from, to).some((token) => is(token, 'offer', 'support') || isA(token, 'use', 'ed'))
  );
}

/** "… with FIPS", "… in Qatar Central", "… when the subnet is full": not all of it, not everywhere, not for good. */
export function costBehind(tokens: readonly Token[], end: End, from: number): number {
  let inPlace = /(?:^| )(?:of|in|on|with|for)$/.test(tokens[end.to - 1]?.text ?? '');
  for (let index = from; index < Math.min(tokens.length, from + 14); index += 1) {
    const token = tokens[index];
    const said = token?.text ?? '';
    if (is(token, 'semi', 'colon', 'bar', 'comma', 'place', 'but') || /^(?:across|throughout)$/.test(said)) return 0;
    if (is(token, 'elsewhere', 'rival')) return 0.7;
    if (said === 'without' && !is(tokens[index + 1], 'lts') && isWeak(tokens, end)) return 0.7;
    const isOlder =
      token?.mention?.bound === 'below' || (/^(?:older|earlier|lower)$/.test(said) && is(tokens[index + 1], 'version'));
    if (isOlder && holds(tokens, end, 'not', 'cease')) return 0.9;
    const isOfTime = token?.date || is(tokens[index + 1], 'time', 'version');
    if (/^(?:this|last)\b/.test(said) && isOfTime && /^no-new/.test(end.phase)) return 0.6;
    if (said === 'by' && tokens[index + 1]?.text === 'the' && is(tokens[index + 2], 'own', 'word')) return 0.6;
    if (/^(?:that|those)$/.test(tokens[index + 1]?.text ?? '') && tokens[index + 2]?.text === 'of') return 0.7;
    if (token?.date) inPlace = false;
    else if (is(token, 'prep') && !is(token, 'sub')) inPlace = true;
    else if (is(token, 'sub') && !is(tokens[index + 1], 'date')) {
      return isWeak(tokens, end) &&
        /^(?:when|if|while|unless|where|because)$/.test(said) &&
        !tokens.slice(index).some((each) => is(each, 'minor')) &&
        !tokens.slice(index, index + 4).some((each) => is(each, 'create'))
        ? STRANGE
        : 0;
    } else if (inPlace && /^apis?$/.test(said)) return 0;
    else if (tokens[index - 1]?.text === 'with' && isWeak(tokens, end) && isOther(tokens, end, index)) return 0.6;
    else if (inPlace && (is(token, 'other', 'part') || /^previews?$/.test(said))) return 0.6;
    else if (inPlace && isWeak(tokens, end) && isStrangePlace(tokens, index)) return STRANGE;
    else if (inPlace && is(token, 'update')) return STRANGE;
  }
  return 0;
}

/** "X is not supported with `--enable-y`", "… with Docker", "generation 1 … with Windows Server 2025": goes on, but for these together. */
function isOther(tokens: readonly Token[], { from }: End, at: number): boolean {
  const mention = tokens[at]?.mention;
  if (mention?.kind === 'windows') return tokens.slice(0, from).some((token) => is(token, 'feature'));
  return mention?.kind === 'feature' || isA(tokens[at], 'use', 'base');
}

function isStrangePlace(tokens: readonly Token[], index: number): boolean {
  const [token, next] = [tokens[index], tokens[index + 1]];
  return (isWord(token) || is(token, 'name')) && !is(next, 'date', 'version', 'time');
}

/** What a sentence says of an end that makes it none: an example, a message, taken back, of another platform, for a while. */
export function costOfEnd(tokens: readonly Token[], end: End): number {
  const before = tokens.slice(0, end.to);
  const from = before.findLastIndex((token) => is(token, 'semi', 'but') || /^(?:while|whereas)$/.test(token.text)) + 1;
  if (before.some((token) => is(token, 'hedge'))) return 0.7;
  if (tokens.slice(end.to, end.to + 8).some((token) => is(token, 'yet'))) return 0.7;
  if (tokens.slice(from, end.from).some((token) => is(token, 'elsewhere', 'rival'))) return 0.7;
  const own = tokens.slice(end.from, end.to);
  if (
    own.some((token) => is(token, 'not', 'no') && token.text !== 'never') &&
    own.concat(tokens.slice(end.from - 1, end.from)).some((token) => is(token, 'past'))
  )
    return 0.6;
  if (
    /^(?:by|about|despite|to)$/.test(tokens[end.from - (is(tokens[end.from - 1], 'own') ? 2 : 1)]?.text ?? '') &&
    end.side === 'noun'
  )
    return 0.6;
  if (is(tokens[end.from - 1], 'prep') && is(tokens[end.from - 2], 'preview')) return 0.7;
  if (end.phase === 'date-changed' && isAttribute(tokens, end.from)) return 0.7;
  if (own.some(({ text }, index) => text === 'never' && isA(own[index + 1], 'offer', 'ed'))) return 0.7;
  if (end.phase === 'date-changed' && isOfComing(tokens, end)) return 0.7;
  if (isSupposed(tokens, end) || tokens[end.to]?.text === 'there') return 0.7;
  return isTakenBack(tokens, end) || isGranted(tokens, end) ? 0.7 : 0;
}

/** "The extended life of X until May": tells of no move. */
function isAttribute(tokens: readonly Token[], at: number): boolean {
  const next = is(tokens[at + 1], 'open') ? at + 2 : at + 1;
  return (
    isA(tokens[at], 'move', 'ed') && !is(tokens[at - 1], 'be', 'have') && is(tokens[next], 'life', 'support', 'lts')
  );
}

/** "Should 1.36 come in May, 1.33 would be retired." */
function isSupposed(tokens: readonly Token[], { from, to }: End): boolean {
  return (
    /^(?:if|should|were)$/.test(tokens[0]?.text ?? '') &&
    tokens.slice(Math.max(0, from - 3), to).some(({ text }) => text === 'would')
  );
}

/** "The retirement of X has been cancelled", "… will not happen", "the date on which … ends is not changed". */
function isTakenBack(tokens: readonly Token[], end: End): boolean {
  const isNoun = end.side === 'noun';
  const next = tokens.findIndex(
    (token, index) => index >= end.to && is(token, 'be', 'have', 'will', 'semi', 'comma', 'not'),
  );
  if (next < 0) return false;
  const behind = tokens.slice(next, next + 6);
  if (isNoun && is(tokens[end.to], 'part', 'word')) return true;
  if (isNoun && behind.some((token) => is(token, 'cancel'))) return true;
  const not = behind.findIndex((token) => is(token, 'not'));
  return not >= 0 && isUndone(behind[not + 1], isNoun, tokens);
}

function isUndone(token: Token | undefined, isNoun: boolean, tokens: readonly Token[]): boolean {
  if (isNoun && is(token, 'come', 'reach')) return true;
  return is(token, 'change', 'move') && !tokens.some((each) => is(each, 'date'));
}

/** "The rollout has been delayed": what comes later does not end. */
function isOfComing(tokens: readonly Token[], end: End): boolean {
  const start = tokens.findLastIndex((token, index) => index < end.from && is(token, 'semi')) + 1;
  if (is(tokens[end.from], 'grant')) return false;
  const said = tokens.slice(start, end.to + 6);
  if (
    said.some((token) =>
      is(token, 'deadline', 'retirement', 'eol', 'endof', 'removal', 'end', 'support', 'lts', 'life', 'leave'),
    )
  )
    return false;
  return is(tokens[end.from], 'change')
    ? !is(tokens[end.from - 1], 'be', 'have')
    : said.some((token) => is(token, 'image', 'preview', 'update'));
}

/** "When X is removed, …", "before they are removed": taken for granted, unless the clause gives the date itself. */
function isGranted(tokens: readonly Token[], end: End): boolean {
  if (end.side === 'noun' && opensOnly(tokens, end)) return true;
  let start = end.from - 1;
  while (start >= 0 && !is(tokens[start], 'comma', 'semi', 'colon', 'bar', 'dash') && !isOpening(tokens, start))
    start -= 1;
  if (start < 0 || !isOpening(tokens, start)) return false;
  if (/^(?:if|unless)$/.test(tokens[start]?.text ?? '')) return true;
  // "March 1 is when X ends."
  if (is(tokens[start - 1], 'date', 'comma') || (is(tokens[start - 1], 'be') && is(tokens[start - 2], 'date')))
    return false;
  const close = tokens.findIndex((token, index) => index >= end.to && is(token, 'comma', 'semi'));
  return !tokens.slice(end.to, close < 0 ? undefined : close).some((token) => is(token, 'date'));
}

/** "As part of the retirement of X, on July 1 …": what follows tells the day of something else. */
function opensOnly(tokens: readonly Token[], { to }: End): boolean {
  if (!is(tokens[0], 'prep', 'sub')) return false;
  const comma = tokens.findIndex((token) => is(token, 'comma'));
  return comma >= to && !tokens.slice(0, comma).some(({ date }) => date);
}

function isOpening(tokens: readonly Token[], at: number): boolean {
  if (!/^(?:when|whether|once|if|after|before|until|unless|as soon as)$/.test(tokens[at]?.text ?? '')) return false;
  let next = at + 1;
  while (is(tokens[next], 'own', 'prep', 'number')) next += 1;
  const isOfUser = is(tokens[next], 'user') && tokens[at]?.text !== 'if';
  return !isOfUser && !is(tokens[next], 'date', 'time', 'deadline', 'retirement', 'comma');
}
