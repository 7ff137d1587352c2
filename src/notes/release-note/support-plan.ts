import type { SupportPlan } from '../../domain/kubernetes-version.ts';
import type { Topic } from './discourse.ts';
import { kindsOf } from './lexicon.ts';
import { minorOf } from './mention.ts';
import { is, type Token } from './scan.ts';
import type { Reading } from './sentence-reading.ts';
import { datedThings } from './statement-dates.ts';

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

/** A day on which a plan ends that a sentence gives without a word of ending: "…, and LTS in November 2027". */
interface PlanEnd {
  readonly subject: string;
  readonly date: string;
  readonly plan: SupportPlan;
}

/** In tokens: the plan stands near its day. */
const NEAR_TOKENS = 9;

/** Words that say of a day that it is not the end of a plan's support. */
const FOREIGN =
  kindsOf(`other elsewhere rival image create op upgrade task preview part not no now say move former hedge windows feature
  make come`);

/**
 * The ends of plans that a sentence's days give by ellipsis: each day that nothing else has taken, with the name of a plan
 * beside it, is the plan's of the one Kubernetes minor that the sentence (or what stands before it) is about.
 * @param taken Days that statements have been read for.
 */
export function endsOfPlans(
  reading: Reading,
  subjects: readonly string[],
  taken: ReadonlySet<string | null>,
  topic: Topic | null,
): PlanEnd[] {
  const minors = reading.mentions.filter(({ kind, bound }) => kind === 'kubernetes' && bound !== 'from');
  const named = minors.flatMap((each) => each.subjects);
  const about = subjects.length > 0 ? subjects : named.length > 0 ? named : (topic?.subjects ?? []);
  const [subject, ...others] = new Set(about);
  if (
    !subject?.startsWith('Kubernetes/') ||
    others.length > 0 ||
    reading.mentions.some(({ bound }) => bound === 'below')
  )
    return [];
  const { tokens, text } = reading;
  return tokens.flatMap((token, at): PlanEnd[] => {
    if (!token.date || taken.has(token.date.date)) return [];
    const own = segmentOf(tokens, at);
    const isUntil = tokens.slice(Math.max(0, at - 3), at).some((each) => is(each, 'until', 'colon', 'open'));
    const isOfAnother = own.some(({ mention }) => mention && !mention.subjects.includes(subject as never));
    if (
      own.some((each) => (is(each, ...FOREIGN) && !each.text.startsWith('follow')) || each.text === 'available') ||
      isOfAnother ||
      (subjects.length === 0 && !isUntil)
    )
      return [];
    const [from, to] = [own[0]?.start ?? token.start, own.at(-1)?.end ?? token.end];
    const plan = planIn(text.slice(from, to));
    return plan ? [{ subject, date: token.date.date, plan }] : [];
  });
}

/** "With LTS each gets two years: 1.30 (July 2026), 1.31 (November 2026)". */
export function listedEnds(reading: Reading): PlanEnd[] {
  const { tokens, cues, text } = reading;
  const to = tokens.findIndex((token) => is(token, 'colon')) + 1;
  const lead = tokens.slice(0, to);
  const plan = planIn(text.slice(0, lead.at(-1)?.end ?? 0));
  if (
    plan === null ||
    cues.length > 0 ||
    lead.some((token) => is(token, 'preview', 'come', 'create', 'upgrade', 'no', 'not'))
  )
    return [];
  const colon = {
    phase: 'retirement',
    side: 'noun',
    frame: '',
    from: to - 1,
    to,
    start: 0,
    end: lead.at(-1)?.end ?? 0,
  } as const;
  return datedThings(reading, colon, null).flatMap(({ thing, date }) => {
    return minorOf(thing) ? thing.subjects.map((subject) => ({ subject, date, plan })) : [];
  });
}

/** The words around a day as far as they belong to it. */
function segmentOf(tokens: readonly Token[], at: number): readonly Token[] {
  let from = at;
  while (from > 0 && at - from < NEAR_TOKENS && !closes(tokens, from - 1)) from -= 1;
  const close = is(tokens[at + 1], 'open') ? tokens.findIndex((each, index) => index > at && is(each, 'close')) : -1;
  if (close > 0) return tokens.slice(from, close);
  let to = at + 1;
  while (to < tokens.length && to - at < NEAR_TOKENS && !closes(tokens, to) && !is(tokens[to], 'comma', 'and', 'open'))
    to += 1;
  return tokens.slice(from, to);
}

function closes(tokens: readonly Token[], at: number): boolean {
  return is(tokens[at], 'semi', 'bar', 'but', 'date', 'close');
}
