import { referToCluster } from '../domain/cluster.ts';
import type { PlannedStage } from '../domain/cluster-plan.ts';
import { commandsOf, compareFindings, type Finding, ORDINARY } from '../domain/finding.ts';
import type { AdviceRule } from './advice.ts';
import { type AdviceInput, createClusterFacts } from './cluster-facts.ts';
import { fitToState, listStepsWhenStarted } from './defer.ts';
import { createParts, type PlacedFinding, sayWhatBringsImages } from './plan/cluster-plan.ts';
import { containerBaseUpdates, containerImages } from './rules/container-images.ts';
import { kubernetesSupport, ltsPatches, platformUpgrade } from './rules/kubernetes.ts';
import { kubenet, networkPolicy, nodeSubnet, podSubnet } from './rules/network.ts';
import { nodeImageAge, nodeImageBehind } from './rules/node-image.ts';
import { nodeOsUpgradeChannel } from './rules/node-os-upgrade-channel.ts';
import { nodePoolKubernetes } from './rules/node-pool-kubernetes.ts';
import { azureAndNodesDiffer, nodeImagesMixed, nodeImageUnknown, upgradeWithoutEffect } from './rules/nodes.ts';
import { notRunning } from './rules/not-running.ts';
import { osSkuKubernetes, osSkuRetirement, recommendedOsSku } from './rules/os-sku.ts';
import { linuxUserPool, maxSurge, snapshotPin, systemPoolNodes } from './rules/pool-settings.ts';

/** Every rule. A new one stands beside those of its noun, and has its line here. */
export const RULES: readonly AdviceRule[] = [
  nodeImageBehind,
  nodeImageAge,
  osSkuRetirement,
  osSkuKubernetes,
  kubernetesSupport,
  nodePoolKubernetes,
  platformUpgrade,
  ltsPatches,
  recommendedOsSku,
  kubenet,
  networkPolicy,
  podSubnet,
  nodeSubnet,
  systemPoolNodes,
  nodeOsUpgradeChannel,
  nodeImagesMixed,
  azureAndNodesDiffer,
  nodeImageUnknown,
  upgradeWithoutEffect,
  containerImages,
  containerBaseUpdates,
  notRunning,
  snapshotPin,
  maxSurge,
  linuxUserPool,
];

/** What is said of a cluster. */
export interface ClusterAdvice {
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** What settles them all, in the order that works, each part with all its steps: `planOf` makes a plan of them. */
  readonly parts: readonly PlannedStage[];
}

/**
 * What an expert would say about a cluster, worst first; `[]` for one without live Windows node pools.
 * Same input, same output; the key of a finding (`keyOfFinding`) stays the same while its cause lasts.
 */
export function findAdvice(input: AdviceInput): readonly Finding[] {
  return adviseOnCluster(input).findings;
}

/** The findings, and the parts of the one plan that settles them all. */
export function adviseOnCluster(input: AdviceInput): ClusterAdvice {
  const facts = createClusterFacts(input);
  const named = referToCluster(input.cluster);
  const found = RULES.flatMap(({ name: rule, find, stage: usual, topic, ...own }) =>
    find(facts).flatMap((found) =>
      fitToState(found, facts).map(
        ({ mattersWhileStopped: _, stage = usual, by, steps, due = null, ...advice }): PlacedFinding => {
          const traits = { ...ORDINARY, ...own };
          const finding = { ...named, rule, ...advice, due, commands: commandsOf(steps), steps, traits };
          return { finding, steps: () => listStepsWhenStarted(found, facts), stage, topic, by };
        },
      ),
    ),
  );
  const placed = sayWhatBringsImages(found);
  return {
    findings: placed.map(({ finding }) => finding).sort(compareFindings),
    // Of a large fleet the findings are kept, and the plan is that of the cluster somebody looks at.
    get parts() {
      return createParts(placed);
    },
  };
}
