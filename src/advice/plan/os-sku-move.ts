import { hasLongTermSupport, type NodePool } from '../../domain/cluster.ts';
import type { Step } from '../../domain/finding.ts';
import { minorOf } from '../../domain/kubernetes-version.ts';
import type { OsSkuLifecycle } from '../../domain/lifecycle.ts';
import { baseTagFor, needsRebuild, type OsSku, titleOfOsSku } from '../../domain/os-sku.ts';
import { countOf } from '../../domain/text.ts';
import { afterCheck, alternative, irreversible, listSteps, now } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { createAddPool, isGen2, listNotCarried, surgeOfReplacement } from '../commands/add-node-pool.ts';
import { createKubectl, createNodePoolCommand, createQuotaLook, selectorOfPool } from '../commands/az-aks.ts';
import { allowsKubernetes, findOsSkuTarget, listOsSkuTargets } from '../find-os-sku-target.ts';
import { endOfPlatformSupport } from '../kubernetes-support.ts';
import { isMinorSupported } from '../upgrade-outlook.ts';
import { describeAddresses, describeReplacement } from './image-upgrade.ts';
import { listHopsBefore, listLasting, planKubernetesPath } from './kubernetes-path.ts';
import { planHops, switchToLts } from './kubernetes-upgrade.ts';
import { findUncoveringEngine } from './network-engine.ts';

interface OsSkuMovePlan {
  /** `move to a new pool of Windows Server 2025`: what to do, or to do first. */
  readonly action: string;
  /** ` with rebuilt container images`, as it goes on; may be empty. */
  readonly detail: string;
  /** Why, and what comes then, as that goes on; may be empty. */
  readonly how: string;
  /** What the move takes away, as a clause that begins with `; `; empty where it takes nothing. */
  readonly warning: string;
  /** Whether the move comes before the Kubernetes upgrade or after it. */
  readonly stage: 'unblock' | 'move';
  readonly steps: () => readonly Step[];
}

interface Destination {
  readonly to: OsSkuLifecycle;
  /** Kubernetes minors to go to first, which still take the pool as it is. */
  readonly before: readonly string[];
  /** True where the plan of the cluster goes there anyway, and the move follows it. */
  readonly isOnTheWay: boolean;
}

/** Plans the move of a pool; without a known target the words stay general and there is nothing to run. */
export function planOsSkuMove(facts: ClusterFacts, poolFacts: WindowsPoolFacts): OsSkuMovePlan {
  const destination = findDestination(facts, poolFacts);
  const from = poolFacts.osSku;
  const isStranded = isPoolStranded(facts, poolFacts);
  if (!destination || from === null) {
    const way = isStranded
      ? TO_NEW_CLUSTER
      : { action: 'move to a supported Windows Server version', detail: '', how: '' };
    return { ...way, warning: '', stage: 'move', steps: () => [] };
  }
  const { to, before, isOnTheWay } = destination;
  const isRecovery = !isMinorSupported(facts) && !hasLongTermSupport(facts.cluster);
  const rebuilt = needsRebuild(from, to.osSku) ? ' with rebuilt container images' : '';
  const move = `move to ${poolFacts.pool.isProvisioned ? '' : 'a new pool of '}${titleOfOsSku(to.osSku)}`;
  const way =
    before.length === 0
      ? { action: move, detail: rebuilt, how: '' }
      : {
          action: `upgrade Kubernetes to ${before.at(-1)} first`,
          detail: '',
          how: `, which still allows it, then ${move}${rebuilt}`,
        };
  const engine = findUncoveringEngine(facts.lifecycle, facts.cluster, to.osSku);
  return {
    ...(isStranded
      ? { ...TO_NEW_CLUSTER, how: `${TO_NEW_CLUSTER.how}, or until then ${way.action}${way.detail}${way.how}` }
      : way),
    warning: engine
      ? `; ${engine.title}, the network policy engine of this cluster, does not cover ${titleOfOsSku(to.osSku)}, so policies are not enforced there`
      : '',
    stage: isOnTheWay || isStranded ? 'move' : 'unblock',
    steps: () =>
      listSteps(
        before.length === 0 ? null : planHops(facts, { hops: before, isRecovery }),
        listMoveSteps(facts, poolFacts, from, destination),
        deleteOldPool(facts, poolFacts.pool),
        changeInPlace(facts, poolFacts, to),
        listCovered(facts, poolFacts, to),
      ),
  };
}

const TO_NEW_CLUSTER = {
  action: 'move the workloads to a new cluster',
  detail: '',
  how: ', since nothing it could run is taken there',
};

/** True where the pool keeps its cluster from every supported Kubernetes version, whatever it is moved to. */
function isPoolStranded(facts: ClusterFacts, { title }: WindowsPoolFacts): boolean {
  const { minor } = facts;
  return minor !== null && planKubernetesPath(facts, minor).stranded.includes(title);
}

/** What a pool is to be moved to; `null` where nothing is known to move it to. */
export function findMoveTarget(facts: ClusterFacts, poolFacts: WindowsPoolFacts): OsSku | null {
  return findDestination(facts, poolFacts)?.to.osSku ?? null;
}

/** One move and no detour: the next minor counts where the old OS SKU may still run on it. */
function findDestination(facts: ClusterFacts, poolFacts: WindowsPoolFacts): Destination | null {
  const { minor } = facts;
  const to = findOsSkuTarget(facts, poolFacts);
  const later = minor === null ? null : findLaterDestination(facts, poolFacts, minor);
  if (later && later.to.osSku !== to?.osSku) return later;
  const before = minor === null || poolFacts.ends === null ? [] : listHopsBefore(facts, poolFacts.ends, minor);
  return to && { to, before, isOnTheWay: before.length > 0 };
}

function findLaterDestination(facts: ClusterFacts, poolFacts: WindowsPoolFacts, minor: string): Destination | null {
  const { ends } = poolFacts;
  const { hops, stranded } = planKubernetesPath(facts, minor);
  // The pools that leave only a new cluster keep this one from every upgrade.
  if (ends === null || stranded.length > 0) return null;
  const reachable = hasLongTermSupport(facts.cluster)
    ? listLasting(facts, minor, 0).map((row) => row.minor)
    : hops.slice(0, 1);
  const best = listOsSkuTargets(facts, poolFacts, reachable.at(-1) ?? null)[0];
  // What the cluster's own plan goes to comes first: one upgrade, not two.
  const first = [...hops.slice(0, 1), ...reachable].find(
    (each) => allowsKubernetes(ends, each) && best && allowsKubernetes(best, each),
  );
  return best && first !== undefined ? { to: best, before: [first], isOnTheWay: first === hops[0] } : null;
}

/** Adds the pool and moves what runs; takes nothing away. */
function listMoveSteps(
  facts: ClusterFacts,
  poolFacts: WindowsPoolFacts,
  from: OsSku,
  { to, before }: Destination,
): readonly Step[] {
  const { cluster } = facts;
  const { pool } = poolFacts;
  const title = titleOfOsSku(to.osSku);
  const notes = [
    describeNotCarried(pool),
    describeGeneration(pool, to),
    describeSurge(pool),
    to.needsFips ? ' (az 2.87 or later)' : '',
    before.length === 0 ? describeOldKubernetes(facts) : '',
  ];
  return listSteps(
    now(
      `See whether the region's quota has room for ${describeNodes(facts, pool)}; nothing is changed.`,
      ...createQuotaLook(cluster),
    ),
    afterCheck(
      `If there is room${describeThere(facts, to)}, add a pool of ${title} beside the old one: nothing that runs is touched, and until the old pool is gone both cost${notes.join('')}.`,
      ...createAddPool(cluster, pool, to),
    ),
    afterCheck(
      `${describeRebuild(from, to.osSku)}; deploy to the new pool (select kubernetes.azure.com/os-sku: ${to.osSku}, and change what selects the old pool, its OS SKU or its Windows build; set up gMSA and managed identities), then verify it: nodes, pods and PodDisruptionBudgets.`,
      ...createKubectl(cluster, ['get nodes -o wide'], ['get pods -A -o wide'], ['get poddisruptionbudgets -A']),
    ),
    drainOldPool(facts, poolFacts),
  );
}

/**
 * Nothing is to be drained where no node runs, but a stopped cluster was started before;
 * an autoscaler would answer the drain with new nodes of the old pool.
 */
function drainOldPool({ cluster }: ClusterFacts, { pool }: WindowsPoolFacts): Step | null {
  const isOff = pool.powerState === 'Stopped' && cluster.powerState !== 'Stopped';
  if (isOff || pool.count === 0) return null;
  const isScaled = pool.settings?.autoscaler != null;
  const scaler = isScaled ? ', its autoscaler turned off so that it adds no new ones' : '';
  return afterCheck(
    `When the workloads run there, drain the old nodes${scaler}: their pods are evicted, and a PodDisruptionBudget can stop it.`,
    ...(isScaled ? [createNodePoolCommand(cluster, pool.name, 'update', '--disable-cluster-autoscaler')] : []),
    ...createKubectl(cluster, [
      'drain',
      ['-l', selectorOfPool(pool.name)],
      '--ignore-daemonsets --delete-emptydir-data',
    ]),
  );
}

function deleteOldPool({ cluster }: ClusterFacts, pool: NodePool): Step {
  return irreversible(
    'When nothing has run on the old pool for some days, so that nobody wants to go back to it, delete it: az does not ask, and its nodes and their disks are gone for good.',
    createNodePoolCommand(cluster, pool.name, 'delete'),
  );
}

function describeNodes({ cluster }: ClusterFacts, pool: NodePool): string {
  return `${pool.count ? countOf(pool.count, 'more node') : 'the nodes of a second pool'}${describeAddresses(cluster, pool)}`;
}

function describeNotCarried(pool: NodePool): string {
  const left = listNotCarried(pool);
  return left.length === 0 ? '' : `; set up by hand: ${left.join(', ')}`;
}

/** What is gen2 only asks for a VM size that can; a gen1 pool may have one that cannot. */
function describeGeneration(pool: NodePool, to: OsSkuLifecycle): string {
  return to.needsFips && !isGen2(pool) ? '; its VM size has to support generation 2' : '';
}

function describeSurge(pool: NodePool): string {
  const surge = pool.spot === undefined ? surgeOfReplacement(pool) : pool.maxSurge;
  return surge === pool.maxSurge ? '' : `; max surge ${surge} instead of ${pool.maxSurge}`;
}

/** AKS still adds pools while it supports the platform around a minor; what it does after that it does not say. */
function describeOldKubernetes(facts: ClusterFacts): string {
  const { minor } = facts;
  if (minor === null || isMinorSupported(facts) || endOfPlatformSupport(facts, minor) !== null) return '';
  return '; AKS may refuse a new pool on a Kubernetes version that old, and a new cluster is the way then';
}

/** The plan of a move that was begun: its new pool is there, and may be this one's. */
function describeThere({ windowsPools }: ClusterFacts, to: OsSkuLifecycle): string {
  const there = windowsPools.filter(({ osSku }) => osSku === to.osSku).map(({ pool }) => pool.name);
  return there.length === 0 ? '' : `, and ${there.join(' or ')} was not added for this`;
}

function describeRebuild(from: OsSku, to: OsSku): string {
  const tag = baseTagFor(to);
  if (!needsRebuild(from, to)) return 'The container images run there unchanged, test them all the same';
  return `Rebuild the container images${tag === null ? '' : ` FROM an ${tag} base image`}`;
}

/** AKS changes a pool in place where both versions may run on its Kubernetes minor, and not from gen1 to gen2. */
function changeInPlace(facts: ClusterFacts, poolFacts: WindowsPoolFacts, to: OsSkuLifecycle): Step | null {
  const { cluster, lifecycle } = facts;
  const { pool, osSku, ends } = poolFacts;
  const move = lifecycle.inPlaceMoves.find((each) => each.from === osSku && each.to === to.osSku);
  const minor = minorOf(pool.kubernetesVersion ?? cluster.kubernetesVersion);
  const isAllowed = minor !== null && ends !== null && [ends, to].every((entry) => allowsKubernetes(entry, minor));
  if (!move || !isAllowed || !isGen2(pool) || pool.snapshotId !== undefined) return null;
  const stage =
    move.stage === 'preview'
      ? `a preview since ${move.since}, in the aks-preview extension: not for production`
      : `generally available since ${move.since}`;
  return alternative(
    `Or change the pool in place (${stage}): ${describeReplacement(cluster, pool)}; container images have to run on ${titleOfOsSku(to.osSku)} before, and the way back is a new pool.`,
    ...(move.stage === 'preview' ? ['az extension add --name aks-preview --upgrade'] : []),
    createNodePoolCommand(
      cluster,
      pool.name,
      'update',
      ['--os-sku', to.osSku],
      to.needsFips ? '--enable-fips-image' : '',
    ),
  );
}

function listCovered(facts: ClusterFacts, poolFacts: WindowsPoolFacts, to: OsSkuLifecycle): readonly Step[] {
  if (findUncoveringEngine(facts.lifecycle, facts.cluster, to.osSku) === null) return [];
  const covered = listOsSkuTargets(facts, poolFacts).find(
    ({ osSku }) => findUncoveringEngine(facts.lifecycle, facts.cluster, osSku) === null,
  );
  if (!covered) {
    const { minor } = facts;
    const until = poolFacts.isFrozen || minor === null ? null : planKubernetesPath(facts, minor).ltsUntil;
    return [
      alternative(
        `Or stay, while network policies are needed here: network security groups are the way left on ${titleOfOsSku(to.osSku)}.`,
      ),
      ...(until === null ? [] : [switchToLts(facts, until)]),
    ];
  }
  return [
    alternative(
      `Or move to ${titleOfOsSku(covered.osSku)}, on which the network policies are still enforced: the same steps with this pool.`,
      ...createAddPool(facts.cluster, poolFacts.pool, covered),
    ),
  ];
}
