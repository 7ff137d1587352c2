import { buildOfBaseTag } from '../../domain/os-sku.ts';
import type { ContainerImage, Workload, WorkloadImport } from '../../domain/workload.ts';
import {
  listOf,
  object,
  optional,
  optionalFlag,
  optionalText,
  type ReadBy,
  readWith,
  requiredText,
  tags,
  texts,
} from '../field-readers.ts';
import type { Fields } from '../fields.ts';
import { Refusals } from '../import-collector.ts';

/** Words in tags of images built from Windows bases that no OS SKU has, or that another word names -> build. */
const BUILD_OF_WORD: ReadonlyMap<string, number> = new Map([
  ['ltsc2016', 14393],
  ['1607', 14393],
  ['1709', 16299],
  ['1803', 17134],
  ['1809', 17763],
  ['1903', 18362],
  ['1909', 18363],
  ['2004', 19041],
  ['20h2', 19042],
]);

/** A bare number is a Windows release only where the image says that it is about Windows. */
const SAYS_WINDOWS = /windows|nanoserver|servercore/i;

/** The tag of an image reference: behind the last colon that is not a registry's port, without the digest. */
function tagOf(image: string): string | null {
  return /:([^:/@]+)(?:@.*)?$/.exec(image.replace(/@.*$/, ''))?.[1] ?? null;
}

/** Which Windows an image is built from, where its tag says so: `ltsc2022`, `nanoserver-1809`, `10.0.20348.2655`. */
export function windowsBaseOfImage(image: string): ContainerImage {
  const tag = tagOf(image)?.toLowerCase() ?? '';
  const [, full, revision] = /(?:^|[^\d.])10\.0\.(\d{5})(?:\.(\d+))?(?:\D|$)/.exec(tag) ?? [];
  if (full) return { image, baseBuild: Number(full), ...(revision ? { baseRevision: Number(revision) } : {}) };
  const words = tag.split(/[^a-z0-9]+/).filter((word) => /^ltsc/.test(word) || SAYS_WINDOWS.test(image));
  const builds = words
    .map((word) => buildOfBaseTag(word) ?? BUILD_OF_WORD.get(word))
    .filter((build) => build !== undefined);
  // Two different answers are none.
  return { image, baseBuild: new Set(builds).size === 1 ? (builds[0] ?? null) : null };
}

const SecurityContext = optional(object({ windowsoptions: optional(object({ hostprocess: optionalFlag })) }));

const Container = object({ image: requiredText, securitycontext: SecurityContext });

/** One of several ways to choose a node; `In` with one value asks for a label as a node selector does. */
const NodeTerm = object({
  matchexpressions: optional(listOf(object({ key: requiredText, operator: optionalText, values: texts }))),
});

const PodFields = object({
  metadata: object({
    name: requiredText,
    namespace: optionalText,
    labels: tags,
    ownerreferences: optional(listOf(object({ kind: requiredText, name: requiredText }))),
  }),
  spec: object({
    nodename: optionalText,
    nodeselector: tags,
    os: optional(object({ name: optionalText })),
    securitycontext: SecurityContext,
    affinity: optional(
      object({
        nodeaffinity: optional(
          object({
            requiredduringschedulingignoredduringexecution: optional(
              object({ nodeselectorterms: optional(listOf(NodeTerm)) }),
            ),
          }),
        ),
      }),
    ),
    containers: listOf(Container),
    initcontainers: optional(listOf(Container)),
  }),
  status: optional(object({ phase: optionalText })),
});
type PodFields = ReadBy<typeof PodFields>;

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
  const isHostProcess = (context: ReadBy<typeof SecurityContext>) => context?.windowsoptions?.hostprocess === true;
  const all = [...(spec.initcontainers ?? []), ...spec.containers];
  const bound = isHostProcess(spec.securitycontext) ? [] : all.filter((one) => !isHostProcess(one.securitycontext));
  return [...new Set(bound.map(({ image }) => image))];
}

/** A pod on Windows; `null` for one on Linux or one that has ended; or why it was refused. `name` is its own in its cluster. */
type ReadPod =
  | { readonly name: string; readonly namespace: string; readonly pod: Workload | null }
  | { readonly refused: string };

function readPod(fields: Fields): ReadPod {
  const parsed = readWith(PodFields, fields);
  if ('refused' in parsed) return parsed;
  const { metadata, spec, status } = parsed.read;
  const ended = status?.phase === 'Succeeded' || status?.phase === 'Failed';
  const labels = labelsOf(parsed.read);
  const namespace = metadata.namespace ?? 'default';
  const name = `${namespace}/${metadata.name}`;
  if (ended || !isWindowsPod(parsed.read, labels)) return { name, namespace, pod: null };
  const asked = labels['kubernetes.azure.com/agentpool'] ?? labels['agentpool'];
  const nodePool = WINDOWS_NODE.exec(spec.nodename ?? '')?.[1] ?? asked?.toLowerCase() ?? null;
  // What runs waits for no other node, whatever its own is called.
  const isBound = nodePool === null && spec.nodename !== null;
  return {
    name,
    namespace,
    pod: {
      namespace,
      ...controllerOf(parsed.read),
      nodePool,
      nodeSelector: isBound ? { ...labels, 'kubernetes.io/hostname': spec.nodename } : labels,
      images: imagesOf(parsed.read).map(windowsBaseOfImage),
      pods: 1,
    },
  };
}

/** Gathers the workloads of pods one by one: a file of any size takes as much memory as there are workloads. */
export class PodReading {
  readonly #workloads = new Map<string, Workload>();
  readonly #rejected = new Refusals();
  /** Of a watch, the workload that each pod was last seen as. */
  readonly #watched = new Map<string, string>();
  readonly #namespaces = new Set<string>();

  /** A pod, and of a watch what happened to it. */
  read(fields: Fields, item: string, change: string | null): void {
    const read = readPod(fields);
    if ('refused' in read) {
      this.#rejected.add(item, read.refused);
      return;
    }
    this.#namespaces.add(read.namespace);
    if (change !== null) this.#forget(read.name);
    if (read.pod === null || change === 'DELETED') return;
    const key = this.#add(read.pod, 1);
    if (change !== null) this.#watched.set(read.name, key);
  }

  #forget(name: string): void {
    const earlier = this.#workloads.get(this.#watched.get(name) ?? '');
    if (earlier) this.#add(earlier, -1);
    this.#watched.delete(name);
  }

  /** Replicas are one workload: what differs between them is not asked about. */
  #add({ pods: _, ...rest }: Workload, change: number): string {
    const key = JSON.stringify(rest);
    const pods = (this.#workloads.get(key)?.pods ?? 0) + change;
    if (pods > 0) this.#workloads.set(key, { ...rest, pods });
    else this.#workloads.delete(key);
    return key;
  }

  result(): WorkloadImport {
    return {
      workloads: [...this.#workloads.values()],
      namespaces: [...this.#namespaces],
      rejected: this.#rejected.list(),
    };
  }
}
