import { z } from 'zod';
import type { Workload } from '../../domain/workload.ts';
import { describeIssues, optionalText, requiredText, tags } from '../fields.ts';
import type { Fields } from '../flatten-resource.ts';
import { windowsBaseOfImage } from '../windows-base-of-image.ts';

const Container = z.object({ image: requiredText });

/** Only what is used of a pod. */
const PodFields = z.object({
  metadata: z.object({
    name: requiredText,
    namespace: optionalText,
    labels: tags,
    ownerreferences: z.array(z.object({ kind: requiredText, name: requiredText })).nullish(),
  }),
  spec: z.object({
    nodename: optionalText,
    nodeselector: tags,
    os: z.object({ name: optionalText }).nullish(),
    containers: z.array(Container),
    initcontainers: z.array(Container).nullish(),
  }),
  status: z.object({ phase: optionalText }).nullish(),
});
type PodFields = z.output<typeof PodFields>;

/** A Windows node is `aks` + pool name + six characters, since its name has at most 15. */
const WINDOWS_NODE = /^aks([a-z][a-z0-9]{0,5})([0-9a-z]{6})$/;

/** A Deployment's pods belong to a ReplicaSet that is named after it and a hash. */
function controllerOf({ metadata }: PodFields): { readonly kind: string; readonly name: string } {
  const owner = metadata.ownerreferences?.[0];
  if (!owner) return { kind: 'Pod', name: metadata.name };
  const hash = metadata.labels['pod-template-hash'];
  const ofDeployment = owner.kind === 'ReplicaSet' && hash !== undefined && owner.name.endsWith(`-${hash}`);
  return ofDeployment ? { kind: 'Deployment', name: owner.name.slice(0, -hash.length - 1) } : owner;
}

function isWindowsPod({ spec }: PodFields): boolean {
  const os = spec.os?.name ?? spec.nodeselector['kubernetes.io/os'] ?? spec.nodeselector['beta.kubernetes.io/os'];
  if (os) return os.toLowerCase() === 'windows';
  return spec.nodename !== null && WINDOWS_NODE.test(spec.nodename);
}

/** A pod on Windows; `null` for one on Linux or one that has ended; or why it was refused. */
export function readPod(fields: Fields): { readonly pod: Workload | null } | { readonly refused: string } {
  const parsed = PodFields.safeParse(fields);
  if (!parsed.success) return { refused: describeIssues(parsed.error) };
  const { metadata, spec, status } = parsed.data;
  const ended = status?.phase === 'Succeeded' || status?.phase === 'Failed';
  if (ended || !isWindowsPod(parsed.data)) return { pod: null };
  const images = [...(spec.initcontainers ?? []), ...spec.containers].map((container) => container.image);
  return {
    pod: {
      namespace: metadata.namespace ?? 'default',
      ...controllerOf(parsed.data),
      nodePool:
        WINDOWS_NODE.exec(spec.nodename ?? '')?.[1] ?? spec.nodeselector['kubernetes.azure.com/agentpool'] ?? null,
      nodeSelector: spec.nodeselector,
      images: [...new Set(images)].map(windowsBaseOfImage),
      pods: 1,
    },
  };
}
