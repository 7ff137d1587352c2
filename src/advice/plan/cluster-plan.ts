import type { Cluster } from '../../domain/cluster.ts';
import { type ClusterPlan, PLAN_STAGES, type PlannedStage, type PlanStage } from '../../domain/cluster-plan.ts';
import { compareFindings, type Finding, rankOfSeverity, type Step } from '../../domain/finding.ts';
import { changesNothing } from '../commands/az-aks.ts';

/** A finding with its place in the plan of its cluster. */
export interface PlacedFinding {
  readonly finding: Finding;
  /** Those of the finding, without what an earlier stage does. */
  readonly steps: readonly Step[];
  readonly stage: PlanStage;
  /** Who settles it; absent where only a person does. */
  readonly by?: string | undefined;
}

/** Puts all that is found of a cluster in one order: findings of one pool at one stage have one cause and are one part. */
export function createClusterPlan({ id, name }: Cluster, placed: readonly PlacedFinding[]): ClusterPlan {
  const parts = [...Map.groupBy(placed, ({ stage, finding }) => `${stage}/${finding.nodePool ?? ''}`).values()]
    .map((own) => own.toSorted((a, b) => compareFindings(a.finding, b.finding)))
    .sort(byStage);
  const listed = new Set<string>();
  const stages = parts.flatMap((own): PlannedStage[] => {
    const [lead] = own;
    if (!lead) return [];
    return [
      {
        stage: lead.stage,
        nodePool: lead.finding.nodePool,
        severity: lead.finding.severity,
        rules: own.map(({ finding }) => finding.rule),
        by: own.find(({ by }) => by !== undefined)?.by ?? 'you',
        note: findNote(lead, parts),
        steps: listNewSteps(own, listed),
      },
    ];
  });
  return { clusterId: id, cluster: name, stages };
}

type Part = readonly PlacedFinding[];

function byStage([a]: Part, [b]: Part): number {
  if (!a || !b) return 0;
  return rankOf(a) - rankOf(b) || compareFindings(a.finding, b.finding);
}

/** What is months ahead still keeps nobody from patching today. */
const AHEAD: readonly PlanStage[] = ['pool-kubernetes', 'unblock', 'kubernetes', 'move'];

function rankOf(placed: PlacedFinding): number {
  const isAhead = AHEAD.includes(placed.stage) && !isPressing(placed);
  const place = PLAN_STAGES.indexOf(placed.stage);
  if (placed.stage === 'later') return 2 * PLAN_STAGES.length;
  return isAhead ? PLAN_STAGES.length + place : place;
}

/** Changes that no part before has, each with the looks that it hangs on. */
function listNewSteps(own: Part, listed: Set<string>): readonly Step[] {
  const steps = own.flatMap((placed) => placed.steps);
  const isNew = steps.map((step) => !listed.has(keyOf(step)));
  const kept = steps.filter((step, index) => {
    const isFirst = steps.findIndex((other) => keyOf(other) === keyOf(step)) === index;
    const hasNewChange = steps.some((other, place) => place > index && isChange(other) && isNew[place]);
    return isFirst && (isNew[index] || (!isChange(step) && hasNewChange));
  });
  for (const step of kept) listed.add(keyOf(step));
  return kept;
}

function isChange({ commands }: Step): boolean {
  return !commands.every(changesNothing);
}

/** A change is the same whatever is said of it; a look is made for what is said of it. */
function keyOf(step: Step): string {
  return isChange(step) ? step.commands.join('\n') : step.title;
}

/** Only what is pressing is worth waiting for. */
function isPressing({ finding }: PlacedFinding): boolean {
  return rankOfSeverity(finding.severity) >= rankOfSeverity('medium');
}

/** What another part does about this one. */
function findNote({ stage, finding }: PlacedFinding, parts: readonly Part[]): string | null {
  const others = parts.flat().filter(isPressing);
  const has = (sought: readonly PlanStage[], nodePool: string | null) =>
    others.some((other) => sought.includes(other.stage) && other.finding.nodePool === nodePool);
  if (stage === 'image' && has(['unblock', 'move'], finding.nodePool))
    return 'Worth it only where this pool stays for a while: its replacement starts with the newest image.';
  if (stage === 'image' && has(['kubernetes'], null))
    return 'The Kubernetes upgrade brings the newest image with it: do this first only where that has to wait.';
  if (stage === 'network' && has(['kubernetes', 'unblock'], null))
    return 'After the Kubernetes upgrade, so that no pool is reimaged for a version that it is about to leave.';
  return null;
}
