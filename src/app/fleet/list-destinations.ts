import type { Cluster } from '../../domain/cluster.ts';
import { type Destination, routeChannels } from '../../routing/route-channels.ts';
import type { AppContext } from '../app-context.ts';

/** Every channel that may hear something. */
export function listDestinations(
  { store, defaultChannel }: AppContext,
  clusters: readonly Cluster[],
): readonly Destination[] {
  return routeChannels({ subscriptions: store.channelSubscriptions.list(), defaultChannel, clusters });
}
