import type { AdviceRule } from './advice.ts';
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
