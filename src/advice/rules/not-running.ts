import { addDays, daysBetween, formatDate } from '../../domain/calendar-date.ts';
import { type Cluster, isGoing, type NodePool, type Operation, operationOf } from '../../domain/cluster.ts';
import type { Step } from '../../domain/finding.ts';
import { compareMinors, minorOf } from '../../domain/kubernetes-version.ts';
import { capitalize, countOf } from '../../domain/text.ts';
import { type Advice, type AdviceRule, afterCheck, alternative, listSteps, type Mark, now, say } from '../advice.ts';
import { type ClusterFacts, isFailed, titlesOf, type WindowsPoolFacts } from '../cluster-facts.ts';
import {
  createAksCommand,
  createCommand,
  createKubectl,
  createNodePoolCommand,
  selectorOfPool,
} from '../commands/az-aks.ts';
import { PROVISIONING, STOPPED } from '../defer.ts';
import { hasNoImages } from '../ends.ts';
import { DOCS } from '../evidence.ts';
import { allowsKubernetes, listBarred } from '../find-os-sku-target.ts';
import { isOutOfSupport } from '../kubernetes-support.ts';
import { createNodeImageUpgrade, describeReplacement, sayHeld } from '../plan/image-upgrade.ts';
import { describePoolUpgrade, repeatUpgrade } from '../plan/kubernetes-upgrade.ts';
import { severityOfRetiring } from '../severity-policy.ts';
import { isMinorSupported, isUpgradedByItself } from '../upgrade-outlook.ts';

/** One finding for a cluster stopped or failed as a whole. A failed Linux pool counts: AKS upgrades no cluster with one. */
export const notRunning: AdviceRule = {
  name: 'not-running',
  topic: 'what is not running',
  stage: 'repair',
  find(facts) {
    const { cluster, livePools, windowsPools, undeletedPools } = facts;
    if (isGoing(cluster)) return [describeStuckCluster(facts)];
    const isStopped = cluster.powerState === 'Stopped';
    const linux = livePools.filter(
      ({ osType, provisioningState }) => osType !== 'Windows' && isFailed(provisioningState),
    );
    const wanted = findWantedByCluster(facts);
    // One operation on the cluster as a whole, which fails its pools with it.
    const isOwn = ({ wantedKubernetesVersion }: NodePool) => wanted === null || wantedKubernetesVersion !== wanted;
    const windows = windowsPools.filter(({ pool }) => !isFailed(pool.provisioningState) || isOwn(pool));
    const hasFailedPool = [...linux.filter(isOwn), ...windows.map(({ pool }) => pool)].some((pool) =>
      isFailed(pool.provisioningState),
    );
    // Azure calls a cluster failed as well where one of its pools is: the same cause, and repaired with it.
    const isFailedItself = isFailed(cluster.provisioningState) && (wanted !== null || !hasFailedPool);
    return [
      isStopped ? describeStoppedCluster(facts) : null,
      isFailedItself ? describeFailedCluster(facts, wanted) : null,
      // Its own operation lasts as long as that of a pool.
      windowsPools.every(({ stuckDays }) => stuckDays === null) ? describeStuckCluster(facts) : null,
      ...undeletedPools.map(({ pool, stuckDays }) => describeStuck(facts, pool, stuckDays)),
      ...windows.map((pool) => advisePool(facts, pool, isStopped)),
      ...linux.filter(isOwn).map((pool) => describeFailedPool(facts, pool)),
    ];
  },
};

function advisePool(facts: ClusterFacts, poolFacts: WindowsPoolFacts, isClusterStopped: boolean): Advice | null {
  const { pool } = poolFacts;
  if (isFailed(pool.provisioningState)) return describeFailedPool(facts, pool, poolFacts);
  const stuck = describeStuck(facts, pool, poolFacts.stuckDays);
  return stuck ?? (pool.powerState === 'Stopped' && !isClusterStopped ? describeStoppedPool(facts, poolFacts) : null);
}

const DAYS_STOPPED = 365;

function describeStoppedCluster(facts: ClusterFacts): Advice {
  const { cluster, today, windowsPools } = facts;
  const since = cluster.evidence?.stopped?.slice(0, 10) ?? null;
  const due = since === null ? null : addDays(since, DAYS_STOPPED);
  const seen = since === null ? '' : `, since ${formatDate(since)} or before`;
  const by = due === null ? '' : `, so by ${formatDate(due)} at the latest`;
  return {
    severity: (due === null ? null : severityOfRetiring(daysBetween(today, due))) ?? 'info',
    subject: STOPPED,
    stage: 'start',
    due,
    ...say(
      'The cluster is stopped',
      `${seen}: it can only be started or deleted, and AKS deletes it for good 12 months after it was stopped${by}`,
    ),
    steps: () => [
      afterCheck(
        `If it is still needed, start it: its nodes cost again${describeReturn(facts, windowsPools)}.`,
        createAksCommand(cluster, 'start'),
      ),
    ],
    evidence: [DOCS.startStop],
  };
}

/** With which images stopped nodes come back, as a clause. */
function describeReturn({ today }: ClusterFacts, pools: readonly WindowsPoolFacts[]): string {
  const removed = pools.filter(({ ends }) => hasNoImages(ends, today));
  if (removed.length === 0) return ', and come back with the images they had';
  return `; those of ${titlesOf(removed).join(' and ')} may not start, since their images are removed`;
}

function describeStoppedPool(facts: ClusterFacts, poolFacts: WindowsPoolFacts): Advice {
  const { cluster } = facts;
  const { pool } = poolFacts;
  return {
    nodePool: pool.name,
    severity: 'info',
    subject: STOPPED,
    // Last: what is upgraded or replaced while it stands still disturbs nobody.
    stage: 'later',
    ...say(
      'The node pool is stopped',
      `: nothing runs on it${hasNoImages(poolFacts.ends, facts.today) ? '' : ', and it can be upgraded all the same'}; delete it if nobody needs it`,
    ),
    steps: () => [
      afterCheck(
        `If it is still needed, start it: its nodes cost again${describeReturn(facts, [poolFacts])}.`,
        createNodePoolCommand(cluster, pool.name, 'start'),
      ),
    ],
    evidence: [DOCS.startStop],
  };
}

/** How an operation ended that did not succeed. */
function outcomeOf(provisioningState: string | null): 'failed' | 'was canceled' {
  return /^cancel/i.test(provisioningState ?? '') ? 'was canceled' : 'failed';
}

/** Version of a failed upgrade of the cluster that can be repeated; `null` where something else failed, or AKS takes it no more. */
function findWantedByCluster(facts: ClusterFacts): string | null {
  const { cluster, stayingPools } = facts;
  const wanted = cluster.wantedKubernetesVersion ?? null;
  const minor = minorOf(wanted);
  if (!isFailed(cluster.provisioningState) || minor === null || isOutOfSupport(facts, minor)) return null;
  // With a Spot pool the control plane goes alone, which AKS refuses of these.
  const isRefusedAlone = isUpgradedByItself(cluster) || !isMinorSupported(facts);
  const isRefused = isRefusedAlone && stayingPools.some(({ spot }) => spot !== undefined);
  return isRefused || listBarred(facts, minor).length > 0 ? null : wanted;
}

function describeFailedCluster(facts: ClusterFacts, wanted: string | null): Advice {
  const { cluster } = facts;
  const outcome = outcomeOf(cluster.provisioningState);
  const reconcile = createAksCommand(cluster, 'update');
  return {
    severity: 'high',
    subject: `${PROVISIONING}Failed`,
    ...(wanted === null
      ? say(`The last operation on the cluster ${outcome}`, ': upgrades can be refused until it is repaired')
      : say(
          `The upgrade of the cluster to Kubernetes ${wanted} ${outcome}`,
          `, and its control plane still runs ${cluster.kubernetesVersion}: `,
          { action: 'find the reason, then repeat it' },
        )),
    steps: () => [
      now(
        `Read what ${outcome} and why; nothing is changed.`,
        createAksCommand(cluster, 'show', '--query "{state:provisioningState,power:powerState.code}" -o json'),
        ...readActivityLog(cluster, outcome),
      ),
      ...(wanted === null
        ? [
            afterCheck(
              `When the reason is gone, repeat what ${outcome}, or reconcile the cluster (answer y).`,
              reconcile,
            ),
          ]
        : [repeatUpgrade(facts, wanted), alternative(RECONCILE, reconcile)]),
    ],
    evidence: [DOCS.supportPolicies],
  };
}

const RECONCILE = 'Or reconcile the cluster to what is set (answer y).';

/** The reason of a failure stands there and nowhere else: what was asked of a pool, or of the cluster for all its pools. */
function readActivityLog(
  cluster: Cluster,
  outcome: 'failed' | 'was canceled',
  nodePool: string | null = null,
): readonly string[] {
  if (!cluster.id.startsWith('/subscriptions/')) return [];
  const ids = [...(nodePool === null ? [] : [`${cluster.id}/agentPools/${nodePool}`]), cluster.id];
  return ids.map((id) =>
    createCommand(
      'az monitor activity-log list',
      ['--resource-id', id],
      // What was broken off leaves no failure behind: who did it shows among everything.
      outcome === 'failed' ? '--status Failed' : '--max-events 50',
      '--offset 14d --query "[].{at:eventTimestamp,what:operationName.value,how:status.value,who:caller,why:properties.statusMessage}" -o json',
      ['--subscription', cluster.subscriptionId],
    ),
  );
}

function describeFailedPool(facts: ClusterFacts, pool: NodePool, windows?: WindowsPoolFacts): Advice {
  const { cluster } = facts;
  const outcome = outcomeOf(pool.provisioningState);
  const asked = findWantedVersion(facts, pool);
  const refusal = describeRefusal(facts, windows, asked);
  const wanted = refusal === '' ? asked : null;
  return {
    nodePool: pool.name,
    severity: pool.osType === 'Windows' || isFailed(cluster.provisioningState) ? 'high' : 'medium',
    subject: `${PROVISIONING}Failed`,
    ...(wanted
      ? say(
          `The upgrade of the node pool to Kubernetes ${wanted} ${outcome}`,
          `, and it still runs ${pool.kubernetesVersion}: `,
          { action: 'find the reason, then repeat it' },
        )
      : say(
          `The last operation on the node pool ${outcome}`,
          ': ',
          { action: `find the reason, then repeat what ${outcome}, or reconcile` },
          refusal,
        )),
    steps: () => [
      now(
        `Read what ${outcome} and why; nothing is changed.`,
        createNodePoolCommand(cluster, pool.name, 'show', '--query provisioningState -o tsv'),
        ...readActivityLog(cluster, outcome, pool.name),
      ),
      ...(wanted === null ? repeatFailed(facts, windows) : repeatPoolUpgrade(facts, { pool, windows, wanted })),
    ],
    evidence: [DOCS.supportPolicies],
  };
}

/** Why an upgrade cannot be repeated, as a clause; empty where nothing speaks against it. */
function describeRefusal(
  { minor: plane }: ClusterFacts,
  windows: WindowsPoolFacts | undefined,
  asked: string | null,
): string {
  const minor = minorOf(asked);
  if (minor !== null && plane !== null && compareMinors(minor, plane) > 0)
    return `; an upgrade to Kubernetes ${minor} is refused before that of its control plane (${plane})`;
  if (!windows?.ends || minor === null || allowsKubernetes(windows.ends, minor)) return '';
  return `; an upgrade to Kubernetes ${minor} is refused while the pool runs ${windows.title}`;
}

/** The version that an upgrade asked for, also where only the control plane tells. */
function findWantedVersion({ cluster, minor }: ClusterFacts, pool: NodePool): string | null {
  if (pool.wantedKubernetesVersion !== undefined) return pool.wantedKubernetesVersion;
  const own = minorOf(pool.kubernetesVersion);
  return own !== null && minor !== null && compareMinors(own, minor) < 0 ? cluster.kubernetesVersion : null;
}

function repeatPoolUpgrade(
  facts: ClusterFacts,
  { pool, windows, wanted }: { pool: NodePool; windows: WindowsPoolFacts | undefined; wanted: string },
): readonly Step[] {
  const { cluster } = facts;
  return [
    afterCheck(
      `When the reason is gone, repeat the upgrade: ${describePoolUpgrade(facts, pool, windows)}.`,
      createNodePoolCommand(cluster, pool.name, 'upgrade', ['--kubernetes-version', wanted]),
    ),
    alternative(RECONCILE, createAksCommand(cluster, 'update')),
  ];
}

function repeatFailed(facts: ClusterFacts, windows: WindowsPoolFacts | undefined): readonly Step[] {
  const { cluster } = facts;
  return listSteps(
    afterCheck(
      'When the reason is gone, reconcile the cluster to what is set (answer y).',
      createAksCommand(cluster, 'update'),
    ),
    !windows || windows.assessment.imagesBehind === 0
      ? null
      : afterCheck(
          `${sayHeld(facts, windows)}If it was an image upgrade, repeat it: ${describeReplacement(cluster, windows.pool)}.`,
          createNodeImageUpgrade(cluster, windows.pool),
        ),
  );
}

/** What an operation that hangs does not do, and what mostly holds it. */
const HANGING: Readonly<Record<Operation, readonly (string | Mark)[]>> = {
  upgrading: [{ action: 'look for pods that a PodDisruptionBudget holds' }],
  creating: ['its activity log tells what it waits for'],
  deleting: [
    'what still runs gets no updates; ',
    { action: 'look for what holds it' },
    ', such as a lock or a PodDisruptionBudget',
  ],
};

/** What holds an upgrade for days has to be found: mostly a pod that may not be evicted. */
function describeStuck({ cluster }: ClusterFacts, pool: NodePool, days: number | null): Advice | null {
  const operation = operationOf(pool);
  if (days === null || operation === null) return null;
  const log = operation === 'upgrading' ? [] : readActivityLog(cluster, 'was canceled', pool.name);
  return {
    ...stuckFor(operation, 'The node pool', days),
    nodePool: pool.name,
    steps: () =>
      listSteps(
        now(
          'See what holds the nodes; nothing is changed.',
          ...createKubectl(cluster, ['get nodes', ['-l', selectorOfPool(pool.name)]], ['get poddisruptionbudgets -A']),
          ...log,
        ),
        afterCheck(
          operation === 'upgrading'
            ? 'If nothing moves, abort the upgrade: nodes that were replaced stay, the others keep what they have.'
            : 'If nothing moves, abort the operation; when what held it is gone, ask for it again.',
          createNodePoolCommand(cluster, pool.name, 'operation-abort'),
        ),
        operation !== 'upgrading'
          ? null
          : afterCheck(
              'When what held it is gone, reconcile the cluster to what is set (answer y), then upgrade again.',
              createAksCommand(cluster, 'update'),
            ),
      ),
  };
}

function describeStuckCluster({ cluster, stuckDays }: ClusterFacts): Advice | null {
  const operation = operationOf(cluster);
  if (stuckDays === null || operation === null) return null;
  return {
    ...stuckFor(operation, 'The cluster', stuckDays),
    steps: () => [
      now('Read what was asked of it and by whom; nothing is changed.', ...readActivityLog(cluster, 'was canceled')),
      afterCheck(
        'If nothing moves, abort the operation; when what held it is gone, ask for it again.',
        createAksCommand(cluster, 'operation-abort'),
      ),
    ],
  };
}

function stuckFor(operation: Operation, what: string, days: number) {
  return {
    severity: operation === 'upgrading' ? ('high' as const) : ('medium' as const),
    subject: `${PROVISIONING}${capitalize(operation)}`,
    ...say(`${what} has been ${operation} for ${countOf(days, 'day')}`, ', so it is stuck: ', ...HANGING[operation]),
    evidence: [DOCS.upgradeOptions],
  };
}
