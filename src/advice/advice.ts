import type { PlanStage } from '../domain/cluster-plan.ts';
import {
  type Finding,
  type FindingBrief,
  type FindingTraits,
  type Step,
  type StepKind,
  sayUpgrade,
} from '../domain/finding.ts';
import type { ClusterFacts, WindowsPoolFacts } from './cluster-facts.ts';
import { changesNothing } from './commands/az-aks.ts';

export interface Advice extends Omit<Finding, 'clusterId' | 'cluster' | 'nodePool' | 'rule' | 'traits' | 'due'> {
  /** Absent when it concerns the whole cluster. */
  readonly nodePool?: string;
  /** Day by which it matters; absent where there is none. */
  readonly due?: Finding['due'];
  /** The whole plan, in order; worked out when somebody asks for it. */
  readonly steps: () => readonly Step[];
  /** True for what matters just as much while the nodes are stopped. */
  readonly mattersWhileStopped?: boolean;
  /** Its place in the plan of the cluster where that is another than its rule's. */
  readonly stage?: PlanStage;
  /** As a trait of its own, besides those of its rule. */
  readonly after?: FindingTraits['after'];
  /** Who settles it, in words; absent where only a person does. */
  readonly by?: string;
}

/** One rule with all that anyone needs to know of it; traits that it leaves out are those of `ORDINARY`. */
export interface AdviceRule extends Partial<FindingTraits> {
  readonly name: string;
  /** What it is about, for people: `a newer node image`. */
  readonly topic: string;
  /** Where what it asks for has its place in the plan of a cluster. */
  readonly stage: PlanStage;
  /** Looks at a cluster that has Windows pools; pure, never throws. */
  readonly find: (facts: ClusterFacts) => Found;
}

/** A part of a sentence that short lines say as well; without words where it only tells which image is meant. */
export interface Mark extends Pick<FindingBrief, 'takes' | 'detail'> {
  readonly action?: string;
  readonly aside?: string;
}

/** What is found in a sentence of these parts, the point first, without its full stop. */
export function say(point: string, ...rest: readonly (string | Mark)[]): Pick<Finding, 'summary' | 'brief'> {
  const marks = rest.filter((part) => typeof part !== 'string');
  const takes = marks.find((mark) => mark.takes)?.takes;
  const implied = takes?.isAsked ? sayUpgrade(takes.image) : null;
  const { action = implied, detail } = marks.find((mark) => mark.action) ?? {};
  return {
    summary: `${point}${rest.map(wordsOf).join('')}.`,
    brief: {
      point: point.replace(/^The /, ''),
      action,
      ...(detail ? { detail } : {}),
      asides: marks.flatMap(({ aside = [] }) => aside),
      ...(takes ? { takes } : {}),
    },
  };
}

function wordsOf(part: string | Mark): string {
  return typeof part === 'string' ? part : `${part.action ?? part.aside ?? ''}${part.detail ?? ''}`;
}

/** `null` or an empty list where there is nothing to say. */
type Found = Advice | readonly (Advice | null)[] | null;

export function listFound(found: Found): readonly Advice[] {
  return [found].flat().filter((one) => one !== null);
}

/** Looks at one Windows pool after the other; what is found is about that pool. */
export function onPools(look: (pool: WindowsPoolFacts, facts: ClusterFacts) => Found): AdviceRule['find'] {
  return (facts) =>
    facts.windowsPools.flatMap((poolFacts) =>
      listFound(look(poolFacts, facts)).map((advice) => ({ nodePool: poolFacts.pool.name, ...advice })),
    );
}

function stepsOf(kind: StepKind): (title: string, ...commands: readonly string[]) => Step {
  return (title, ...commands) => ({ title, kind, commands });
}

export const now = stepsOf('now');
export const afterCheck = stepsOf('after-check');
export const alternative = stepsOf('alternative');
export const irreversible = stepsOf('irreversible');

/** The steps of a plan in order, without those that are not needed. */
export function listSteps(...parts: readonly (Step | readonly Step[] | null)[]): readonly Step[] {
  return parts.flat().filter((step) => step !== null);
}

export function isChange({ commands }: Step): boolean {
  return !commands.every(changesNothing);
}

/** The steps with a sentence before the first that changes something, or that is asked for. */
export function prefixFirst(steps: readonly Step[], words: string, isMeant = isChange): readonly Step[] {
  const first = steps.findIndex(isMeant);
  return steps.map((step, index) => (index === first ? { ...step, title: `${words} ${step.title}` } : step));
}

/** Where nothing has to be done, nothing is offered that cannot be undone. */
export function withoutIrreversible(steps: readonly Step[]): readonly Step[] {
  return steps.filter(({ kind }) => kind !== 'irreversible');
}
