import { referToCluster } from '../domain/cluster.ts';
import type { PlannedStage } from '../domain/cluster-plan.ts';
import {
  type AdvisedFinding,
  commandsOf,
  compareFindings,
  type Finding,
  ORDINARY,
  withHolds,
} from '../domain/finding.ts';
import { once } from '../domain/once.ts';
import { type AdviceRule, listFound } from './advice.ts';
import { type AdviceInput, createClusterFacts } from './cluster-facts.ts';
import { fitToState, leaveToProvisioning, listStepsWhenStarted } from './defer.ts';
import { createParts, type PlacedFinding, sayWhatBringsImages } from './plan/cluster-plan.ts';
import { containerBaseUpdates, containerImages } from './rules/container-images.ts';
import { kubernetesSupport, kubernetesUnknown, ltsPatches, platformUpgrade } from './rules/kubernetes.ts';
import { kubenet, networkPolicy, nodeSubnet, podSubnet } from './rules/network.ts';
import { nodeImageAge, nodeImageBehind, nodeImageWithdrawn } from './rules/node-image.ts';
import { nodeOsUpgradeChannel } from './rules/node-os-upgrade-channel.ts';
import { nodePoolKubernetes } from './rules/node-pool-kubernetes.ts';
import { azureAndNodesDiffer, nodeImagesMixed, nodeImageUnknown, upgradeWithoutEffect } from './rules/nodes.ts';
import { notRunning } from './rules/not-running.ts';
import { osSkuKubernetes, osSkuRetirement, recommendedOsSku } from './rules/os-sku.ts';
import { linuxUserPool, maxSurge, snapshotPin, systemPoolNodes } from './rules/pool-settings.ts';

export const RULES: readonly AdviceRule[] = [
  nodeImageBehind,
  nodeImageAge,
  nodeImageWithdrawn,
  osSkuRetirement,
  osSkuKubernetes,
  kubernetesSupport,
  kubernetesUnknown,
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

export interface ClusterAdvice {
  /** Worst first. */
  readonly findings: readonly Finding[];
  readonly advised: readonly AdvisedFinding[];
  /** What settles them all, in the order that works, each part with all its steps: `listStages` makes a plan of them. */
  readonly parts: readonly PlannedStage[];
}

const TRAITS = new Map(RULES.map(({ name, find, stage, topic, ...own }) => [name, { ...ORDINARY, ...own }]));

/** Nothing without live Windows node pools; about those being deleted, only that this is stuck. `keyOfFinding` stays the same while a cause lasts. */
export function adviseOnCluster(input: AdviceInput): ClusterAdvice {
  const facts = createClusterFacts(input);
  const named = referToCluster(input.cluster);
  const isUndeleted = facts.stuckDays !== null || facts.undeletedPools.length > 0;
  const rules = facts.windowsPools.length > 0 ? RULES : isUndeleted ? [notRunning] : [];
  const found = rules.flatMap(({ name: rule, find, stage: usual, topic }) =>
    listFound(find(facts)).flatMap((told) => {
      const found = leaveToProvisioning(told, facts);
      return fitToState(found, facts).map(
        ({
          mattersWhileStopped: _,
          stage = usual,
          by,
          steps,
          nodePool = null,
          due = null,
          after = [],
          ...advice
        }): PlacedFinding => {
          const own = TRAITS.get(rule) ?? ORDINARY;
          const traits = after.length > 0 ? { ...own, after } : own;
          const finding = { ...named, rule, nodePool, ...advice, due, traits };
          const stepsWhenStarted = once(() => listStepsWhenStarted(found, facts));
          return { finding, pressing: found.severity, steps: once(steps), stepsWhenStarted, stage, topic, by };
        },
      );
    }),
  );
  const placed = sayWhatBringsImages(found)
    .map((one) => ({ ...one, finding: withHolds(one.finding, input.held ?? []) }))
    .toSorted((a, b) => compareFindings(a.finding, b.finding));
  return {
    findings: placed.map(({ finding }) => finding),
    get advised() {
      return placed.map(({ finding, ...own }) => {
        const steps = own.steps();
        return { ...finding, commands: commandsOf(steps), steps };
      });
    },
    get parts() {
      return createParts(placed);
    },
  };
}
