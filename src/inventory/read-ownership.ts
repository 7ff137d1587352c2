import { isChannelId } from '../domain/channel-subscription.ts';
import type { ClusterOwnership } from '../domain/cluster.ts';

/** What the tags of a cluster say of its owners, and what could not be used. */
export interface TaggedOwnership {
  readonly ownership: ClusterOwnership;
  readonly warnings: readonly string[];
}

/** A tag is typed blind, so a short word in capitals is taken for a name there, not for an ID. */
const SHORTEST_CHANNEL = 7;

/** First tag of these names that has a value; Azure's tag names are case-insensitive. */
function findTag(tags: Readonly<Record<string, string>>, names: readonly string[]): string | null {
  const byName = new Map(Object.entries(tags).map(([name, value]) => [name.toLowerCase(), value.trim()]));
  return names.map((name) => byName.get(name)).find((value) => value) ?? null;
}

/** Reads who hears about a cluster from its Azure tags: `vhdwatch-…` first, then the usual `owner`, `team`, `environment`. */
export function readOwnership(tags: Readonly<Record<string, string>>): TaggedOwnership {
  const channel = findTag(tags, ['vhdwatch-channel']);
  const owners = findTag(tags, ['vhdwatch-owner', 'owner', 'team']) ?? '';
  const valid = channel === null || (isChannelId(channel) && channel.length >= SHORTEST_CHANNEL);
  return {
    ownership: {
      channel: valid ? channel : null,
      owners: [...new Set(owners.split(',').map((owner) => owner.trim()))].filter((owner) => owner !== ''),
      environment: findTag(tags, ['vhdwatch-environment', 'environment']),
    },
    warnings: valid ? [] : [`tag vhdwatch-channel is ignored: "${channel}" is no Slack channel ID such as C0123456789`],
  };
}
