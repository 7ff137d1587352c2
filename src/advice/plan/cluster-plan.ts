import { PLAN_STAGES, type PlannedStage, type PlanStage } from '../../domain/cluster-plan.ts';
import {
  BROUGHT_BY_KUBERNETES,
  compareFindings,
  type Finding,
  rankOfSeverity,
  type Severity,
  type Step,
  withAside,
} from '../../domain/finding.ts';
import { isChange, prefixFirst } from '../advice.ts';
import { STOPPED } from '../defer.ts';

export interface PlacedFinding {
  readonly finding: Finding;
  /** How much it matters once everything is started, which a plan begins with. */
  readonly pressing: Severity;
  readonly steps: () => readonly Step[];
  /** The same steps once everything is started, as a plan has them. */
  readonly stepsWhenStarted: () => readonly Step[];
  readonly stage: PlanStage;
  readonly topic: string;
  /** Who settles it; absent where only a person does. */
  readonly by?: string | undefined;
}

export function createParts(placed: readonly PlacedFinding[]): readonly PlannedStage[] {
  const byPart = Map.groupBy(withoutGone(placed), ({ stage, finding }) => `${stage}/${finding.nodePool ?? ''}`);
  const parts = [...byPart.values()]
    .map((own) => own.toSorted((a, b) => compareFindings(a.finding, b.finding)))
    .sort(byStage);
  return parts.flatMap((own): PlannedStage[] => {
    const [lead] = own;
    if (!lead) return [];
    // Who only looks does so before anything is changed.
    const steps = own
      .map(({ stepsWhenStarted }) => stepsWhenStarted())
      .toSorted((a, b) => Number(a.some(isChange)) - Number(b.some(isChange)))
      .flat();
    // What is only good to know is no part of a plan.
    if (lead.stage === 'later' && steps.length === 0) return [];
    return [
      {
        stage: lead.stage,
        nodePool: lead.finding.nodePool,
        severity: lead.finding.severity,
        rules: own.map(({ finding }) => finding.rule),
        topics: [...new Set(own.map(({ topic }) => topic))],
        by: own.find(({ by }) => by !== undefined)?.by ?? 'you',
        note: findNote(lead, parts),
        steps,
      },
    ];
  });
}

/** A stopped pool whose place another takes is deleted by the time when it could be started. */
function withoutGone(placed: readonly PlacedFinding[]): readonly PlacedFinding[] {
  const moves = placed.filter(({ stage }) => stage === 'unblock' || stage === 'move');
  const isReplaced = (pool: string | null) => pool !== null && moves.some(({ finding }) => finding.nodePool === pool);
  return placed.filter(({ finding }) => finding.subject !== STOPPED || !isReplaced(finding.nodePool));
}

/** A change that a part before has is not repeated; what has to come before and is not asked for is named, and left to its plan. */
export function listStages(
  parts: readonly PlannedStage[],
  isAsked: (part: PlannedStage) => boolean = () => true,
): readonly PlannedStage[] {
  const listed = new Set<string>();
  return parts.flatMap((part, index) => {
    if (isAsked(part)) return withoutRepeats(part, listed);
    return parts.slice(index + 1).some((later) => isAsked(later) && isFirst(part, later)) ? nameOnly(part) : [];
  });
}

/** A part whose changes are all made before keeps its looks. */
function withoutRepeats(part: PlannedStage, listed: Set<string>): PlannedStage {
  const steps = listNewSteps(part.steps, listed);
  return { ...part, steps, note: saySteps(part.steps, steps) ?? part.note };
}

/** Why there are fewer steps than a part could have, or none. */
function saySteps(all: readonly Step[], left: readonly Step[]): string | null {
  if (all.length === 0) return 'There is nothing to run for this: the finding on it says what to do.';
  if (all.some(isChange) && !left.some(isChange)) return 'What changes it is in an earlier part of this plan.';
  return left.length === 0 ? 'Its steps are in an earlier part of this plan.' : null;
}

/** What whoever owns a pool has to see: what is to be done on it and on its cluster. `null`: on the cluster as a whole. */
export function planForPool(parts: readonly PlannedStage[], nodePool: string | null): readonly PlannedStage[] {
  return listStages(parts, (part) => part.nodePool === null || part.nodePool === nodePool);
}

/** What each stage waits for, besides what is stopped or failed. */
const WAITS_FOR: Partial<Record<PlanStage, readonly PlanStage[]>> = {
  kubernetes: ['pool-kubernetes', 'unblock'],
  move: ['kubernetes'],
  network: ['unblock', 'kubernetes'],
};

/** True where AKS refuses the later part, or does it twice, before the earlier one is done. */
function isFirst(earlier: PlannedStage, later: PlannedStage): boolean {
  if (WAITS_FOR[later.stage]?.includes(earlier.stage)) return true;
  const isShared = earlier.nodePool === null || later.nodePool === null || earlier.nodePool === later.nodePool;
  return isShared && (earlier.stage === 'start' || earlier.stage === 'repair');
}

function nameOnly(part: PlannedStage): PlannedStage {
  const owner = part.nodePool === null ? 'the cluster as a whole' : `node pool ${part.nodePool}`;
  return { ...part, note: `This comes first; its steps are in the plan of ${owner}.`, steps: [] };
}

/** No detour: whoever upgrades Kubernetes now has the newest image with it. */
export function sayWhatBringsImages(placed: readonly PlacedFinding[]): readonly PlacedFinding[] {
  if (placed.every(({ stage }) => stage !== 'image')) return placed;
  // What asks for a new cluster, or a look, has no upgrade among its steps.
  const bringing = placed.filter(
    (each) =>
      (each.stage === 'pool-kubernetes' ||
        each.stage === 'repair' ||
        (each.stage === 'kubernetes' && isWorthWaitingFor(each))) &&
      each
        .steps()
        .some(({ commands }) =>
          commands.some((one) => one.includes(' --kubernetes-version ') && !one.includes('--control-plane-only')),
        ),
  );
  return placed.map((each) => {
    const { nodePool } = each.finding;
    const isBrought = bringing.some(({ finding }) => finding.nodePool === null || finding.nodePool === nodePool);
    if (each.stage !== 'image' || !isBrought) return each;
    return {
      ...each,
      finding: withAside(each.finding, BROUGHT_BY_KUBERNETES),
      steps: () => prefixFirst(each.steps(), BROUGHT),
      stepsWhenStarted: () => prefixFirst(each.stepsWhenStarted(), BROUGHT),
    };
  });
}

const BROUGHT = 'The Kubernetes upgrade brings the newest image with it: do this only where that has to wait.';

type Part = readonly PlacedFinding[];

function byStage([a]: Part, [b]: Part): number {
  return a && b ? rankOf(a) - rankOf(b) || compareFindings(a.finding, b.finding) : 0;
}

/** What is months ahead still keeps nobody from patching today. */
const AHEAD: readonly PlanStage[] = ['unblock', 'kubernetes', 'move'];

function rankOf(placed: PlacedFinding): number {
  const isAhead = AHEAD.includes(placed.stage) && !isWorthWaitingFor(placed);
  const place = PLAN_STAGES.indexOf(placed.stage);
  if (placed.stage === 'later') return 2 * PLAN_STAGES.length;
  return isAhead ? PLAN_STAGES.length + place : place;
}

/** Changes that no part before has, each with the looks that it hangs on: those that stand right before it. */
function listNewSteps(steps: readonly Step[], listed: Set<string>): readonly Step[] {
  const isNew = steps.map((step) => !isListed(step, listed));
  const kept = steps.filter((step, index) => {
    const isFirstOfItsKind = steps.findIndex((other) => keyOf(other) === keyOf(step)) === index;
    const change = steps.findIndex((other, place) => place > index && isChange(other));
    return isFirstOfItsKind && (isNew[index] || (!isChange(step) && isNew[change]));
  });
  for (const step of kept) listed.add(step.kind === 'alternative' ? `${OR}${keyOf(step)}` : keyOf(step));
  return kept;
}

const OR = 'or ';

/** What an earlier part has as another way only is not done there; a channel that it turned off is on again by now. */
function isListed(step: Step, listed: ReadonlySet<string>): boolean {
  const key = keyOf(step);
  if (key.includes('--auto-upgrade-channel')) return false;
  return listed.has(key) || (step.kind === 'alternative' && listed.has(`${OR}${key}`));
}

/** A change is the same whatever is said of it; a look is made for what is said of it. */
function keyOf(step: Step): string {
  return isChange(step) ? step.commands.join('\n') : step.title;
}

function isIrreversible({ kind }: Step): boolean {
  return kind === 'irreversible';
}

function isWorthWaitingFor({ pressing }: PlacedFinding): boolean {
  return rankOfSeverity(pressing) >= rankOfSeverity('medium');
}

function findNote({ stage, finding, stepsWhenStarted }: PlacedFinding, parts: readonly Part[]): string | null {
  const others = parts.flat().filter(isWorthWaitingFor);
  const has = (sought: readonly PlanStage[], nodePool: string | null) =>
    others.some((other) => sought.includes(other.stage) && other.finding.nodePool === nodePool);
  if (stage === 'image' && has(['unblock', 'move'], finding.nodePool))
    return 'Worth it only where this pool stays for a while: its replacement starts with the newest image.';
  if (stage === 'pool-kubernetes' && has(['unblock', 'move'], finding.nodePool))
    return 'Worth it only where this pool stays for a while: its replacement starts on the version of the control plane.';
  if (stage === 'network' && stepsWhenStarted().some(isIrreversible) && has(['kubernetes', 'unblock'], null))
    return 'After the Kubernetes upgrade, so that no pool is reimaged for a version that it is about to leave.';
  return null;
}
