import type { SupportPlan } from '../../domain/kubernetes-version.ts';

const LTS = /\blts\b|\blong[- ]term|\bakslongtermsupport\b/i;
const COMMUNITY = /\b(?:community|standard|general|non-lts|kubernetesofficial)\b/i;
const LTS_BEHIND = /^[\s(]*(?:versions? )?\(?(?:(?:under|with|in) )?(?:lts\b|long[- ]term)/i;
const COMMUNITY_BEHIND = /^[\s(]*(?:versions? )?\(?(?:community|standard|non-lts)\b/i;
/** "LTS: 1.30 ends …": what opens a line holds of all of it. */
const LABEL = /^[^:.;\d]{2,40}:/;
/** As far as words belong to the name of a minor that stands behind or before them. */
const NEAR = 48;

/** The one plan that a text speaks of; `null` for none, or both. */
function planIn(text: string): SupportPlan | null {
  const isLts = LTS.test(text);
  return isLts === COMMUNITY.test(text) ? null : isLts ? 'lts' : 'community';
}

/**
 * Whose support ends where a sentence says that the support of a Kubernetes minor does: what stands behind the minor's
 * number decides ("1.27 LTS and 1.30 community version"), then what stands before it, then the words of ending.
 * @param end Offsets of the words of ending.
 */
export function planOf(
  text: string,
  subject: string,
  end: { readonly start: number; readonly end: number },
): SupportPlan | null {
  const [, minor] = /^Kubernetes\/1\.(\d+)$/.exec(subject) ?? [];
  if (!minor) return null;
  const numbers = [...text.matchAll(/(?<![\w.])v?1\.(\d{1,2})(?!\d)/g)];
  const at = numbers.findIndex((number) => number[1] === minor);
  const own = numbers[at];
  const clause = text.slice(
    Math.max(text.lastIndexOf(',', end.start), text.lastIndexOf(';', end.start)) + 1,
    end.start,
  );
  const isOfOther =
    /\bwithout\b/i.test(clause) || numbers.some((each) => each[1] !== minor && clause.includes(each[0]));
  const words = planIn(text.slice(end.start, end.end)) ?? (isOfOther ? null : planIn(clause));
  if (!own) return words;
  const from = own.index + own[0].length;
  const behind = text.slice(from, Math.min(numbers[at + 1]?.index ?? text.length, from + NEAR));
  if (LTS_BEHIND.test(behind)) return 'lts';
  if (COMMUNITY_BEHIND.test(behind)) return 'community';
  const previous = numbers[at - 1];
  const before = text.slice(Math.max(previous ? previous.index + previous[0].length : 0, own.index - NEAR), own.index);
  const near = planIn(before.replace(/^.*(?:[,;]|\band\b)/s, ''));
  return near ?? words ?? planIn(LABEL.exec(text)?.[0] ?? '');
}
