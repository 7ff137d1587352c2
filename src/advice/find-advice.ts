import { compareFindings, type Finding } from '../domain/finding.ts';
import type { Advice, AdviceRule } from './advice.ts';
import { type AdviceInput, type ClusterFacts, createClusterFacts } from './cluster-facts.ts';
import { findContainerImages } from './rules/container-images.ts';
import { findKubenet } from './rules/kubenet.ts';
import { findKubernetesSupport } from './rules/kubernetes-support.ts';
import { findNetworkPolicy } from './rules/network-policy.ts';
import { findNodeImageAge } from './rules/node-image-age.ts';
import { findNodeImageBehind } from './rules/node-image-behind.ts';
import { findNodeImagesMixed } from './rules/node-images-mixed.ts';
import { findNodeOsUpgradeChannel } from './rules/node-os-upgrade-channel.ts';
import { findNotRunning, STOPPED } from './rules/not-running.ts';
import { findOsSkuKubernetes } from './rules/os-sku-kubernetes.ts';
import { findOsSkuRetirement } from './rules/os-sku-retirement.ts';
import { findPodSubnet } from './rules/pod-subnet.ts';
import { findRecommendedOsSku } from './rules/recommended-os-sku.ts';
import { findSystemPoolNodes } from './rules/system-pool-nodes.ts';
import { findUpgradeWithoutEffect } from './rules/upgrade-without-effect.ts';
import { severityWhileStopped } from './severity-policy.ts';

/** Every rule by its name, which is its file's name and what findings carry. */
const RULES: Readonly<Record<string, AdviceRule>> = {
  'node-image-behind': findNodeImageBehind,
  'node-image-age': findNodeImageAge,
  'os-sku-retirement': findOsSkuRetirement,
  'os-sku-kubernetes': findOsSkuKubernetes,
  'kubernetes-support': findKubernetesSupport,
  'recommended-os-sku': findRecommendedOsSku,
  kubenet: findKubenet,
  'network-policy': findNetworkPolicy,
  'pod-subnet': findPodSubnet,
  'system-pool-nodes': findSystemPoolNodes,
  'node-os-upgrade-channel': findNodeOsUpgradeChannel,
  'node-images-mixed': findNodeImagesMixed,
  'upgrade-without-effect': findUpgradeWithoutEffect,
  'container-images': findContainerImages,
  'not-running': findNotRunning,
};

/**
 * What an expert would say about a cluster, worst first; `[]` for one without live Windows node pools.
 * Same input, same output; the key of a finding (`keyOfFinding`) stays the same while its cause lasts.
 */
export function findAdvice(input: AdviceInput): readonly Finding[] {
  const facts = createClusterFacts(input);
  const { id: clusterId, name: cluster } = input.cluster;
  const findings = Object.entries(RULES).flatMap(([rule, find]) =>
    find(facts)
      .flatMap((advice) => calmWhileStopped(advice, facts))
      .map((advice): Finding => ({ clusterId, cluster, rule, ...advice })),
  );
  return findings.sort(compareFindings);
}

/** What concerns stopped nodes can wait until they are started, and says so; what is only good to know is left out. */
function calmWhileStopped(advice: Advice, { cluster, windowsPools }: ClusterFacts): readonly Advice[] {
  const pool = windowsPools.find(({ pool: { name } }) => name === advice.nodePool);
  const isStopped = cluster.powerState === 'Stopped' || pool?.isStopped === true;
  if (!isStopped || advice.subject === STOPPED) return [advice];
  if (advice.severity === 'info') return [];
  const what = cluster.powerState === 'Stopped' ? 'cluster' : 'node pool';
  const summary = `${advice.summary.replace(/\.$/, '')}; the ${what} is stopped, so this applies when it is started.`;
  return [{ ...advice, severity: severityWhileStopped(advice.severity), summary }];
}
