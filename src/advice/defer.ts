import { addClause, REPAIR_FIRST, type Step, withAside } from '../domain/finding.ts';
import { type Advice, isChange, now, prefixFirst } from './advice.ts';
import { type ClusterFacts, isFailed, isReportFresh } from './cluster-facts.ts';
import { createAksCommand, createKubectl } from './commands/az-aks.ts';
import { severityWhileStopped } from './severity-policy.ts';

/** Subject of what says that something is stopped; every other finding on it only waits. */
export const STOPPED = 'PowerState/Stopped';

/** Subjects of what says that something failed or hangs; they tell how to go on. */
export const PROVISIONING = 'ProvisioningState/';

/** Fits a piece of advice to the state the cluster and the pool are in: what cannot be done now says what comes first. */
export function fitToState(advice: Advice, facts: ClusterFacts): readonly Advice[] {
  return waitWhileStopped(advice, facts).map((each) => ({
    ...sayRepairFirst(each, facts),
    steps: () => askFirst(waitWhileBusy(each, facts), facts),
  }));
}

/** Subjects of what is to be rebuilt, whoever makes the nodes that it runs on. */
const OF_CONTAINERS = /^Container(?:Images|Base)\//;

/** Azure has no pool of such nodes, so that az can do nothing: what they run is up to what made them. */
export function leaveToProvisioning(advice: Advice, { cluster, windowsPools }: ClusterFacts): Advice {
  const pool = windowsPools.find(({ pool: { name } }) => name === advice.nodePool)?.pool;
  if (!pool?.isProvisioned || OF_CONTAINERS.test(advice.subject)) return advice;
  const { takes, ...brief } = advice.brief;
  const action = 'see what its NodePool asks for, and what holds its nodes';
  const left = takes ? { takes: { ...takes, isAsked: false, isLeftToAks: true } } : {};
  return {
    ...advice,
    // Another Windows version it gives nobody unasked.
    ...(advice.by === undefined ? {} : { by: 'node auto-provisioning, by itself' }),
    summary: addClause(advice.summary, `node auto-provisioning makes and replaces these nodes by itself: ${action}`),
    brief: { ...brief, ...left, action },
    steps: () => [
      now(
        'See what the NodePool asks for, which nodes there are, and what holds them: its disruption budgets, PodDisruptionBudgets, a maintenance window; az has no node pool of that name, and nothing is changed.',
        ...createKubectl(
          cluster,
          ['get nodepools.karpenter.sh,nodeclaims.karpenter.sh -o wide'],
          ['get poddisruptionbudgets -A'],
        ),
      ),
    ],
  };
}

function sayRepairFirst(advice: Advice, facts: ClusterFacts): Advice {
  const isExempt = advice.severity === 'info' || isFirst(advice.subject) || findWait(advice, facts) !== FAILED;
  return isExempt ? advice : withAside(advice, REPAIR_FIRST);
}

/** True for advice on how to start or repair something. */
function isFirst(subject: string): boolean {
  return subject === STOPPED || subject.startsWith(PROVISIONING);
}

const FAILED = 'Repair first what failed or hangs, as the finding on that says.';

/** The steps as they are once everything is started, which is the first part of a plan. */
export function listStepsWhenStarted(advice: Advice, facts: ClusterFacts): readonly Step[] {
  const waiting = waitWhileBusy(advice, facts);
  if (facts.cluster.powerState !== 'Stopped' || advice.subject === STOPPED) return askFirst(waiting, facts);
  // The nodes of a stopped cluster answer nobody, not even who only looks.
  const asksNodes = (step: Step) => isChange(step) || runsKubectl(step);
  return askFirst(waitFor(waiting, 'Start the cluster first.', asksNodes), facts);
}

/** What concerns stopped nodes can wait until they are started, and says so; what is only good to know is left out. */
function waitWhileStopped(advice: Advice, { cluster, windowsPools }: ClusterFacts): readonly Advice[] {
  const pool = windowsPools.find(({ pool: { name } }) => name === advice.nodePool);
  const isClusterStopped = cluster.powerState === 'Stopped';
  if ((!isClusterStopped && pool?.isStopped !== true) || advice.subject === STOPPED) return [advice];
  if (advice.severity === 'info') return [];
  const steps = isClusterStopped ? () => startFirst(advice.steps(), createAksCommand(cluster, 'start')) : advice.steps;
  if (advice.mattersWhileStopped) return [{ ...advice, steps }];
  const what = isClusterStopped ? 'cluster' : 'node pool';
  const summary = addClause(advice.summary, `the ${what} is stopped, so this applies when it is started`);
  const brief = { ...advice.brief, isOnceStarted: true };
  return [{ ...advice, severity: severityWhileStopped(advice.severity), summary, brief, steps }];
}

/** A stopped cluster takes no other command than to start it. */
function startFirst(steps: readonly Step[], start: string): readonly Step[] {
  const first = steps.findIndex(({ commands }) => commands.length > 0);
  return steps.map((step, index) => {
    if (index !== first) return step;
    const title = `Start the cluster, whose nodes cost again from then on. ${step.title}`;
    return { ...step, title, commands: [start, ...step.commands] };
  });
}

/** A command with a blank to fill in, or that works only inside a network, is not ready to paste. */
function askFirst(steps: readonly Step[], { cluster }: ClusterFacts): readonly Step[] {
  return steps.map((step): Step => {
    const blanks = new Set(step.commands.flatMap((command) => command.match(/<[a-z-]+>/g) ?? []));
    const isInside = cluster.isPrivate === true && runsKubectl(step);
    const title = `${isInside ? 'From inside its network: ' : ''}${step.title}`;
    if (step.kind !== 'now' || (blanks.size === 0 && !isInside)) return { ...step, title };
    const known = blanks.size > 1 ? 'are not known' : 'is not known';
    const put = blanks.size === 0 ? '' : `Put ${[...blanks].join(' and ')} in, which ${known} here. `;
    return { ...step, kind: 'after-check', title: `${put}${title}` };
  });
}

/** AKS refuses a change while another one runs, and often after one that failed. */
function waitWhileBusy(advice: Advice, facts: ClusterFacts): readonly Step[] {
  const before = isFirst(advice.subject) ? null : findWait(advice, facts);
  if (before === null) return advice.steps();
  const waiting = waitFor(advice.steps(), before);
  return facts.cluster.powerState === 'Stopped' ? waiting.map(notAtOnce) : waiting;
}

function notAtOnce(step: Step): Step {
  return step.kind === 'now' ? { ...step, kind: 'after-check' } : step;
}

/** Nothing that changes something is pasted at once. */
function waitFor(steps: readonly Step[], before: string, waits = isChange): readonly Step[] {
  return prefixFirst(steps, before, waits).map((step) => (waits(step) ? notAtOnce(step) : step));
}

function runsKubectl({ commands }: Step): boolean {
  return commands.some((command) => command.startsWith('kubectl '));
}

/** What concerns the whole cluster waits for each of its pools. An old report says nothing about an operation. */
function findWait({ nodePool }: Advice, facts: ClusterFacts): string | null {
  const { cluster, windowsPools, undeletedPools } = facts;
  const isConcerned = (name: string): boolean => nodePool === undefined || name === nodePool;
  const pools = facts.livePools.filter(({ name }) => isConcerned(name));
  const states = [cluster, ...pools].map(({ provisioningState }) => provisioningState ?? '');
  const hanging = [...windowsPools, ...undeletedPools].filter(({ stuckDays }) => stuckDays !== null);
  const hangs = facts.stuckDays !== null || hanging.some(({ pool }) => isConcerned(pool.name));
  if (hangs || states.some(isFailed)) return FAILED;
  return states.some((state) => BUSY.test(state)) && isReportFresh(facts)
    ? 'Wait until the operation that runs is done, since AKS takes one at a time.'
    : null;
}

const BUSY = /^(upgrading|updating|starting|stopping|scaling|deleting|creating)/i;
