import { z } from 'zod';
import type { NodePool, NodePoolSettings } from '../domain/cluster.ts';
import {
  describeIssues,
  optionalCount,
  optionalFlag,
  optionalText,
  powerState,
  requiredText,
  tags,
  texts,
} from './fields.ts';
import type { Fields } from './flatten-resource.ts';
import { readImageName, readOsSku } from './windows-image.ts';

const surge = z.union([optionalText, z.number().transform(String)]);

/** Only what is used of a pool, keys in lower case; shapes in AZURE facts 2.1. */
const PoolFields = z.object({
  name: requiredText,
  ostype: optionalText,
  ossku: optionalText,
  mode: optionalText,
  nodeimageversion: optionalText,
  latestnodeimageversion: optionalText,
  count: optionalCount,
  virtualmachinenodesstatus: z.array(z.object({ count: optionalCount })).nullish(),
  vmsize: optionalText,
  type: optionalText,
  typepropertiestype: optionalText,
  orchestratorversion: optionalText,
  currentorchestratorversion: optionalText,
  provisioningstate: optionalText,
  powerstate: powerState,
  enablefips: optionalFlag,
  podsubnetid: optionalText,
  upgradesettings: z.object({ maxsurge: surge }).nullish(),
  nodelabels: tags,
  nodetaints: texts,
  availabilityzones: texts,
  vnetsubnetid: optionalText,
  maxpods: optionalCount,
  enableautoscaling: optionalFlag,
  mincount: optionalCount,
  maxcount: optionalCount,
  tags,
});
type PoolFields = z.output<typeof PoolFields>;

/** A pool, with what is doubtful about it; or why it was refused. */
export type ReadNodePool =
  | { readonly pool: NodePool; readonly warnings: readonly string[] }
  | { readonly refused: string };

const MODES = ['System', 'User', 'Gateway'] as const;

/** Azure's word, or what the image and the OS SKU tell; Linux is Azure's default. `null`: an unknown word. */
function readOsType(fields: PoolFields): NodePool['osType'] | null {
  const word = fields.ostype?.toLowerCase();
  if (word === 'windows' || word === 'linux') return word === 'windows' ? 'Windows' : 'Linux';
  if (word !== undefined) return null;
  return /^(AKS)?Windows/i.test(fields.nodeimageversion ?? fields.ossku ?? '') ? 'Windows' : 'Linux';
}

/** Pools of single virtual machines have no `count` of their own. */
function readCount(fields: PoolFields): number | null {
  if (fields.count !== null || !fields.virtualmachinenodesstatus) return fields.count;
  return fields.virtualmachinenodesstatus.reduce((sum, group) => sum + (group.count ?? 0), 0);
}

/** Azure always tells `maxPods`: a query that left it out left out the others, too, and absent is not none. */
function readSettings(fields: PoolFields): { readonly settings?: NodePoolSettings } {
  if (fields.maxpods === null) return {};
  const { enableautoscaling: isScaled, mincount: min, maxcount: max } = fields;
  const settings = {
    labels: fields.nodelabels,
    taints: fields.nodetaints,
    zones: fields.availabilityzones,
    subnetId: fields.vnetsubnetid,
    maxPods: fields.maxpods,
    autoscaler: isScaled && min !== null && max !== null ? { min, max } : null,
  };
  return { settings };
}

function toNodePool(fields: PoolFields, osType: NodePool['osType']): NodePool {
  const image = readImageName(fields.nodeimageversion);
  return {
    name: fields.name,
    mode: MODES.find((mode) => mode.toLowerCase() === fields.mode?.toLowerCase()) ?? null,
    osType,
    osSku: osType === 'Windows' ? readOsSku(fields.ossku, image) : fields.ossku,
    nodeImageVersion: image,
    latestNodeImageVersion: readImageName(fields.latestnodeimageversion),
    count: readCount(fields),
    vmSize: fields.vmsize,
    kubernetesVersion: fields.currentorchestratorversion ?? fields.orchestratorversion,
    provisioningState: fields.provisioningstate,
    powerState: fields.powerstate,
    // `type` of a pool read on its own is the resource type; its kind is then one level deeper.
    type: fields.typepropertiestype ?? (fields.type?.includes('/') ? null : fields.type),
    fipsEnabled: fields.enablefips,
    podSubnetId: fields.podsubnetid,
    maxSurge: fields.upgradesettings?.maxsurge ?? null,
    ...readSettings(fields),
    nodeImages: {},
    tags: fields.tags,
    vanishedAt: null,
  };
}

/** The one reader of a node pool, whatever form it came in; `fields` flat and in lower case. Unknown values are null. */
export function readNodePool(fields: Fields): ReadNodePool {
  const parsed = PoolFields.safeParse(fields);
  if (!parsed.success) return { refused: describeIssues(parsed.error) };
  const osType = readOsType(parsed.data);
  if (osType === null) return { refused: `osType "${parsed.data.ostype}" is neither Linux nor Windows` };
  const pool = toNodePool(parsed.data, osType);
  const word = readOsSku(parsed.data.ossku, null);
  const doubtful = osType === 'Windows' && word !== null && /^Windows(2019|2022|2025|Annual)$/.test(String(pool.osSku));
  const warnings =
    doubtful && word !== pool.osSku ? [`osSKU says ${word}, its image is ${pool.osSku}: taken as that`] : [];
  return { pool, warnings };
}
