import type { Cluster, NodePool } from './cluster.ts';
import { parseNodeImageName } from './node-image-name.ts';

/** Who uses a feature whose end specifically concerns Windows; a feature that a cluster does not show has no entry. */
const USES: Readonly<Record<string, (cluster: Cluster, nodePool: NodePool) => boolean>> = {
  AzureNPM: (cluster) => cluster.networkPolicy === 'azure',
  Calico: (cluster) => cluster.networkPolicy === 'calico',
  Kubenet: (cluster) => cluster.networkPlugin === 'kubenet',
  // Docker nodes are those of 2019 without "containerd" in the name of their image.
  DockerRuntime: (_cluster, { nodeImageVersion }) => /^AKSWindows-2019$/i.test(definitionOf(nodeImageVersion)),
  Gen1: (_cluster, { nodeImageVersion }) =>
    definitionOf(nodeImageVersion) !== '' && !/-gen2/i.test(definitionOf(nodeImageVersion)),
};

/** True when a Windows node pool is known to use the feature of `WindowsFeature/<name>`. */
export function usesWindowsFeature(subject: string, cluster: Cluster, nodePool: NodePool): boolean {
  return USES[subject.slice('WindowsFeature/'.length)]?.(cluster, nodePool) ?? false;
}

function definitionOf(nodeImageVersion: string | null): string {
  return nodeImageVersion === null ? '' : (parseNodeImageName(nodeImageVersion)?.definition ?? '');
}
