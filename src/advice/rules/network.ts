import { daysBetween, formatDate } from '../../domain/calendar-date.ts';
import { rankOfSeverity, type Severity, type Step } from '../../domain/finding.ts';
import { compareMinors } from '../../domain/kubernetes-version.ts';
import { type OsSku, titleOfOsSku } from '../../domain/os-sku.ts';
import { type Advice, type AdviceRule, irreversible, type Mark, now, onPools, say } from '../advice.ts';
import { type ClusterFacts, titlesOf, type WindowsPoolFacts } from '../cluster-facts.ts';
import { createAksCommand, createKubectl, createNodePoolCommand } from '../commands/az-aks.ts';
import { type DatedPhase, findFeatureEnd, hasNoImages, hasTakenEffect } from '../ends.ts';
import { DOCS, distinctLinks, linkOfSource, linksOfStatement } from '../evidence.ts';
import { listBarred, listOsSkuTargets } from '../find-os-sku-target.ts';
import { findPoolVersion } from '../find-pool-version.ts';
import { countAddresses, usesNodeSubnet } from '../plan/image-upgrade.ts';
import { findRefusedUpgrade, isOsSkuEnding, planKubernetesPath } from '../plan/kubernetes-path.ts';
import { findUncoveringEngine, isCoveredByCalico, removeNetworkEngine } from '../plan/network-engine.ts';
import { findMoveTarget } from '../plan/os-sku-move.ts';
import { severityOfRetiring } from '../severity-policy.ts';

/** Kubenet never carries Windows nodes; what is reported can only be on its way out, or wrong. */
export const kubenet: AdviceRule = {
  name: 'kubenet',
  topic: 'the end of kubenet',
  stage: 'network',
  find(facts) {
    if (facts.cluster.networkPlugin?.toLowerCase() !== 'kubenet') return null;
    const end = findFeatureEnd(facts.lifecycle, /kubenet/i);
    return {
      severity: 'high',
      subject: 'NetworkPlugin/kubenet',
      due: end?.date ?? null,
      ...say(
        'AKS takes no Windows node pools on kubenet',
        `${end ? `, which ends on ${formatDate(end.date)}` : ''}: `,
        { action: 'move the cluster to Azure CNI Overlay before you add or rebuild one' },
      ),
      steps: () => planOverlay(facts),
      evidence: [...linksOfStatement(end), DOCS.azureCniUpdate],
    };
  },
};

/** Calico has to go before the plugin changes. */
function planOverlay({ cluster, lifecycle }: ClusterFacts): readonly Step[] {
  const engine = cluster.networkPolicy?.toLowerCase();
  const hasEngine = engine !== undefined && engine !== 'none';
  return [
    now(
      'See the network of the cluster; nothing is changed. A route table managed by AKS needs a user-assigned identity.',
      createAksCommand(cluster, 'show', '--query "{network:networkProfile,identity:identity.type}" -o json'),
    ),
    ...(hasEngine ? [removeNetworkEngine(lifecycle, cluster)] : []),
    irreversible(
      'Change to Azure CNI Overlay: every node pool is reimaged at once, pods get new addresses, and there is no way back.',
      createAksCommand(cluster, 'update', '--network-plugin azure --network-plugin-mode overlay'),
    ),
  ];
}

/** Subjects under which sources speak of Azure's own network policy engine. */
const AZURE_NPM = /npm|network-?policy-?manager/i;

/** Below this minor AKS refuses to change the engine. */
const FIRST_MINOR_TO_CHANGE = '1.30';

/** Azure NPM ends on Windows, Calico covers not every Windows version, or no engine is set. An unreported one says nothing. */
export const networkPolicy: AdviceRule = {
  name: 'network-policy',
  topic: 'network policies',
  stage: 'network',
  find(facts) {
    const policy = facts.cluster.networkPolicy?.toLowerCase();
    if (policy === 'azure') return describeAzureNpm(facts);
    if (policy === 'calico') return findUncovered(facts);
    return policy === 'none' ? describeNone(facts) : null;
  },
};

function describeAzureNpm(facts: ClusterFacts): Advice {
  const end = findFeatureEnd(facts.lifecycle, AZURE_NPM);
  return {
    severity: severityOf(facts, end),
    subject: 'NetworkPolicy/azure',
    due: end?.date ?? null,
    ...say(describeEnd(facts, end), `${describeUncovered(facts)}; `, ...describeWay(facts)),
    steps: () => planWay(facts),
    evidence: [...linksOfStatement(end), DOCS.networkPolicies],
  };
}

function severityOf({ today }: ClusterFacts, end: DatedPhase | null): Severity {
  if (!end) return 'low';
  return hasTakenEffect(end, today) ? 'high' : (severityOfRetiring(daysBetween(today, end.date)) ?? 'info');
}

function describeEnd({ today }: ClusterFacts, end: DatedPhase | null): string {
  if (!end) return 'Azure Network Policy Manager is not recommended for Windows node pools';
  const verb = hasTakenEffect(end, today) ? 'has been unsupported since' : 'is unsupported from';
  return `Azure Network Policy Manager on Windows ${verb} ${formatDate(end.date)}`;
}

/** Pools on which the engine has enforced nothing all along, as a clause; empty where there is none. */
function describeUncovered({ cluster, lifecycle, windowsPools }: ClusterFacts): string {
  const bare = windowsPools.filter(({ osSku }) => osSku !== null && findUncoveringEngine(lifecycle, cluster, osSku));
  if (bare.length === 0) return '';
  const names = bare.map(({ pool }) => pool.name).join(', ');
  return `; on ${names} it enforces nothing, since it does not cover ${titlesOf(bare).join(' and ')}`;
}

/** What stands in the way of Calico, on the pools as they are or on those that must take their place; `null` where nothing does. */
function findObstacle(facts: ClusterFacts): 'cluster' | 'windows' | 'move' | 'images' | 'kubernetes' | null {
  const { minor } = facts;
  if (minor !== null && planKubernetesPath(facts, minor).stranded.length > 0) return 'cluster';
  if (sayUncovered(facts) !== '') return 'windows';
  if (findGap(facts, (pool) => mustMove(facts, pool)) !== null) return 'move';
  if (listWithoutImages(facts).length > 0) return 'images';
  return minor !== null && compareMinors(minor, FIRST_MINOR_TO_CHANGE) < 0 ? 'kubernetes' : null;
}

/** The change reimages every pool, which these do not outlive. */
function listWithoutImages({ windowsPools, today }: ClusterFacts): readonly WindowsPoolFacts[] {
  return windowsPools.filter(({ ends }) => hasNoImages(ends, today));
}

function describeWay(facts: ClusterFacts): readonly (string | Mark)[] {
  const obstacle = findObstacle(facts);
  if (obstacle === 'cluster') return ['give the new cluster, to which the workloads have to move, another engine'];
  if (obstacle === 'windows')
    return [`no engine of AKS covers ${sayUncovered(facts)} pools, so guard them with network security groups`];
  const gap = findGap(facts, (pool) => mustMove(facts, pool));
  if (obstacle === 'move' && gap !== null)
    return [
      `the pools have to move to ${titleOfOsSku(gap)}, which no engine of AKS covers, so guard them with network security groups`,
    ];
  if (obstacle === 'images')
    return [
      { action: `move the pools of ${titlesOf(listWithoutImages(facts)).join(' and ')} first` },
      ', whose images are removed, since the change reimages every pool, then move to Calico',
    ];
  return obstacle === 'kubernetes'
    ? [
        { action: 'upgrade Kubernetes first' },
        `, since AKS refuses to change the engine below ${FIRST_MINOR_TO_CHANGE}, then move to Calico`,
      ]
    : [
        { action: 'move to Calico' },
        `, in two changes that reimage every pool at once, with no policy enforced in between; Calico covers these pools${sayGap(facts)}`,
      ];
}

function planWay(facts: ClusterFacts): readonly Step[] {
  const { cluster } = facts;
  const look = now(
    'See which policies there are, and keep a copy; nothing is changed.',
    ...createKubectl(cluster, ['get networkpolicies -A -o yaml']),
  );
  if (findObstacle(facts) !== null) return [look];
  return [
    look,
    removeNetworkEngine(facts.lifecycle, cluster),
    irreversible(
      'Install Calico right after that, since nothing is enforced in between: every node pool is reimaged at once again; it turns Floating IP on for Windows, and covers no Windows Server 2025.',
      createAksCommand(cluster, 'update', '--network-policy calico'),
    ),
  ];
}

/** Pools of a Windows version on which the engine that is there enforces nothing. */
const findUncovered = onPools(({ osSku, title }, { cluster, lifecycle }) => {
  const engine = osSku === null ? null : findUncoveringEngine(lifecycle, cluster, osSku);
  if (engine === null) return null;
  return {
    severity: 'medium',
    subject: 'NetworkPolicy/calico',
    ...say(
      'No network policy is enforced on this pool',
      `: ${engine.title} does not cover ${title}, and no engine of AKS does; `,
      { action: 'guard it with network security groups' },
    ),
    steps: () => [
      now(
        'See which policies are meant for its pods; nothing is changed.',
        ...createKubectl(cluster, ['get networkpolicies -A']),
      ),
    ],
    evidence: distinctLinks([linkOfSource(engine), DOCS.networkPolicies]),
  };
});

/** No fault: information, and nothing to paste. */
function describeNone(facts: ClusterFacts): Advice {
  return {
    severity: 'info',
    subject: 'NetworkPolicy/none',
    stage: 'later',
    ...say(
      'No network policy engine is set',
      `, so every pod can reach every other, which may be meant; ${describeCalico(facts)}`,
    ),
    steps: () => [],
    evidence: [DOCS.networkPolicies],
  };
}

function describeCalico(facts: ClusterFacts): string {
  return sayUncovered(facts) === ''
    ? `Calico covers these pools${sayGap(facts)}, and installing it reimages every pool at once`
    : `no engine of AKS covers ${sayUncovered(facts)}, where network security groups are the way`;
}

/** The Windows versions of the cluster that Calico, which covers most, leaves bare; empty where there is none. */
function sayUncovered({ lifecycle, windowsPools }: ClusterFacts): string {
  return titlesOf(windowsPools.filter(({ osSku }) => !isCoveredByCalico(lifecycle, osSku))).join(' and ');
}

/**
 * True where the plan does not leave a pool on its Windows version: that ends, keeps Kubernetes back when it is
 * pressing, or is not taken by the control plane's own minor.
 */
function mustMove(facts: ClusterFacts, pool: WindowsPoolFacts): boolean {
  const { minor } = facts;
  if (minor !== null && listBarred(facts, minor).includes(pool)) return true;
  const refused = findRefusedUpgrade(facts, pool);
  const isPressing = refused !== null && rankOfSeverity(refused.severity) >= rankOfSeverity('medium');
  return isPressing || isOsSkuEnding(facts, pool);
}

/** The Windows version that pools are moved to and Calico does not cover; `null` where it covers them all. */
function findGap(facts: ClusterFacts, isMoved: (pool: WindowsPoolFacts) => boolean = () => true): OsSku | null {
  const last = facts.minor === null ? null : (planKubernetesPath(facts, facts.minor).hops.at(-1) ?? null);
  const targets = facts.windowsPools.filter(isMoved).flatMap((pool): readonly (OsSku | null)[] => {
    const first = findMoveTarget(facts, pool);
    const onLast = listOsSkuTargets(facts, pool, last).map(({ osSku }) => osSku);
    // Where the minor that the cluster goes on to does not take the first, there is a second move.
    return onLast.length === 0 || onLast.some((osSku) => osSku === first) ? [first] : onLast;
  });
  return targets.find((osSku) => !isCoveredByCalico(facts.lifecycle, osSku)) ?? null;
}

/** What Calico does not reach after the moves of the same plan, as a clause; empty where it reaches all. */
function sayGap(facts: ClusterFacts): string {
  const gap = findGap(facts);
  return gap ? `, but not ${titleOfOsSku(gap)}, to which this plan moves them` : '';
}

/** AKS changes node subnet to Overlay only where the images of Windows Server 2022 are of this update or later. */
function isTooOldForOverlay({ pool }: WindowsPoolFacts): boolean {
  const version = findPoolVersion(pool);
  return version?.build === 20348 && version.revision < 1668;
}

export const nodeSubnet: AdviceRule = {
  name: 'node-subnet',
  topic: 'addresses of the node subnet',
  stage: 'later',
  isOptional: true,
  find({ cluster, windowsPools }) {
    if (!usesNodeSubnet(cluster) || windowsPools.some(({ pool }) => pool.podSubnetId)) return null;
    const wants = [
      ...(cluster.networkPolicy === 'none' ? [] : ['the network policy engine removed first']),
      ...(windowsPools.some(isTooOldForOverlay) ? ['images of Windows Server 2022 from 20348.1668 on'] : []),
    ];
    return {
      severity: 'info',
      subject: 'PodNetwork/node-subnet',
      ...say(
        `Every Windows node takes ${Math.max(...windowsPools.map(({ pool }) => countAddresses(pool)))} addresses of the node subnet`,
        ', a second pool beside the first as many again; Azure CNI Overlay is recommended, and the change reimages every pool at once, ',
        wants.length === 0 ? '' : `wants ${wants.join(' and ')}, `,
        'and has no way back',
      ),
      steps: () => [
        now(
          'See the network of the cluster; nothing is changed.',
          createAksCommand(cluster, 'show', '--query networkProfile -o json'),
        ),
      ],
      evidence: [DOCS.azureCniUpdate, DOCS.overlay],
    };
  },
};

export const podSubnet: AdviceRule = {
  name: 'pod-subnet',
  topic: 'the subnet of the pods',
  stage: 'later',
  find: onPools(({ pool }, { cluster }) => {
    if (!pool.podSubnetId) return null;
    return {
      severity: 'info',
      subject: 'PodNetwork/dynamic-ip-allocation',
      ...say(
        'Azure CNI Overlay is recommended over dynamic IP allocation for Windows',
        '; ',
        { action: 'plan it for the next cluster' },
        ', the network of this one cannot be changed in place',
      ),
      steps: () => [
        now(
          'See the subnet; nothing is changed.',
          createNodePoolCommand(cluster, pool.name, 'show', '--query podSubnetId -o tsv'),
        ),
      ],
      evidence: [DOCS.windowsPractices, DOCS.overlay],
    };
  }),
};
