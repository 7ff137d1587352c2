import type {
  AzurePoolReport,
  NodePool,
  NodeReport,
  NodesReport,
  PoolEvidence,
  PoolReport,
} from '../domain/cluster.ts';
import { compareTexts } from '../domain/text.ts';

type Dated = { readonly asOf: string };

/** The newer of two; of two of one instant the second. */
function newerOf<T extends Dated>(a: T | undefined, b: T | undefined): T | undefined {
  if (!a || !b) return a ?? b;
  return b.asOf >= a.asOf ? b : a;
}

/** The later of two instants, UTC ISO text. */
export function laterOf(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}

/** What Azure tells of a pool and its nodes tell as well, or what makes that change. */
const WATCHED = ['nodeImageVersion', 'provisioningState', 'count', 'kubernetesVersion'] as const;

function tellsTheSame(a: AzurePoolReport, b: AzurePoolReport): boolean {
  return WATCHED.every((key) => a.pool?.[key] === b.pool?.[key]);
}

function joinAzure(a: AzurePoolReport | undefined, b: AzurePoolReport | undefined): AzurePoolReport | undefined {
  const newest = newerOf(a, b);
  const other = newest === a ? b : a;
  if (!newest || !other) return newest;
  const isSame = tellsTheSame(newest, other);
  const differedAt = laterOf(newest.differedAt, isSame ? other.differedAt : other.asOf);
  const starts = [newest.asOf, newest.since, ...(isSame ? [other.asOf, other.since] : [])];
  const inRow = starts.filter((start) => differedAt === undefined || start > differedAt).sort(compareTexts);
  return { ...newest, since: inRow[0] ?? newest.asOf, ...(differedAt === undefined ? {} : { differedAt }) };
}

/** Files of one look at the cluster may have some of its nodes each. */
function joinNodes(a: NodesReport | undefined, b: NodesReport | undefined): NodesReport | undefined {
  const newest = newerOf(a, b);
  if (!a?.nodes || !b?.nodes || a.asOf !== b.asOf) return newest;
  const nodes = new Map([...a.nodes, ...b.nodes].map((node): [string, NodeReport] => [node.name, node]));
  return { asOf: a.asOf, nodes: [...nodes.values()].sort((one, two) => compareTexts(one.name, two.name)) };
}

function settingsOf({ azure, settings }: PoolEvidence): PoolEvidence['settings'] {
  const own = azure?.pool?.settings;
  return newerOf(settings, azure && own ? { asOf: azure.asOf, settings: own } : undefined);
}

/** What two sets of reports tell together: of each source the newest, in whatever order they came. */
export function joinEvidence(a: PoolEvidence, b: PoolEvidence): PoolEvidence {
  const azure = joinAzure(a.azure, b.azure);
  const parts = {
    azure,
    nodes: joinNodes(a.nodes, b.nodes),
    typed: newerOf(a.typed, b.typed),
    offer: newerOf(a.offer, b.offer),
    settings: azure?.pool?.settings ? undefined : newerOf(settingsOf(a), settingsOf(b)),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
}

/** The evidence of a registered pool with every report written out. */
export function evidenceOf(pool: NodePool): PoolEvidence {
  const { evidence = {}, vanishedAt: _, ...bare } = pool;
  const whole = <T extends PoolReport>(report: T): T => ({
    ...report,
    pool: report.pool ?? { ...bare, vanishedAt: null },
  });
  const { azure, nodes, typed, offer } = evidence;
  return {
    ...evidence,
    ...(azure ? { azure: whole(azure) } : {}),
    ...(nodes && !nodes.nodes ? { nodes: whole(nodes) } : {}),
    ...(typed ? { typed: whole(typed) } : {}),
    ...(offer ? { offer: whole(offer) } : {}),
  };
}
