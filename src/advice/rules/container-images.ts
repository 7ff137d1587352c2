import { findPatchTuesday, formatDate } from '../../domain/calendar-date.ts';
import type { Step } from '../../domain/finding.ts';
import { baseTagFor, listRunnable, type OsSku, osSkuOfBuild, titleOfOsSku } from '../../domain/os-sku.ts';
import { countOf, nameSome, shorten } from '../../domain/text.ts';
import { type ContainerImage, hintsAtWindows, type Workload } from '../../domain/workload.ts';
import { type Advice, type AdviceRule, afterCheck, onPools, say } from '../advice.ts';
import type { ClusterFacts, WindowsPoolFacts } from '../cluster-facts.ts';
import { DOCS } from '../evidence.ts';
import { listPublishedImages } from '../find-image-target.ts';
import { findOsSkuTarget } from '../find-os-sku-target.ts';

/** Names beyond these few make a sentence unreadable. */
const MOST_NAMES = 3;
/** Who is to rebuild them wants all of them, as far as a step can be read. */
const MOST_NAMES_TO_REBUILD = 20;
const LONGEST_NAME = 120;

/**
 * Container images whose Windows base does not fit the host (process isolation), now or after the move that a retired
 * OS SKU asks for. Of images whose base is unknown nothing is said, but where their name has a Windows version they are
 * counted: silence would be read as "fits".
 */
export const containerImages: AdviceRule = {
  name: 'container-images',
  topic: 'Windows bases of containers',
  stage: 'prepare',
  find: onPools((poolFacts, facts) => {
    const workloads = listWorkloads(poolFacts, facts);
    if (poolFacts.osSku === null) return null;
    const { osSku } = poolFacts;
    const free = workloads.filter((workload) => listHosts(workload, facts).length > 0);
    const bound = workloads.filter((workload) => !free.includes(workload));
    const failing = listUnfit(bound, osSku);
    // Only where the pool has to move: nobody rebuilds for a version they may never take.
    const target = poolFacts.isFrozen ? (findOsSkuTarget(facts, poolFacts)?.osSku ?? null) : null;
    const unfitThere = target === null ? [] : listUnfit(workloads, target);
    const toRebuild = unfitThere.filter((image) => !failing.includes(image));
    return [
      failing.length > 0 ? createFailing(poolFacts, osSku, failing, target, unfitThere) : null,
      adviseOnWaiting(facts, poolFacts, free),
      target !== null && toRebuild.length > 0 ? createMoving(target, toRebuild) : null,
      countUnknown(workloads),
    ];
  }),
};

/** Container images that run, and whose Windows base lacks the updates of later months: an upgrade of the node patches the host alone. */
export const containerBaseUpdates: AdviceRule = {
  name: 'container-base-updates',
  topic: 'newer Windows bases of containers',
  stage: 'later',
  isOptional: true,
  find: onPools((poolFacts, facts) => {
    const images = listWorkloads(poolFacts, facts).flatMap((workload) => workload.images);
    const runnable = (poolFacts.osSku && listRunnable(poolFacts.osSku)) ?? [];
    return runnable.map((host) => describeOldBase(facts, host, images));
  }),
};

/** Nothing where the tags do not tell the revision: a floating tag may have been pulled anew. */
function describeOldBase({ catalogue }: ClusterFacts, host: OsSku, images: readonly ContainerImage[]): Advice | null {
  const build = images.find(({ baseBuild }) => baseBuild !== null && osSkuOfBuild(baseBuild) === host)?.baseBuild ?? 0;
  const published = listPublishedImages(catalogue, build);
  const newest = published[0]?.version;
  const old = images.filter(({ baseBuild, baseRevision }) => {
    return baseBuild === build && baseRevision !== undefined && newest && baseRevision < newest.revision;
  });
  const names = namesOf(old);
  if (!newest || names.length === 0) return null;
  const oldest = Math.min(...old.map(({ baseRevision = newest.revision }) => baseRevision));
  const missed = new Set(published.map(({ version }) => version.revision).filter((revision) => revision > oldest)).size;
  return {
    severity: missed > 1 ? 'medium' : 'low',
    subject: `ContainerBase/${host}`,
    ...say(
      `${countOf(names.length, 'container image')} ${names.length === 1 ? 'was' : 'were'} not rebuilt since the Patch Tuesday of ${formatDate(findPatchTuesday(newest.builtOn))}`,
      `: the Windows base lacks ${countOf(missed, 'round')} of updates, which an upgrade of the nodes does not bring: ${listNames(names)}`,
    ),
    steps: () => rebuildFor(host, names, 'the newest'),
    evidence: [DOCS.containerCompatibility],
  };
}

/** What runs on a pool, or may. */
function listWorkloads(poolFacts: WindowsPoolFacts, facts: ClusterFacts): readonly Workload[] {
  return (facts.workloads ?? []).filter((workload) => listPoolsOf(workload, facts).includes(poolFacts));
}

/**
 * What waits for a node may land on each pool that its labels allow: which one it gets is open. A stopped pool is none of
 * them while another runs.
 */
function listPoolsOf({ nodePool, nodeSelector }: Workload, facts: ClusterFacts): readonly WindowsPoolFacts[] {
  if (nodePool !== null) return facts.windowsPools.filter(({ pool }) => pool.name === nodePool);
  const labelled = facts.windowsPools.filter((one) => hasLabels(one, nodeSelector));
  const running = labelled.filter(({ isStopped }) => !isStopped);
  return running.length > 0 ? running : labelled;
}

/** Windows versions of the pools it may land on that run it. */
function listHosts(workload: Workload, facts: ClusterFacts): readonly OsSku[] {
  const osSkus = listPoolsOf(workload, facts).flatMap(({ osSku }) => osSku ?? []);
  return [...new Set(osSkus)].filter((osSku) => fits(workload, osSku));
}

function fits(workload: Workload, host: OsSku): boolean {
  return listUnfit([workload], host).length === 0;
}

/** False where the pool is known to lack one of them; of those that AKS gives to nodes, most are not known. */
function hasLabels({ pool, osSku }: WindowsPoolFacts, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(labels).every(([key, value]) => {
    if (/(?:^|\/)agentpool$/.test(key)) return value.toLowerCase() === pool.name;
    // A Windows node is called `aks`, its pool and six characters.
    if (key === 'kubernetes.io/hostname') return value.toLowerCase().slice(0, -6) === `aks${pool.name}`;
    if (key === 'kubernetes.azure.com/scalesetpriority') {
      const isTold = pool.settings !== undefined || pool.nodesSeen !== undefined;
      return pool.spot ? /^spot$/i.test(value) : !isTold || !/^spot$/i.test(value);
    }
    if (key === 'kubernetes.azure.com/os-sku') return value.toLowerCase() === osSku?.toLowerCase();
    if (key === 'node.kubernetes.io/windows-build') return osSkuOfBuild(Number(value.split('.')[2])) === osSku;
    const isOfAks = /(?:^|[.])(?:kubernetes\.io|azure\.com)\//.test(key);
    return isOfAks || !pool.settings || pool.settings.labels[key] === value;
  });
}

/** Names of the images that a host does not run, in the order they are met. */
function listUnfit(workloads: readonly Workload[], host: OsSku): readonly string[] {
  const runnable = listRunnable(host);
  const unfit = workloads
    .flatMap(({ images }) => images)
    .filter(({ baseBuild }) => baseBuild !== null && runnable !== null && !runnable.includes(osSkuOfBuild(baseBuild)));
  return namesOf(unfit);
}

/** Nothing is rebuilt for a version that the pool has to leave: `target` is where it goes, `unfitThere` what does not start there either. */
function createFailing(
  { title }: WindowsPoolFacts,
  host: OsSku,
  images: readonly string[],
  target: OsSku | null,
  unfitThere: readonly string[],
): Advice {
  const fitting = target === null ? [] : images.filter((image) => !unfitThere.includes(image));
  const others = images.filter((image) => !fitting.includes(image));
  return {
    severity: 'high',
    subject: `ContainerImages/${host}`,
    ...say(
      `${countOf(images.length, 'container image')} cannot start on ${title}`,
      `, whose Windows version differs from the base image: ${listNames(images)}`,
    ),
    steps: () => [
      ...(target !== null && fitting.length > 0
        ? [
            afterCheck(
              `Leave as they are what ${titleOfOsSku(target)}, to which this pool has to move, runs: ${listNames(fitting, MOST_NAMES_TO_REBUILD)}.`,
            ),
          ]
        : []),
      ...(others.length > 0
        ? rebuildFor(target ?? host, others, 'an', fitting.length > 0 || others.length > MOST_NAMES)
        : []),
    ],
    evidence: [DOCS.containerCompatibility],
  };
}

/** One without a node may get one of this pool, though others would run it. */
function adviseOnWaiting(
  facts: ClusterFacts,
  { osSku, title }: WindowsPoolFacts,
  waiting: readonly Workload[],
): Advice | null {
  if (osSku === null) return null;
  const astray = waiting.filter((workload) => !fits(workload, osSku));
  const images = listUnfit(astray, osSku);
  if (images.length === 0) return null;
  const byHosts = Map.groupBy(astray, (workload) => listHosts(workload, facts).join(' or '));
  const nameOf = (own: readonly Workload[]) =>
    byHosts.size === 1 ? 'these workloads' : `the workloads of ${listNames(listUnfit(own, osSku))}`;
  return {
    severity: 'medium',
    subject: 'ContainerImages/waiting',
    ...say(
      `${countOf(images.length, 'container image')} of pods that wait for a node may land on this pool`,
      `, and cannot start on ${title}: ${listNames(images)}`,
    ),
    steps: () =>
      [...byHosts].map(([hosts, own]) =>
        afterCheck(
          `Give ${nameOf(own)} a node selector of the Windows version that runs them (kubernetes.azure.com/os-sku: ${hosts}), or rebuild them for each that they may get.`,
        ),
      ),
    evidence: [DOCS.containerCompatibility],
  };
}

function countUnknown(workloads: readonly Workload[]): Advice | null {
  const hinting = workloads.flatMap(({ images }) => images).filter(hintsAtWindows);
  const images = namesOf(hinting);
  if (images.length === 0) return null;
  return {
    severity: 'info',
    subject: 'ContainerImages/unknown',
    ...say(
      `The Windows base of ${countOf(images.length, 'container image')} is unknown`,
      `, so whether they fit is not: ${listNames(images)}`,
    ),
    steps: () => [],
    evidence: [DOCS.containerCompatibility],
  };
}

function createMoving(target: OsSku, images: readonly string[]): Advice {
  return {
    severity: 'medium',
    subject: `ContainerImages/${target}`,
    ...say(
      `${countOf(images.length, 'container image')} must be rebuilt before this pool can move to ${titleOfOsSku(target)}`,
      `: ${listNames(images)}`,
    ),
    steps: () => rebuildFor(target, images),
    evidence: [DOCS.containerCompatibility, DOCS.osUpgrade],
  };
}

/** `named`: which ones is to be said, since the finding names others, too. */
function rebuildFor(
  host: OsSku,
  images: readonly string[],
  which: 'an' | 'the newest' = 'an',
  named = images.length > MOST_NAMES,
): readonly Step[] {
  const tag = baseTagFor(host);
  const all = named ? `: ${listNames(images, MOST_NAMES_TO_REBUILD)}` : '';
  return tag === null
    ? []
    : [
        afterCheck(
          `Rebuild these container images FROM ${which} ${tag} base image, then roll them out; pods restart${all}.`,
        ),
      ];
}

/** What they are called, each once: without the digest where a tag stands before it. */
function namesOf(images: readonly ContainerImage[]): readonly string[] {
  return [...new Set(images.map(({ image }) => image.replace(/(?<=:[^/@]+)@.*$/, '')))];
}

/** Names come from people: one line each, cut where they are absurdly long. */
function listNames(images: readonly string[], most = MOST_NAMES): string {
  const names = images.map((image) => shorten(image.replace(/\p{C}/gu, '?'), LONGEST_NAME));
  return nameSome(names, most);
}
