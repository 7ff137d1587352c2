import { z } from 'zod';
import type { Workload } from '../../domain/workload.ts';
import { describeIssues, optionalFlag, optionalText, requiredText, tags, texts } from '../fields.ts';
import type { Fields } from '../flatten-resource.ts';
import { windowsBaseOfImage } from '../windows-base-of-image.ts';

const SecurityContext = z.object({ windowsoptions: z.object({ hostprocess: optionalFlag }).nullish() }).nullish();

const Container = z.object({ image: requiredText, securitycontext: SecurityContext });

/** One of several ways to choose a node; `In` with one value asks for a label as a node selector does. */
const NodeTerm = z.object({
  matchexpressions: z.array(z.object({ key: requiredText, operator: optionalText, values: texts })).nullish(),
});

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
    securitycontext: SecurityContext,
    affinity: z
      .object({
        nodeaffinity: z
          .object({
            requiredduringschedulingignoredduringexecution: z
              .object({ nodeselectorterms: z.array(NodeTerm).nullish() })
              .nullish(),
          })
          .nullish(),
      })
      .nullish(),
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

/** Labels that every node the pod may run on has: those of the selector, and what each affinity term asks for alike. */
function labelsOf({ spec }: PodFields): Readonly<Record<string, string>> {
  const terms = spec.affinity?.nodeaffinity?.requiredduringschedulingignoredduringexecution?.nodeselectorterms ?? [];
  const asked = terms.map(({ matchexpressions }) =>
    (matchexpressions ?? [])
      .filter(({ operator, values }) => operator?.toLowerCase() === 'in' && values.length === 1)
      .map(({ key, values: [value = ''] }) => [key, value] as const),
  );
  const [first = [], ...others] = asked;
  const common = first.filter(([key, value]) =>
    others.every((term) => term.some(([k, v]) => k === key && v === value)),
  );
  return { ...Object.fromEntries(common), ...spec.nodeselector };
}

function isWindowsPod({ spec }: PodFields, labels: Readonly<Record<string, string>>): boolean {
  const os = spec.os?.name ?? labels['kubernetes.io/os'] ?? labels['beta.kubernetes.io/os'];
  if (os) return os.toLowerCase() === 'windows';
  if (labels['node.kubernetes.io/windows-build'] || /^windows/i.test(labels['kubernetes.azure.com/os-sku'] ?? ''))
    return true;
  return spec.nodename !== null && WINDOWS_NODE.test(spec.nodename);
}

/** Images that must fit their host: HostProcess containers run on any. */
function imagesOf({ spec }: PodFields): readonly string[] {
  const isHostProcess = (context: z.output<typeof SecurityContext>) => context?.windowsoptions?.hostprocess === true;
  const all = [...(spec.initcontainers ?? []), ...spec.containers];
  const bound = isHostProcess(spec.securitycontext) ? [] : all.filter((one) => !isHostProcess(one.securitycontext));
  return [...new Set(bound.map(({ image }) => image))];
}

/** A pod on Windows; `null` for one on Linux or one that has ended; or why it was refused. */
export function readPod(fields: Fields): { readonly pod: Workload | null } | { readonly refused: string } {
  const parsed = PodFields.safeParse(fields);
  if (!parsed.success) return { refused: describeIssues(parsed.error) };
  const { metadata, spec, status } = parsed.data;
  const ended = status?.phase === 'Succeeded' || status?.phase === 'Failed';
  const labels = labelsOf(parsed.data);
  if (ended || !isWindowsPod(parsed.data, labels)) return { pod: null };
  const asked = labels['kubernetes.azure.com/agentpool'] ?? labels['agentpool'];
  return {
    pod: {
      namespace: metadata.namespace ?? 'default',
      ...controllerOf(parsed.data),
      nodePool: WINDOWS_NODE.exec(spec.nodename ?? '')?.[1] ?? asked?.toLowerCase() ?? null,
      nodeSelector: labels,
      images: imagesOf(parsed.data).map(windowsBaseOfImage),
      pods: 1,
    },
  };
}
