import type { AdviceRule } from './advice.ts';
import { azureAndNodesDiffer } from './rules/azure-and-nodes-differ.ts';
import { containerImages } from './rules/container-images.ts';
import { kubenet } from './rules/kubenet.ts';
import { kubernetesSupport } from './rules/kubernetes-support.ts';
import { linuxUserPool } from './rules/linux-user-pool.ts';
import { maxSurge } from './rules/max-surge.ts';
import { networkPolicy } from './rules/network-policy.ts';
import { nodeImageAge } from './rules/node-image-age.ts';
import { nodeImageBehind } from './rules/node-image-behind.ts';
import { nodeImageUnknown } from './rules/node-image-unknown.ts';
import { nodeImagesMixed } from './rules/node-images-mixed.ts';
import { nodeOsUpgradeChannel } from './rules/node-os-upgrade-channel.ts';
import { nodePoolKubernetes } from './rules/node-pool-kubernetes.ts';
import { nodeSubnet } from './rules/node-subnet.ts';
import { notRunning } from './rules/not-running.ts';
import { osSkuKubernetes } from './rules/os-sku-kubernetes.ts';
import { osSkuRetirement } from './rules/os-sku-retirement.ts';
import { platformUpgrade } from './rules/platform-upgrade.ts';
import { podSubnet } from './rules/pod-subnet.ts';
import { recommendedOsSku } from './rules/recommended-os-sku.ts';
import { snapshotPin } from './rules/snapshot-pin.ts';
import { systemPoolNodes } from './rules/system-pool-nodes.ts';
import { upgradeWithoutEffect } from './rules/upgrade-without-effect.ts';

/** Every rule. A new one is its file and its line here. */
export const RULES: readonly AdviceRule[] = [
  nodeImageBehind,
  nodeImageAge,
  osSkuRetirement,
  osSkuKubernetes,
  kubernetesSupport,
  nodePoolKubernetes,
  platformUpgrade,
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
  notRunning,
  snapshotPin,
  maxSurge,
  linuxUserPool,
];
