import type { SupportPlan } from '../../domain/kubernetes-version.ts';
import type { Topic } from './discourse.ts';
import type { Kind } from './lexicon.ts';
import { is, type Token } from './scan.ts';
import type { Reading } from './sentence-reading.ts';
import { planIn } from './support-plan.ts';

/** A day on which a plan ends that a sentence gives without a word of ending: "…, and LTS in November 2027". */
export interface PlanEnd {
  readonly subject: string;
  readonly date: string;
  readonly plan: SupportPlan;
}

/** In tokens: the plan stands near its day. */
const NEAR = 9;

/** Words that say of a day that it is not the end of a plan's support. */
const FOREIGN: readonly Kind[] = [
  ...([
    'other',
    'elsewhere',
    'rival',
    'image',
    'create',
    'op',
    'upgrade',
    'task',
    'preview',
    'part',
    'not',
    'no',
  ] as const),
  ...(['now', 'say', 'move', 'former', 'hedge', 'windows', 'feature', 'make', 'come'] as const),
];

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
  const named = reading.mentions.filter(({ kind }) => kind === 'kubernetes').flatMap((each) => each.subjects);
  const about = subjects.length > 0 ? subjects : named.length > 0 ? named : (topic?.subjects ?? []);
  const [subject, ...others] = new Set(about);
  if (!subject?.startsWith('Kubernetes/') || others.length > 0 || reading.mentions.some(({ bound }) => bound !== null))
    return [];
  const { tokens, text } = reading;
  return tokens.flatMap((token, at): PlanEnd[] => {
    if (!token.date || taken.has(token.date.date)) return [];
    const own = segmentOf(tokens, at);
    const isUntil = tokens.slice(Math.max(0, at - 3), at).some((each) => is(each, 'until', 'colon', 'open'));
    const isOfAnother = own.some(({ mention }) => mention && !mention.subjects.includes(subject as never));
    if (
      own.some((each) => is(each, ...FOREIGN) || each.text === 'available') ||
      isOfAnother ||
      (subjects.length === 0 && !isUntil)
    )
      return [];
    const [from, to] = [own[0]?.start ?? token.start, own.at(-1)?.end ?? token.end];
    const plan = planIn(text.slice(from, to));
    return plan ? [{ subject, date: token.date.date, plan }] : [];
  });
}

/** The words around a day as far as they belong to it. */
function segmentOf(tokens: readonly Token[], at: number): readonly Token[] {
  let from = at;
  while (from > 0 && at - from < NEAR && !closes(tokens, from - 1)) from -= 1;
  const before = tokens.slice(from, at);
  if (before.some((token) => is(token, 'lts') || PLAN.test(token.text))) return tokens.slice(from, at + 1);
  const close = is(tokens[at + 1], 'open') ? tokens.findIndex((each, index) => index > at && is(each, 'close')) : -1;
  if (close > 0) return tokens.slice(from, close);
  let to = at + 1;
  while (to < tokens.length && to - at < NEAR && !closes(tokens, to) && !is(tokens[to], 'comma', 'and', 'open'))
    to += 1;
  return tokens.slice(from, to);
}

const PLAN = /^(?:community|standard|kubernetesofficial)$/;

function closes(tokens: readonly Token[], at: number): boolean {
  return is(tokens[at], 'semi', 'bar', 'but', 'date', 'close');
}
