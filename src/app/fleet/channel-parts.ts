import type { AssessedPool } from '../../domain/assessed-pool.ts';
import type { Finding } from '../../domain/finding.ts';
import { type Destination, listPoolsOf } from '../../outbox/route-channels.ts';
import type { FleetAssessment } from './assess-fleet.ts';

/** What concerns one channel: with hundreds of them, planning each on the whole fleet would take minutes. */
export interface ChannelPart {
  /** The pools that it hears about. */
  readonly pools: readonly AssessedPool[];
  /** The findings of their clusters, also of pools that it does not hear about. */
  readonly findings: readonly Finding[];
}

/** Gives each channel its part of the fleet, worked out once. */
export function createChannelParts(
  { pools: all }: Pick<FleetAssessment, 'pools'>,
  findingsOf: (clusterId: string) => readonly Finding[],
): (destination: Destination) => ChannelPart {
  const known = new Map<string, ChannelPart>();
  return (destination) => {
    const before = known.get(destination.channel);
    if (before) return before;
    const pools = listPoolsOf(destination, all);
    const clusterIds = [...new Set(pools.map(({ cluster }) => cluster.id))];
    const part = { pools, findings: clusterIds.flatMap(findingsOf) };
    known.set(destination.channel, part);
    return part;
  };
}
