import { formatDate, lastDayOf } from '../../domain/calendar-date.ts';
import { type Cluster, hasLongTermSupport, type NodePool } from '../../domain/cluster.ts';
import type { Step } from '../../domain/finding.ts';
import { minorOf, minorsBetween } from '../../domain/kubernetes-version.ts';
import { titleOfOsSku } from '../../domain/os-sku.ts';
import { afterCheck, alternative, irreversible, listSteps, now } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { createAksCommand, createNodePoolCommand } from '../commands/az-aks.ts';
import { allowsKubernetes, findOsSkuTarget, listBarred, sayBarred } from '../find-os-sku-target.ts';
import { effectOfSurge } from '../surge.ts';
import { isUpgradedByItself } from '../upgrade-outlook.ts';
import { describeReplacement, findHeld } from './image-upgrade.ts';
import { findLtsRefuge, type KubernetesPath, MOST_MINORS_BEHIND } from './kubernetes-path.ts';

/** What an upgrade does, whichever way it is made. */
const CONSEQUENCE =
  'the control plane and every node pool, Linux too, whose nodes are drained and replaced in turn, with the newest image; extra nodes cost and need quota, PodDisruptionBudgets and calls of deprecated APIs stop it, and there is no way back';
const CONSEQUENCE_AGAIN = 'all nodes are drained and replaced once more, and there is no way back';

type Way = Pick<KubernetesPath, 'hops' | 'isRecovery'>;

export function planKubernetesUpgrade(facts: ClusterFacts, path: KubernetesPath, next: string): readonly Step[] {
  if (path.stranded.length > 0) return planNewCluster(facts, path, next);
  return listSteps(
    planHops(facts, path, next),
    sayBarred(facts, next) !== '' && !path.isRecovery ? holdPools(facts, path) : null,
    path.isRecovery ? describeNewCluster() : null,
    // Who began the upgrade does not stay.
    path.ltsUntil === null || versionOf(facts, next) !== next ? null : switchToLts(facts, path.ltsUntil),
  );
}

/** The look at what AKS offers, what has to come before, and each hop; the same wherever an upgrade is part of a plan. */
export function planHops(facts: ClusterFacts, way: Way, next = way.hops[0] ?? ''): readonly Step[] {
  return listSteps(
    lookAtOffer(facts),
    seeThatMoved(next, sayBarred(facts, next)),
    way.hops.length === 0 ? null : bringPools(facts, way),
    way.hops.length === 0 ? null : replaceSpotPools(facts, way),
    way.hops.flatMap((hop, index) => listSteps(moveBefore(facts, way, index), planHop(facts, way, hop, index))),
  );
}

export function lookAtOffer({ cluster }: ClusterFacts): Step {
  return now(
    'See which versions AKS offers this cluster; nothing is changed.',
    createAksCommand(cluster, 'get-upgrades', '-o table'),
  );
}

/** Where nothing takes the Windows pools along. What AKS lists may still have a way under long-term support. */
function planNewCluster(facts: ClusterFacts, { stranded }: KubernetesPath, next: string): readonly Step[] {
  const { cluster } = facts;
  const refuge = hasLongTermSupport(cluster) ? null : findLtsRefuge(facts, facts.minor ?? '');
  return listSteps(
    lookAtOffer(facts),
    afterCheck(
      `Build a new cluster on a supported version and move the workloads; both cost meanwhile. Delete this one when nothing has run on it for some days.`,
    ),
    alternative(
      `Or, where the Windows workloads can be down meanwhile: delete the pools of ${stranded.join(' and ')}, upgrade to ${next}, and add new pools.`,
    ),
    refuge?.endOfLtsOn
      ? alternative(
          `Or, if AKS lists ${refuge.minor} for it under long-term support, upgrade to that (until ${formatDate(lastDayOf(refuge.endOfLtsOn))}), and move the Windows pools there; the Premium tier costs by the hour.`,
        )
      : null,
  );
}

/** What a later hop does not take, though those before it did: of pools as they are, or as those before have them moved. */
function moveBefore(facts: ClusterFacts, { hops }: Way, index: number): Step | null {
  const [before, hop] = [hops[index - 1], hops[index] ?? ''];
  if (before === undefined) return null;
  const barred = facts.windowsPools.flatMap((pool): readonly string[] => {
    const { ends } = pool;
    const target = ends === null || allowsKubernetes(ends, before) ? ends : findOsSkuTarget(facts, pool);
    return target && !allowsKubernetes(target, hop) ? [titleOfOsSku(target.osSku)] : [];
  });
  const titles = [...new Set(barred)].join(' and ');
  if (titles === '') return null;
  return afterCheck(
    `Before ${hop}, move the pools of ${titles}, as the finding on them says: it cannot take them along.`,
  );
}

/** A check before the first hop where that refuses some pools: moving them is an earlier part of the plan. */
function seeThatMoved(hop: string, titles: string): Step | null {
  if (titles === '') return null;
  return afterCheck(`Before ${hop}, see that all pools of ${titles} are gone: it cannot take them along.`);
}

/** Pools that lag behind their control plane already, by too much for the next hop. */
function bringPools(facts: ClusterFacts, { hops: [hop = ''] }: Way): Step | null {
  const plane = facts.minor;
  const lagging = listFollowing(facts, plane ?? hop).filter(({ kubernetesVersion }) => {
    const minor = minorOf(kubernetesVersion);
    if (minor === null || plane === null || minorsBetween(minor, plane) <= 0) return false;
    return minorsBetween(minor, hop) > MOST_MINORS_BEHIND;
  });
  return lagging.length === 0
    ? null
    : afterCheck(
        `See that ${namesOf(lagging)}, too far behind for this, ${lagging.length === 1 ? 'has' : 'have'} the control plane's version by now.`,
      );
}

function namesOf(pools: readonly NodePool[]): string {
  return pools.map(({ name }) => name).join(', ');
}

/** From outside support, or further than a control plane may be ahead, AKS takes a cluster all at once or not at all. */
function isAllAtOnce({ minor }: ClusterFacts, { hops: [hop = ''], isRecovery }: Way): boolean {
  return isRecovery || (minor !== null && hop !== '' && minorsBetween(minor, hop) > MOST_MINORS_BEHIND);
}

/** With a Spot pool AKS takes no cluster all at once. */
function replaceSpotPools(facts: ClusterFacts, way: Way): Step | null {
  const spot = listSpot(facts);
  if (!isAllAtOnce(facts, way) || spot.length === 0) return null;
  const why = way.isRecovery ? 'a version out of support is left' : 'so many minors are passed';
  return afterCheck(
    `Replace the Spot pools by regular ones first (${namesOf(spot)}, or what took its place): ${why} all at once only, which AKS refuses while a Spot pool is there; regular nodes cost more meanwhile.`,
  );
}

function planHop(facts: ClusterFacts, way: Way, hop: string, index: number): readonly Step[] {
  const { cluster } = facts;
  const version = versionOf(facts, hop);
  const lead = index === 0 ? `If ${hop} is offered, upgrade to it` : `Then, when all pools run that, on to ${hop}`;
  const recovery = way.isRecovery && index === 0 ? ' (a recovery path that AKS does not support)' : '';
  const effect = index === 0 ? `${CONSEQUENCE}${sayBesides(facts, hop)}` : CONSEQUENCE_AGAIN;
  if (isAllAtOnce(facts, way) || listSpot(facts).length === 0)
    return [
      afterCheck(
        `${lead}${recovery}: ${effect}.`,
        createAksCommand(cluster, 'upgrade', ['--kubernetes-version', version]),
      ),
    ];
  return listSteps(
    index === 0 ? turnChannelOff(facts) : null,
    afterCheck(
      `${lead}, the control plane alone, since a Spot pool keeps AKS from taking all at once: nothing that runs is touched, and there is no way back.`,
      createAksCommand(cluster, 'upgrade', '--control-plane-only', ['--kubernetes-version', version]),
    ),
    afterCheck(
      `Then each pool${sayReplaced(facts, hop)}: its nodes are drained and replaced in turn, those of Spot pools without extra ones${sayBesides(facts, hop)}.`,
      ...listFollowing(facts, hop).map((pool) =>
        // Without --yes az asks, and takes the next pasted line for the answer.
        createNodePoolCommand(cluster, pool.name, 'upgrade', ['--kubernetes-version', version], '--yes'),
      ),
    ),
    index === way.hops.length - 1 ? turnChannelOn(facts) : null,
  );
}

/** Repeats an upgrade that failed; with a Spot pool it can only have been one of the control plane. */
export function repeatUpgrade(facts: ClusterFacts, version: string): Step {
  const isAlone = listSpot(facts).length > 0;
  const effect = isAlone
    ? 'the control plane alone: nothing that runs is touched, and there is no way back'
    : `${CONSEQUENCE}${sayBesides(facts, minorOf(version) ?? version)}`;
  return afterCheck(
    `When the reason is gone, repeat the upgrade: ${effect}.`,
    createAksCommand(facts.cluster, 'upgrade', isAlone ? '--control-plane-only' : '', [
      '--kubernetes-version',
      version,
    ]),
  );
}

/** The patch that a failed upgrade asked for, where it asked for one of that minor: it is repeated, and not begun anew. */
function versionOf({ cluster: { wantedKubernetesVersion } }: ClusterFacts, hop: string): string {
  return wantedKubernetesVersion !== undefined && minorOf(wantedKubernetesVersion) === hop
    ? wantedKubernetesVersion
    : hop;
}

/** The cluster auto-upgrade channel that acts, or that this plan turns on before; `null` without one. */
function channelOf({ cluster }: ClusterFacts): string | null {
  if (isUpgradedByItself(cluster)) return cluster.upgradeChannel?.toLowerCase() ?? null;
  return hasLongTermSupport(cluster) ? 'patch' : null;
}

function turnChannelOn(facts: ClusterFacts): Step | null {
  const { cluster } = facts;
  const channel = channelOf(facts);
  if (channel === null) return null;
  const which = isUpgradedByItself(cluster) ? `on again (${channel}, as before)` : `to ${channel}`;
  return afterCheck(
    `When all pools run it, turn the cluster auto-upgrade channel ${which}; nothing that runs is touched now.`,
    createAksCommand(cluster, 'update', ['--auto-upgrade-channel', channel]),
  );
}

/** The control plane alone is refused while AKS upgrades the cluster by itself. */
function turnChannelOff(facts: ClusterFacts): Step | null {
  if (channelOf(facts) === null) return null;
  const { cluster } = facts;
  const lead = isUpgradedByItself(cluster) ? 'Turn' : 'Where it is on by now, turn';
  return afterCheck(
    `${lead} the cluster auto-upgrade channel off, since with it AKS refuses to upgrade the control plane alone; the last step turns it on again.`,
    createAksCommand(cluster, 'update', '--auto-upgrade-channel none'),
  );
}

/** What comes with an upgrade of all pools that the minor takes, or has to be seen to before. */
function sayBesides(facts: ClusterFacts, minor: string): string {
  const pools = listFollowing(facts, minor);
  const windows = facts.windowsPools.filter(({ pool }) => pools.includes(pool));
  return `${describeHeld(facts, windows)}${describePins(pools)}${describeSurges(pools)}`;
}

/** What an upgrade of one pool does, the first time and again. */
export function describePoolUpgrade(facts: ClusterFacts, pool: NodePool, windows?: WindowsPoolFacts): string {
  const replacement = describeReplacement(facts.cluster, pool);
  if (!windows) return replacement;
  return `${replacement}, and they get the newest node image with it${describeHeld(facts, [windows])}${describePins([pool])}`;
}

/** The newest image comes with the version, also where it is one that nobody is to take. */
function describeHeld(facts: ClusterFacts, pools: readonly WindowsPoolFacts[]): string {
  const held = new Set(pools.flatMap((pool) => findHeld(facts, pool) ?? []));
  return held.size === 0 ? '' : `; it brings ${[...held].join(' and ')}, which is on hold`;
}

function describePins(pools: readonly NodePool[]): string {
  const pinned = pools.filter(({ snapshotId }) => snapshotId !== undefined);
  return pinned.length === 0 ? '' : `; ${namesOf(pinned)} leaves its snapshot with it`;
}

function describeSurges(pools: readonly NodePool[]): string {
  const drained = pools.filter((pool) => effectOfSurge(pool) !== null);
  return drained.length === 0 ? '' : `; set the surge of ${namesOf(drained)} first`;
}

/** Pools that were added in the place of others are called as somebody chose. */
function sayReplaced(facts: ClusterFacts, hop: string): string {
  const following = listFollowing(facts, hop);
  const moved = facts.stayingPools.filter((pool) => !following.includes(pool));
  return moved.length === 0 ? '' : `, and in the same way what took the place of ${namesOf(moved)}`;
}

/** Those that the minor takes. System pools first, since all others lean on them; Spot pools last, since theirs may be gone meanwhile. */
function listFollowing(facts: ClusterFacts, minor: string): readonly NodePool[] {
  const barred = listBarred(facts, minor);
  const rankOf = ({ mode, spot }: NodePool) => (spot ? 2 : mode === 'System' ? 0 : 1);
  return facts.stayingPools
    .filter(({ name }) => barred.every(({ pool }) => pool.name !== name))
    .toSorted((a, b) => rankOf(a) - rankOf(b));
}

function listSpot(facts: ClusterFacts): readonly NodePool[] {
  return facts.stayingPools.filter(({ spot }) => spot !== undefined);
}

/** Within the skew a control plane may go ahead; AKS refuses that where it upgrades the cluster by itself. */
function holdPools(facts: ClusterFacts, { hops: [hop] }: Way): Step | null {
  const { cluster } = facts;
  if (hop === undefined || isUpgradedByItself(cluster)) return null;
  const isWithinSkew = facts.stayingPools.every(({ kubernetesVersion }) => {
    const minor = minorOf(kubernetesVersion ?? cluster.kubernetesVersion);
    return minor !== null && minorsBetween(minor, hop) <= MOST_MINORS_BEHIND;
  });
  if (!isWithinSkew) return null;
  return alternative(
    `Or, where the pools cannot move yet, upgrade only the control plane: they may stay up to ${MOST_MINORS_BEHIND} minors behind; nothing that runs is touched, and there is no way back.`,
    createAksCommand(cluster, 'upgrade', '--control-plane-only', ['--kubernetes-version', hop]),
  );
}

function describeNewCluster(): Step {
  return alternative('Or build a new cluster on a supported version and move the workloads; it costs twice meanwhile.');
}

/** The patch channel takes the place of the legacy `node-image`, which also stood for the node OS channel. */
export function createPatchChannel(cluster: Cluster, ...before: readonly string[]): string {
  const isLegacy = cluster.upgradeChannel?.toLowerCase() === 'node-image';
  return createAksCommand(
    cluster,
    'update',
    ...before,
    '--auto-upgrade-channel patch',
    isLegacy ? '--node-os-upgrade-channel NodeImage' : '',
  );
}

export function switchToLts({ cluster }: ClusterFacts, until: string): Step {
  const channel = cluster.upgradeChannel?.toLowerCase() ?? '';
  const instead = ['stable', 'rapid'].includes(channel) ? ` in place of ${channel}` : '';
  const price = cluster.tier?.toLowerCase() === 'premium' ? '' : 'the Premium tier costs by the hour, ';
  return irreversible(
    `Or instead stay on this version under long-term support until ${formatDate(until)}: ${price}the patch channel${instead} drains and replaces all nodes for each new patch, at any time unless a maintenance window (aksManagedAutoUpgradeSchedule) says when, and the plan cannot be switched off for a version past community support.`,
    createPatchChannel(cluster, '--tier premium --k8s-support-plan AKSLongTermSupport'),
  );
}
