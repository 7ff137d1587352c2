import { daysBetween, formatDate } from '../../domain/calendar-date.ts';
import type { Severity, Step } from '../../domain/finding.ts';
import { compareMinors, minorOf } from '../../domain/kubernetes-version.ts';
import type { LifecyclePhase } from '../../domain/lifecycle.ts';
import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts } from '../cluster-facts.ts';
import { createAksCommand } from '../commands/az-aks.ts';
import { createKubectl } from '../commands/kubectl.ts';
import { DOCS, distinctLinks, linksOfStatement } from '../evidence.ts';
import { findFeatureEnd } from '../feature-ends.ts';
import { coversAll, findUncoveringEngine } from '../network-coverage.ts';
import { hasTakenEffect } from '../os-sku-ends.ts';
import { removeNetworkEngine } from '../plan/network-engine.ts';
import { irreversible, now } from '../plan/step.ts';
import { severityOfRetiring } from '../severity-policy.ts';

/** Subjects under which sources speak of Azure's own network policy engine. */
const AZURE_NPM = /npm|network-?policy-?manager/i;

/** Below this minor AKS refuses to change the engine. */
const FIRST_MINOR_TO_CHANGE = '1.30';

/** Azure NPM ends on Windows, Calico covers not every Windows version, or no engine is set. An unreported one says nothing. */
export const networkPolicy: AdviceRule = {
  name: 'network-policy',
  stage: 'network',
  find: findNetworkPolicy,
};

function findNetworkPolicy(facts: ClusterFacts): readonly Advice[] {
  if (facts.windowsPools.length === 0) return [];
  const policy = facts.cluster.networkPolicy?.toLowerCase();
  if (policy === 'azure') return [describeAzureNpm(facts)];
  if (policy === 'calico') return listUncovered(facts);
  return policy === 'none' ? [describeNone(facts)] : [];
}

function osSkusOf({ windowsPools }: ClusterFacts) {
  return windowsPools.map(({ osSku }) => osSku);
}

function describeAzureNpm(facts: ClusterFacts): Advice {
  const end = findFeatureEnd(facts.lifecycle, AZURE_NPM);
  return {
    nodePool: null,
    severity: severityOf(facts, end),
    subject: 'NetworkPolicy/azure',
    due: end?.date ?? null,
    summary: `${describeEnd(facts, end)}; ${describeWay(facts)}.`,
    steps: planWay(facts),
    evidence: [...(end ? linksOfStatement(end) : []), DOCS.networkPolicies],
  };
}

function severityOf({ today }: ClusterFacts, end: LifecyclePhase | null): Severity {
  if (!end?.date) return 'low';
  return hasTakenEffect(end, today) ? 'high' : (severityOfRetiring(daysBetween(today, end.date)) ?? 'info');
}

function describeEnd({ today }: ClusterFacts, end: LifecyclePhase | null): string {
  if (!end?.date) return 'Azure Network Policy Manager is not recommended for Windows node pools';
  const verb = hasTakenEffect(end, today) ? 'has been unsupported since' : 'is unsupported from';
  return `Azure Network Policy Manager on Windows ${verb} ${formatDate(end.date)}`;
}

/** What stands in the way of Calico; `null` where nothing does. */
function findObstacle(facts: ClusterFacts): 'windows' | 'kubernetes' | null {
  if (!coversAll(facts.lifecycle, 'calico', osSkusOf(facts))) return 'windows';
  const minor = minorOf(facts.cluster.kubernetesVersion ?? '');
  return minor !== null && compareMinors(minor, FIRST_MINOR_TO_CHANGE) < 0 ? 'kubernetes' : null;
}

function describeWay(facts: ClusterFacts): string {
  const obstacle = findObstacle(facts);
  if (obstacle === 'windows')
    return 'no engine of AKS covers Windows Server 2025 pools, so guard them with network security groups';
  return obstacle === 'kubernetes'
    ? `upgrade Kubernetes first, since AKS refuses to change the engine below ${FIRST_MINOR_TO_CHANGE}, then move to Calico`
    : 'move to Calico, in two changes that reimage every pool at once, with no policy enforced in between';
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
    removeNetworkEngine(cluster),
    irreversible(
      'Install Calico: every node pool is reimaged at once again; it turns Floating IP on for Windows, and covers no Windows Server 2025.',
      createAksCommand(cluster, 'update', '--network-policy calico'),
    ),
  ];
}

/** Pools of a Windows version on which the engine that is there enforces nothing. */
function listUncovered({ cluster, lifecycle, windowsPools }: ClusterFacts): readonly Advice[] {
  return windowsPools.flatMap(({ pool, osSku, title }): Advice[] => {
    const engine = osSku === null ? null : findUncoveringEngine(lifecycle, cluster, osSku);
    if (engine === null) return [];
    return [
      {
        nodePool: pool.name,
        severity: 'medium',
        subject: 'NetworkPolicy/calico',
        due: null,
        summary: `No network policy is enforced on this pool: ${engine.title} does not cover ${title}, and no engine of AKS does; guard it with network security groups.`,
        steps: [
          now(
            'See which policies are meant for its pods; nothing is changed.',
            ...createKubectl(cluster, ['get networkpolicies -A']),
          ),
        ],
        evidence: distinctLinks([{ label: engine.statedIn, url: engine.url }, DOCS.networkPolicies]),
      },
    ];
  });
}

/** No fault: information, and nothing to paste. */
function describeNone(facts: ClusterFacts): Advice {
  const way = coversAll(facts.lifecycle, 'calico', osSkusOf(facts))
    ? 'Calico covers these pools, and installing it reimages every pool at once'
    : 'no engine of AKS covers Windows Server 2025, where network security groups are the way';
  return {
    nodePool: null,
    severity: 'info',
    subject: 'NetworkPolicy/none',
    stage: 'later',
    due: null,
    summary: `No network policy engine is set, so every pod can reach every other, which may be meant; ${way}.`,
    steps: [],
    evidence: [DOCS.networkPolicies],
  };
}
