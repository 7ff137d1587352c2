import { is, isA, type Token } from './scan.ts';

/** A stretch of tokens: index of the first, and of the one behind the last. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * The tokens of a sentence without what only surrounds its statements: who says so ("we announced that …"), an opening
 * that names nothing ("in line with our policy, …"), advice and reasons behind it ("…, so plan your upgrade").
 * @param tellsEnd True for a token that is part of words of ending.
 */
export function withoutSurroundings(tokens: readonly Token[], tellsEnd: (index: number) => boolean): readonly Token[] {
  const isEmpty = ({ from, to }: Stretch): boolean => {
    for (let index = from; index < to; index += 1) {
      const token = tokens[index];
      if (token?.mention || token?.date || tellsEnd(index)) return false;
      if (is(token, 'deadline', 'lts', 'hedge', 'elsewhere', 'rival', 'yet', 'cancel', 'former')) return false;
    }
    return true;
  };
  const dropped = [
    ...sayingOf(tokens, tellsEnd),
    ...openingOf(tokens).filter((opening) => isEmpty(opening) || isReason(tokens, opening)),
    ...trailingOf(tokens).filter((clause) => isEmpty(clause) || isAdvice(tokens, clause, tellsEnd)),
  ];
  return dropped.length === 0
    ? tokens
    : tokens.filter((_token, index) => !dropped.some(({ from, to }) => from <= index && index < to));
}

/** "We announced in May that", "please note that": who says so, and when. */
function sayingOf(tokens: readonly Token[], tellsEnd: (index: number) => boolean): Stretch[] {
  const that = tokens.findIndex(({ text }) => text === 'that');
  if (that < 1 || tokens[that - 1]?.date) return [];
  const before = tokens.slice(0, that);
  const says = before.some((token) => is(token, 'say')) && !before.some(({ text }) => text === 'wrote');
  return says && !before.some((token, index) => token.mention || tellsEnd(index) || is(token, 'not'))
    ? [{ from: 0, to: that + 1 }]
    : [];
}

const REASONS = /^(?:due|because|since|following|given|with|after|as|based|thanks)\b/;

/** "In line with our policy, …", "As announced, …". */
function openingOf(tokens: readonly Token[]): Stretch[] {
  const comma = tokens.findIndex((token) => is(token, 'comma'));
  return comma > 0 &&
    comma < tokens.length - 1 &&
    (is(tokens[0], 'prep', 'sub', 'say') || REASONS.test(tokens[0]?.text ?? ''))
    ? [{ from: 0, to: comma + 1 }]
    : [];
}

/** "Due to the end of mainstream support, …": of no thing, and without a day. */
function isReason(tokens: readonly Token[], { from, to }: Stretch): boolean {
  const own = tokens.slice(from, to);
  return (
    REASONS.test(own[0]?.text ?? '') &&
    !own.some((token) => token.mention || token.date || is(token, 'rival', 'pron', 'deadline'))
  );
}

/** "…, so plan your upgrade", "… to keep clusters secure", "…, which affects all": up to the next mark. */
function trailingOf(tokens: readonly Token[]): Stretch[] {
  return tokens.flatMap((_token, from) => {
    if (from === 0 || !opensClause(tokens, from)) return [];
    const next = tokens.findIndex(
      (each, index) => index > from && is(each, 'comma', 'semi', 'colon', 'bar', 'dash', 'open'),
    );
    return [{ from, to: next < 0 ? tokens.length : next }];
  });
}

/** "…, and we recommend 1.34 or later": names things that do not end. */
function isAdvice(tokens: readonly Token[], { from, to }: Stretch, tellsEnd: (index: number) => boolean): boolean {
  const own = tokens.slice(from, to);
  return (
    own.some((token) => is(token, 'task', 'upgrade')) &&
    !own.some((token, index) => token.date || tellsEnd(from + index)) &&
    tokens.slice(0, from).some(({ mention }) => mention)
  );
}

const OPENERS = /^(?:so|and|but|which|who|because|since|as|therefore|while|to|unless)$/;

function opensClause(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const isMarked = is(tokens[at - 1], 'comma', 'semi', 'dash', 'close');
  if (!token || !OPENERS.test(token.text)) return false;
  if (isMarked && token.text !== 'to') return true;
  if (token.text === 'to') return isA(tokens[at + 1], 'keep', 'base') || is(tokens[at + 1], 'word');
  return /^(?:so|and|because|as)$/.test(token.text) && is(tokens[at + 1], 'user', 'task', 'agent', 'say', 'pron');
}
