import { type Finding, rankOfSeverity } from '../domain/finding.ts';
import { type AssessedPool, indexPools } from '../domain/node-pool-assessment.ts';
import { keyOfPool } from '../domain/pool-reference.ts';
import { listReachable, type PoolIndex } from './pool-index.ts';
import type { Destination } from './route-channels.ts';

/** A channel with what concerns it: messages are made from this alone, never from the whole fleet. */
export interface ChannelScope {
  readonly destination: Destination;
  /** The pools that it hears about, in the order of the fleet. */
  readonly pools: readonly AssessedPool[];
  /** What is found on them and on their clusters as a whole, however mild. */
  readonly findings: readonly Finding[];
}

/** The scope of a channel; `findingsOf` gives the open findings of a cluster. */
export function findScope(
  destination: Destination,
  index: PoolIndex,
  findingsOf: (clusterId: string) => readonly Finding[],
): ChannelScope {
  const pools = listPoolsOf(destination, index);
  let known: readonly Finding[] | null = null;
  return {
    destination,
    pools,
    // Read when asked: news of a release, to hundreds of channels, ask for pools only.
    get findings() {
      known ??= listFindingsOn(pools, findingsOf);
      return known;
    },
  };
}

function listFindingsOn(
  pools: readonly AssessedPool[],
  findingsOf: (clusterId: string) => readonly Finding[],
): readonly Finding[] {
  const poolById = indexPools(pools);
  const clusterIds = [...new Set(pools.map(({ cluster }) => cluster.id))];
  return clusterIds
    .flatMap(findingsOf)
    .filter((finding) => finding.nodePool === null || poolById.has(keyOfPool(finding)));
}

/** The findings that are severe enough for the channel. */
export function listSevereFindings({ destination, findings }: ChannelScope): readonly Finding[] {
  const minimum = rankOfSeverity(destination.minimumSeverity);
  return findings.filter(({ severity }) => rankOfSeverity(severity) >= minimum);
}

/** The pools of a channel, in the order of the fleet. */
export function listPoolsOf({ osSkus, owns, reach }: Destination, index: PoolIndex): readonly AssessedPool[] {
  return listReachable(index, reach)
    .filter(({ cluster }) => owns(cluster))
    .flatMap((own) => own.pools)
    .filter(({ assessment: { osSku } }) => osSkus.length === 0 || (osSku !== null && osSkus.includes(osSku)));
}
