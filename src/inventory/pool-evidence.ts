import { laterOf } from '../domain/calendar-date.ts';
import {
  type AzurePoolReport,
  type ClusterEvidence,
  type EarlierFacts,
  type NodePool,
  type NodeReport,
  type NodesReport,
  operationOf,
  type PoolEvidence,
  type PoolReport,
} from '../domain/cluster.ts';
import { compareNodeImageVersions, parseNodeImageName } from '../domain/node-image-version.ts';
import { compareTexts } from '../domain/text.ts';
import { poolOfNodes } from './read-node-pool.ts';

type Dated = { readonly asOf: string };

/** The newer of two; of two of one instant the second. */
function newerOf<T extends Dated>(a: T | undefined, b: T | undefined): T | undefined {
  if (!a || !b) return a ?? b;
  return b.asOf >= a.asOf ? b : a;
}

/** What Azure tells of a pool and its nodes tell as well, or what makes that change. */
const WATCHED = ['nodeImageVersion', 'provisioningState', 'count', 'kubernetesVersion'] as const;

function tellsTheSame(a: AzurePoolReport, b: AzurePoolReport): boolean {
  return WATCHED.every((key) => a.pool?.[key] === b.pool?.[key]);
}

const OMITTED = ['nodeImageVersion', 'kubernetesVersion', 'count', 'osSku', 'vmSize', 'mode'] as const;

/** What the newest of two reports leaves out, of each fact the last word. */
function findEarlier(newest: AzurePoolReport, other: AzurePoolReport): Pick<AzurePoolReport, 'earlier'> {
  // What was told before a pool was made is of another one.
  const made = [newest, other].flatMap(({ pool, asOf }) => (pool && operationOf(pool) === 'creating' ? [asOf] : []));
  const since = made.sort().at(-1) ?? '';
  const facts = OMITTED.flatMap((key) => {
    if (newest.pool?.[key] != null) return [];
    const value = other.pool?.[key];
    const words = [
      newest.earlier?.[key],
      other.earlier?.[key],
      value == null ? undefined : { asOf: other.asOf, value },
    ];
    const last = words.filter((word) => word && word.asOf >= since).reduce<Dated | undefined>(newerOf, undefined);
    return last ? [[key, last] as const] : [];
  });
  return facts.length === 0 ? {} : { earlier: withoutOtherImage(Object.fromEntries(facts), newest) };
}

/** Without an image of another Windows than the one that was told since: the pool was made anew. */
function withoutOtherImage(earlier: EarlierFacts, { asOf, pool }: AzurePoolReport): EarlierFacts {
  const { nodeImageVersion: image, ...others } = earlier;
  const told = pool?.osSku ? { asOf, value: pool.osSku } : earlier.osSku;
  const version = parseNodeImageName(image?.value ?? null)?.version;
  const isOther = image && told && version && told.asOf > image.asOf && told.value !== version.osSku;
  return isOther ? others : earlier;
}

/** The pool as Azure tells it, with what its newest report leaves out where that was told since. */
function poolOfAzure(azure: AzurePoolReport | undefined, since = ''): NodePool | null {
  if (!azure?.pool) return null;
  const { pool, earlier = {} } = azure;
  const facts = Object.entries(earlier).filter(([, { asOf }]) => asOf >= since);
  return { ...pool, ...Object.fromEntries(facts.map(([key, { value }]) => [key, value])) };
}

function joinAzure(a: AzurePoolReport | undefined, b: typeof a): typeof a {
  const newest = newerOf(a, b);
  const other = newest === a ? b : a;
  if (!newest || !other) return newest;
  const isSame = tellsTheSame(newest, other);
  const differedAt = laterOf(newest.differedAt, isSame ? other.differedAt : other.asOf);
  const starts = [newest.asOf, newest.since, ...(isSame ? [other.asOf, other.since] : [])];
  const inRow = starts.filter((start) => differedAt === undefined || start > differedAt).sort(compareTexts);
  const { earlier: _, ...told } = newest;
  return {
    ...told,
    since: inRow[0] ?? newest.asOf,
    ...(differedAt === undefined ? {} : { differedAt }),
    ...findEarlier(newest, other),
  };
}

/** Files of one look at the cluster may have some of its nodes each. */
function joinNodes(a: NodesReport | undefined, b: NodesReport | undefined): NodesReport | undefined {
  if (!a || !b || a.asOf !== b.asOf) return newerOf(a, b);
  const nodes = new Map([...a.nodes, ...b.nodes].map((node): [string, NodeReport] => [node.name, node]));
  const heardAt = a.heardAt && b.heardAt ? laterOf(a.heardAt, b.heardAt) : undefined;
  return {
    asOf: a.asOf,
    ...(heardAt && { heardAt }),
    nodes: [...nodes.values()].sort((one, two) => compareTexts(one.name, two.name)),
  };
}

function settingsOf({ azure, settings }: PoolEvidence): PoolEvidence['settings'] {
  const own = azure?.pool?.settings;
  return newerOf(settings, azure && own ? { asOf: azure.asOf, settings: own } : undefined);
}

/** Without what was told of a pool that was gone at `goneAt`, where something was told since: of another one of that name. */
function withoutGone(evidence: PoolEvidence, goneAt: string | undefined, told = evidence): PoolEvidence {
  const isAnew = goneAt !== undefined && Object.values<Dated>({ ...told }).some(({ asOf }) => asOf > goneAt);
  if (!isAnew) return evidence;
  return Object.fromEntries(Object.entries<Dated>({ ...evidence }).filter(([, { asOf }]) => asOf >= goneAt));
}

/** What two sets of reports tell together: of each source the newest. The pool of the first may have been gone at `goneAt`. */
export function joinEvidence(known: PoolEvidence, b: PoolEvidence, goneAt?: string): PoolEvidence {
  const a = withoutGone(known, goneAt, b);
  const azure = joinAzure(a.azure, b.azure);
  const nodes = joinNodes(a.nodes, b.nodes);
  const typed = newerOf(a.typed, b.typed);
  const offer = newerOf(a.offer, b.offer);
  const settings = azure?.pool?.settings ? undefined : newerOf(settingsOf(a), settingsOf(b));
  return {
    ...(azure && { azure }),
    ...(nodes && { nodes }),
    ...(typed && { typed }),
    ...(offer && { offer }),
    ...(settings && { settings }),
  };
}

/** The evidence of a registered pool with every report written out. */
export function evidenceOf(pool: NodePool): PoolEvidence {
  const { evidence = {}, vanishedAt: _, ...bare } = pool;
  const whole = <T extends PoolReport>(report: T): T => ({
    ...report,
    pool: report.pool ?? { ...bare, vanishedAt: null },
  });
  const { azure, typed, offer } = evidence;
  return {
    ...evidence,
    ...(azure ? { azure: whole(azure) } : {}),
    ...(typed ? { typed: whole(typed) } : {}),
    ...(offer ? { offer: whole(offer) } : {}),
  };
}

/** Within so short a time no node is replaced: what Azure and the nodes tell is of one look, and the nodes know. */
const ONE_LOOK_MS = 10 * 60_000;

/** `first`'s values, and where it knows none those of `second`. */
export function fillUnknown<T extends object>(first: T, second: T): T {
  const known = Object.entries(first).filter(([, value]) => {
    return value !== null && value !== undefined && !(typeof value === 'object' && Object.keys(value).length === 0);
  });
  return { ...second, ...Object.fromEntries(known) };
}

/** What the nodes of a pool showed, and when; a list of all nodes of the cluster that has none of it says that it has none. */
interface Look {
  readonly asOf: string;
  /** `null`: no nodes. */
  readonly pool: NodePool | null;
}

/** The pool as its nodes showed it last, whenever that was. */
export function poolOfLook(name: string, nodes: PoolEvidence['nodes']): NodePool | null {
  const read = poolOfNodes(name, nodes?.nodes ?? []);
  return 'pool' in read ? read.pool : null;
}

export function lookOf(
  seen: NodePool | null,
  { nodes, azure }: PoolEvidence,
  nodesListed: string | undefined,
): Look | null {
  if (nodesListed !== undefined && (!nodes || nodes.asOf < nodesListed)) {
    const empty = { asOf: nodesListed, pool: null };
    return nodes || stands(empty, azure) ? empty : null;
  }
  return nodes && seen ? { asOf: nodes.asOf, pool: seen } : null;
}

/** Whether what the nodes showed still stands: Azure has told nothing else since. */
function stands({ asOf }: Look, azure: PoolEvidence['azure']): boolean {
  return !azure || Date.parse(asOf) >= Date.parse(azure.since) - ONE_LOOK_MS;
}

/** An upgrade that replaces one node after the other is done by then, or stuck. */
const ROLLING_MS = 24 * 60 * 60_000;

/** Whether the nodes may still be being replaced: Azure, which knows no single node's image, names one that some had. */
function isRolling({ asOf, pool }: Look, azure: PoolEvidence['azure']): boolean {
  const image = azure?.pool?.nodeImageVersion;
  if (!azure || image == null || pool?.nodeImages[image] === undefined) return false;
  return Date.parse(azure.asOf) - Date.parse(asOf) < ROLLING_MS;
}

/** What several sources can tell of a pool. */
export type Contested = Pick<NodePool, 'nodeImageVersion' | 'kubernetesVersion' | 'count'>;

function contestedOf({ nodeImageVersion, kubernetesVersion, count }: NodePool): Contested {
  return { nodeImageVersion, kubernetesVersion, count };
}

export const NOTHING: Contested = { nodeImageVersion: null, kubernetesVersion: null, count: null };

/** Fact by fact, the newest word. */
function decide(
  { azure, typed }: PoolEvidence,
  look: Look | null,
  hasLook: boolean,
  images: NodePool | null,
): Contested {
  const own = poolOfAzure(azure, look?.asOf);
  const told = own ? contestedOf(own) : NOTHING;
  const ofAzure = images ? { ...told, nodeImageVersion: images.nodeImageVersion } : told;
  const ofNodes = look ? (look.pool ? contestedOf(look.pool) : { ...NOTHING, count: 0 }) : NOTHING;
  const merged = hasLook ? fillUnknown(ofNodes, ofAzure) : fillUnknown(ofAzure, ofNodes);
  // Nodes come and go: how many there are by Azure's own count, only newer nodes tell better. That there are none, a list
  // that was filtered tells as well.
  const isNewer = look !== null && (!azure || (look.pool !== null && look.asOf > azure.asOf));
  const counted = isNewer ? merged : { ...merged, count: ofAzure.count ?? merged.count };
  const before = poolOfAzure(azure);
  const seen = before ? fillUnknown(counted, contestedOf(before)) : counted;
  if (!typed?.pool) return seen;
  const newest = laterOf(azure?.asOf, look?.asOf);
  const ofPerson = contestedOf(typed.pool);
  return newest === undefined || typed.asOf > newest ? fillUnknown(ofPerson, seen) : fillUnknown(seen, ofPerson);
}

/**
 * Whether an offer of Azure still says something about a pool: an image of its own kind, newer than the one it runs.
 */
function isStillAhead(offer: string | null, current: string | null): boolean {
  const offered = parseNodeImageName(offer);
  const running = parseNodeImageName(current);
  if (!offered || !running || offered.definition !== running.definition) return false;
  return compareNodeImageVersions(offered.version, running.version) > 0;
}

/** An offer counts until Azure describes the pool anew; discovery asks again, so that it stands where that failed. */
function offerOf({ azure, offer }: PoolEvidence, current: string | null, isDiscovered: boolean): string | null {
  const image = offer?.pool?.latestNodeImageVersion ?? null;
  if (!offer || !azure || offer.asOf >= azure.asOf) return image;
  return isDiscovered && isStillAhead(image, current) ? image : null;
}

/** How a pool stands to the list of all pools that was told last. */
interface Listing {
  /** Instant at which it was found gone; `null` while it is there. */
  readonly vanishedAt: string | null;
  /** `missing`: the list that is told now lacks it. `told`: something is told of it now. */
  readonly now: 'told' | 'missing' | 'untouched';
}

/** Whether node auto-provisioning made all nodes. */
function isProvisioned(nodes: NodesReport | undefined): boolean {
  return nodes?.nodes.every((node) => node.isProvisioned) === true;
}

/** Whether Azure listed all pools of the cluster without it, and nobody told of it since. */
function isGone(evidence: PoolEvidence, listed: string | undefined, { vanishedAt, now }: Listing): boolean {
  const { azure, nodes, typed, offer } = evidence;
  const newest = [azure, nodes, typed, offer].reduce<string | undefined>(
    (last, one) => laterOf(last, one?.asOf),
    undefined,
  );
  if (listed === undefined || newest === undefined || newest !== listed)
    return listed !== undefined && newest !== undefined && newest < listed;
  // Of two words of one instant the later one counts; what runs at that instant is there.
  return nodes?.asOf !== listed && (now === 'missing' || (now === 'untouched' && vanishedAt !== null));
}

/** A pool as it stands by everything that was told of it and of its cluster, in whatever order it came. */
export function resolvePool(
  name: string,
  told: PoolEvidence,
  cluster: { readonly evidence: ClusterEvidence; readonly origin: string },
  listing: Listing,
): NodePool | null {
  const { listed, nodesListed } = cluster.evidence;
  // Azure's newest list is newer than its word on the pool: that list lacked it.
  const evidence = (told.azure?.asOf ?? '') < (listed ?? '') ? withoutGone(told, listed) : told;
  const seen = poolOfLook(name, evidence.nodes);
  const look = lookOf(seen, evidence, nodesListed);
  const words = [poolOfAzure(evidence.azure), seen, evidence.typed?.pool, evidence.offer?.pool];
  const known = words.filter((pool) => pool !== null && pool !== undefined);
  const [first] = known;
  if (!first) return null;
  // Azure does not list the pools of node auto-provisioning, which are there while they have nodes.
  const lists = isProvisioned(evidence.nodes) ? nodesListed : listed;
  const gone = isGone(evidence, lists, listing) ? (listing.vanishedAt ?? lists ?? null) : null;
  const isWhole = (first.settings !== undefined || !evidence.settings) && !evidence.azure?.earlier;
  const isPlain = known.length === 1 && !look && isWhole;
  if (isPlain && evidence.azure) return asAzureTells(first, evidence.azure, gone);
  const hasLook = look !== null && stands(look, evidence.azure);
  const images = look && (hasLook || isRolling(look, evidence.azure)) ? look.pool : null;
  const facts = decide(evidence, look, hasLook, images);
  const base = known.reduceRight((later, earlier) => fillUnknown(earlier, later));
  return {
    ...finish({ ...base, ...facts }, evidence, hasLook ? look : null, images),
    latestNodeImageVersion: offerOf(evidence, facts.nodeImageVersion, cluster.origin === 'resource-graph'),
    vanishedAt: gone,
    evidence,
  };
}

/** Nearly every pool of a large fleet: nothing is stored of it twice. */
function asAzureTells(pool: NodePool, azure: NonNullable<PoolEvidence['azure']>, vanishedAt: string | null): NodePool {
  const { pool: _, ...report } = azure;
  return { ...pool, vanishedAt, evidence: { azure: report } };
}

function finish(pool: NodePool, evidence: PoolEvidence, look: Look | null, images: NodePool | null): NodePool {
  const { windowsUpdate: _, wantedKubernetesVersion: wanted, spot: known, isProvisioned: __, ...rest } = pool;
  const { azure } = evidence;
  // Azure tells all settings of a pool or none: that it is not Spot, nodes of an earlier pool of that name do not know.
  const spot = azure?.pool?.settings ? azure.pool.spot : known;
  const version = parseNodeImageName(pool.nodeImageVersion)?.version;
  const update = look?.pool?.windowsUpdate;
  const settings = pool.settings ?? evidence.settings?.settings;
  const isReached = wanted !== undefined && pool.kubernetesVersion?.startsWith(wanted) === true;
  return {
    ...rest,
    ...(version ? { osType: 'Windows', osSku: version.osSku } : {}),
    ...(settings ? { settings } : {}),
    ...(spot ? { spot } : {}),
    ...(wanted !== undefined && !isReached ? { wantedKubernetesVersion: wanted } : {}),
    nodeImages: images?.nodeImages ?? {},
    ...(!azure && isProvisioned(evidence.nodes) ? { isProvisioned: true } : {}),
    ...(look ? { nodesSeen: look.pool?.count ?? 0 } : {}),
    ...(update !== undefined && !version ? { windowsUpdate: update } : {}),
  };
}
