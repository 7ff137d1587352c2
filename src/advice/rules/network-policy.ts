import { daysBetween, formatDate } from '../../domain/calendar-date.ts';
import type { Severity } from '../../domain/finding.ts';
import type { LifecyclePhase } from '../../domain/lifecycle.ts';
import type { Advice, AdviceRule } from '../advice.ts';
import type { ClusterFacts } from '../cluster-facts.ts';
import { createAksCommand } from '../commands/az-aks.ts';
import { DOCS, linksOfStatement } from '../evidence.ts';
import { findFeatureEnd } from '../feature-ends.ts';
import { hasTakenEffect } from '../os-sku-ends.ts';
import { severityOfRetiring } from '../severity-policy.ts';

/** Subjects under which sources speak of Azure's own network policy engine. */
const AZURE_NPM = /npm|network-?policy-?manager/i;

/** Azure NPM ends on Windows; or no network policy is set at all. An unreported policy says nothing. */
export const networkPolicy: AdviceRule = {
  name: 'network-policy',
  find: findNetworkPolicy,
};

function findNetworkPolicy(facts: ClusterFacts): readonly Advice[] {
  if (facts.windowsPools.length === 0) return [];
  const policy = facts.cluster.networkPolicy?.toLowerCase();
  if (policy === 'azure') return [createAzureNpm(facts)];
  return policy === 'none' ? [createNone(facts)] : [];
}

function createAzureNpm(facts: ClusterFacts): Advice {
  const end = findFeatureEnd(facts.lifecycle, AZURE_NPM);
  return {
    nodePool: null,
    severity: severityOf(facts, end),
    subject: 'NetworkPolicy/azure',
    due: end?.date ?? null,
    summary: `${describeEnd(facts, end)}; move to Calico, which replaces the nodes of every pool.`,
    commands: [
      createAksCommand(facts.cluster, 'update', '--network-policy none'),
      createAksCommand(facts.cluster, 'update', '--network-policy calico'),
    ],
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

function createNone({ cluster }: ClusterFacts): Advice {
  return {
    nodePool: null,
    severity: 'info',
    subject: 'NetworkPolicy/none',
    due: null,
    summary: 'No network policy engine is set, so every pod can reach every other; Calico is the one for Windows.',
    commands: [createAksCommand(cluster, 'update', '--network-policy calico')],
    evidence: [DOCS.networkPolicies],
  };
}
