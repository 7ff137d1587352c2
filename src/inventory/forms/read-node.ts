import { z } from 'zod';
import type { NodeReport } from '../../domain/cluster.ts';
import { describeIssues, optionalText, tags } from '../fields.ts';
import type { Fields } from '../flatten-resource.ts';
import { readImageName } from '../windows-image.ts';

/** Only what is used of a Kubernetes node. Labels: AZURE facts 1.2. */
const NodeFields = z.object({
  metadata: z.object({ name: z.string(), labels: tags }),
  spec: z.object({ providerid: optionalText }).nullish(),
  status: z
    .object({
      nodeinfo: z.object({ kubeletversion: optionalText, kernelversion: optionalText, operatingsystem: optionalText }),
    })
    .nullish(),
});

/** A node of an AKS cluster, and where it belongs. */
export interface ClusterNode {
  /** Node resource group, `MC_rg_cluster_region` unless it was given a name of its own. */
  readonly nodeResourceGroup: string;
  readonly subscriptionId: string | null;
  readonly region: string | null;
  readonly pool: string;
  readonly report: NodeReport;
}

type NodeFields = z.output<typeof NodeFields>;

/** The label is cut at 63 characters and has other signs in the place of some; the provider's ID has it as it is, in lower case. */
function placeOf(fields: NodeFields, label: string): Pick<ClusterNode, 'subscriptionId' | 'nodeResourceGroup'> {
  const [, subscriptionId = null, group = null] =
    /^azure:\/\/\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\//i.exec(fields.spec?.providerid ?? '') ?? [];
  const isWhole = group === null || group.toLowerCase() === label.toLowerCase();
  return { subscriptionId, nodeResourceGroup: isWhole ? label : group };
}

function toNode(fields: NodeFields, label: string, pool: string): ClusterNode {
  const { subscriptionId, nodeResourceGroup } = placeOf(fields, label);
  const { labels } = fields.metadata;
  const info = fields.status?.nodeinfo;
  const aks = (label: string): string | null => labels[`kubernetes.azure.com/${label}`] ?? null;
  return {
    nodeResourceGroup,
    subscriptionId,
    region: labels['topology.kubernetes.io/region'] ?? null,
    pool: pool.toLowerCase(),
    report: {
      name: fields.metadata.name,
      mode: aks('mode'),
      osType: labels['kubernetes.io/os'] ?? info?.operatingsystem ?? null,
      osSku: aks('os-sku'),
      imageName: readImageName(aks('node-image-version')),
      vmSize: labels['node.kubernetes.io/instance-type'] ?? null,
      type: aks('nodepool-type'),
      fips: aks('fips_enabled'),
      kubernetesVersion: info?.kubeletversion?.replace(/^v/, '') ?? null,
      windowsUpdate: /^10\.0\.(\d{5}(?:\.\d{1,6})?)$/.exec(info?.kernelversion ?? '')?.[1] ?? null,
      isProvisioned: labels['karpenter.sh/nodepool'] !== undefined,
    },
  };
}

/** A node of an AKS node pool; or why it is none. Linux nodes of no pool are nobody's concern: `stray`. */
export type ReadNode = { readonly node: ClusterNode } | { readonly refused: string } | { readonly stray: true };

/** Reads one node. */
export function readNode(fields: Fields): ReadNode {
  const parsed = NodeFields.safeParse(fields);
  if (!parsed.success) return { refused: describeIssues(parsed.error) };
  const { labels } = parsed.data.metadata;
  const group = labels['kubernetes.azure.com/cluster']?.trim();
  const pool = labels['kubernetes.azure.com/agentpool'] ?? labels['agentpool'];
  const isLinux = labels['kubernetes.io/os']?.toLowerCase() === 'linux';
  if (isLinux && !(group && pool)) return { stray: true };
  if (!group) return { refused: 'has no label kubernetes.azure.com/cluster, so it is no node of an AKS cluster' };
  if (!pool) return { refused: 'has no label kubernetes.azure.com/agentpool, so it belongs to no node pool' };
  return { node: toNode(parsed.data, group, pool) };
}
