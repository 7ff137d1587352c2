import type { Cluster, NodePool } from '../../domain/cluster.ts';
import type { Step } from '../../domain/finding.ts';
import { countOf } from '../../domain/text.ts';
import { type Advice, type AdviceRule, afterCheck, alternative, now, onPools, say } from '../advice.ts';
import { createKubectl, createNodePoolCommand, createQuotaLook, selectorOfPool } from '../commands/az-aks.ts';
import { hasNoImages } from '../ends.ts';
import { DOCS } from '../evidence.ts';
import { ADVISED_SURGE, effectOfSurge } from '../surge.ts';

/** An upgrade of the pool drains all nodes at once, or takes capacity away instead of adding it first. */
export const maxSurge: AdviceRule = {
  name: 'max-surge',
  topic: 'max surge',
  stage: 'prepare',
  isOptional: true,
  find: onPools(({ pool, ends }, { cluster, today }) => {
    const effect = effectOfSurge(pool);
    if (effect === null || hasNoImages(ends, today)) return null;
    const command = createNodePoolCommand(
      cluster,
      pool.name,
      'update',
      ['--max-surge', ADVISED_SURGE],
      ['--max-unavailable', pool.settings?.maxUnavailable === undefined ? null : '0'],
    );
    return {
      severity: 'low',
      subject: 'MaxSurge',
      ...say(
        `At the next upgrade ${EFFECTS[effect]}`,
        ` (${describeSettings(pool)}); ${ADVISED_SURGE} is advised for production`,
      ),
      steps: () =>
        effect === 'at-once'
          ? [now(`Set the surge: ${SURGE_COSTS}`, command)]
          : surgeWhereThereIsRoom(cluster, command),
      evidence: [DOCS.rollingUpgrades],
    };
  }),
};

const SURGE_COSTS = 'nothing that runs is touched now; an upgrade then costs a third more nodes while it runs.';

const EFFECTS = {
  'at-once': 'all nodes of the pool are drained at once',
  'without-extra': 'nodes are drained without extra ones, so capacity drops',
  'all-away': 'all nodes of the pool are drained at once, without extra ones',
} as const;

function describeSettings({ maxSurge, settings }: NodePool): string {
  const unavailable = settings?.maxUnavailable === undefined ? '' : `, max unavailable ${settings.maxUnavailable}`;
  return `max surge ${maxSurge}${unavailable}`;
}

/** No surge is also what a pool is given on purpose, where there is no quota for one. */
function surgeWhereThereIsRoom(cluster: Cluster, command: string): readonly Step[] {
  return [
    now(
      "See whether the region's quota has room for a third more nodes; nothing is changed.",
      ...createQuotaLook(cluster),
    ),
    afterCheck(`If there is room, set the surge: ${SURGE_COSTS}`, command),
  ];
}

/** A pool made from a snapshot keeps that image, whatever the channel says, until somebody upgrades it. */
export const snapshotPin: AdviceRule = {
  name: 'snapshot-pin',
  topic: 'the pin to a snapshot',
  stage: 'later',
  isOptional: true,
  find: onPools(({ pool, isFrozen }, { cluster }) => {
    if (pool.snapshotId === undefined || isFrozen) return null;
    return {
      severity: 'info',
      subject: 'Snapshot',
      ...say(
        `The pool is pinned to the snapshot ${pool.snapshotId.split('/').at(-1)}`,
        ': no channel upgrades its image, and an image upgrade without a snapshot ends the pin',
      ),
      steps: () => [
        now(
          'See the snapshot; nothing is changed.',
          createNodePoolCommand(cluster, pool.name, 'show', '--query creationData.sourceResourceId -o tsv'),
        ),
      ],
      evidence: [DOCS.snapshots],
    };
  }),
};

/** Nodes that keep cluster services up while one of them is upgraded, and what AKS recommends for production. */
const FEWEST_NODES = 2;
const RECOMMENDED_NODES = 3;

/** Too few nodes in the Linux system pool; when its one node goes, DNS of the Windows pods goes with it. */
export const systemPoolNodes: AdviceRule = {
  name: 'system-pool-nodes',
  topic: 'nodes of the system pool',
  stage: 'prepare',
  find({ cluster, livePools }) {
    const systemPools = livePools.filter(isLinuxSystemPool);
    const [first] = systemPools;
    const nodes = systemPools.reduce((sum, pool) => sum + fewestOf(pool), 0);
    if (!first || nodes >= FEWEST_NODES) return null;
    const state = first.settings?.autoscaler
      ? `may shrink to ${countOf(nodes, 'node')}`
      : `has ${countOf(nodes, 'node')}`;
    return {
      nodePool: first.name,
      severity: 'low',
      subject: 'SystemNodePool',
      ...say(
        `The Linux system node pool ${state}`,
        ': an upgrade or a fault of one takes DNS away from the Windows pods too; ',
        { action: `${RECOMMENDED_NODES} are recommended` },
      ),
      steps: () => (isSeenOnly(first) ? lookAndWiden(cluster, first) : [widen(cluster, first)]),
      evidence: [DOCS.systemPools],
    };
  },
};

/** Nodes that a pool has for sure. */
function fewestOf({ count: nodes, settings }: NodePool): number {
  return settings?.autoscaler?.min ?? nodes ?? FEWEST_NODES;
}

/** `scale` is refused on an autoscaled pool. */
function widen(cluster: Cluster, { name, settings }: NodePool): Step {
  const scaler = settings?.autoscaler;
  const title = `Keep ${RECOMMENDED_NODES} nodes: nothing that runs is touched, and each further node costs and needs quota.`;
  if (!scaler) return now(title, createNodePoolCommand(cluster, name, 'scale', ['--node-count', RECOMMENDED_NODES]));
  return now(
    title,
    createNodePoolCommand(
      cluster,
      name,
      'update',
      '--update-cluster-autoscaler',
      ['--min-count', RECOMMENDED_NODES],
      ['--max-count', Math.max(RECOMMENDED_NODES, scaler.max)],
    ),
  );
}

function isSeenOnly({ settings, evidence }: NodePool): boolean {
  return settings === undefined && evidence?.nodes !== undefined && evidence.azure === undefined;
}

function lookAndWiden(cluster: Cluster, pool: NodePool): readonly Step[] {
  const { title, commands } = widen(cluster, pool);
  return [
    now(
      'See whether an autoscaler has the pool; nothing is changed.',
      createNodePoolCommand(cluster, pool.name, 'show', '--query enableAutoScaling -o tsv'),
    ),
    afterCheck(`If it says false: ${title}`, ...commands),
    alternative(
      `If it says true, raise the least number of nodes of its autoscaler to ${RECOMMENDED_NODES} with --update-cluster-autoscaler: scale is refused there.`,
    ),
  ];
}

function isLinuxSystemPool(pool: NodePool): boolean {
  return pool.mode === 'System' && pool.osType === 'Linux';
}

/** In production, Linux workloads want a pool of their own: beside Windows pools they would land on the system pool. */
export const linuxUserPool: AdviceRule = {
  name: 'linux-user-pool',
  topic: 'a Linux pool for your own workloads',
  stage: 'later',
  isOptional: true,
  find({ cluster, livePools }) {
    const linux = livePools.filter(({ osType }) => osType === 'Linux');
    const [system] = linux;
    const isProduction = PRODUCTION.test(cluster.ownership.environment ?? '');
    if (!system || !isProduction || linux.some(({ mode }) => mode !== 'System')) return null;
    return describeSharedPool(cluster, system);
  },
};

const PRODUCTION = /^prod/i;

function describeSharedPool(cluster: Cluster, { name }: NodePool): Advice {
  return {
    severity: 'info',
    subject: 'LinuxUserPool',
    ...say(
      'Linux workloads of this production cluster share the system node pool with DNS and the other services of the cluster',
      ': a Linux node pool of their own is recommended, where there are any',
    ),
    steps: () => [
      now(
        'See what runs on the system node pool; nothing is changed.',
        ...createKubectl(
          cluster,
          ['get nodes', ['-l', selectorOfPool(name)]],
          ['get pods -A -o wide --field-selector metadata.namespace!=kube-system'],
        ),
      ),
      afterCheck(
        'If workloads of yours are there, add a Linux user node pool for them (its nodes cost and need quota), move them, and keep the system pool to itself with the taint CriticalAddonsOnly=true:NoSchedule.',
      ),
    ],
    evidence: [DOCS.systemPools, DOCS.windowsPractices],
  };
}
