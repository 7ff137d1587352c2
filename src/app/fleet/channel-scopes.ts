import type { Finding } from '../../domain/finding.ts';
import { remember } from '../../domain/once.ts';
import { type ChannelScope, type Destination, findScope, routeChannels } from '../../routing/route-channels.ts';
import type { AppContext } from '../app-context.ts';
import type { FleetAssessment } from './assess-fleet.ts';
import { readOpenFindings } from './open-findings.ts';

/** Gives each channel its scope, worked out once: with hundreds of them, each on the whole fleet would take minutes. */
export function createScopes(
  { poolIndex }: Pick<FleetAssessment, 'poolIndex'>,
  findingsOf: (clusterIds: readonly string[]) => readonly Finding[],
): (destination: Destination) => ChannelScope {
  return remember((destination) => findScope(destination, poolIndex, findingsOf));
}

export function listScopes(context: AppContext, fleet: FleetAssessment): readonly ChannelScope[] {
  const scopeOf = createScopes(fleet, readOpenFindings(context, fleet).listOpenOf);
  return listDestinations(context, fleet).map(scopeOf);
}

export function listDestinations(
  { store, defaultChannel }: AppContext,
  { poolIndex }: Pick<FleetAssessment, 'poolIndex'>,
): readonly Destination[] {
  const subscriptions = store.channelSubscriptions.list();
  return routeChannels({ subscriptions, defaultChannel, channels: poolIndex.byChannel.keys() });
}
