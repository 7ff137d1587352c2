import { listWindowsPools } from '../../domain/cluster.ts';
import { type Finding, rankOfSeverity } from '../../domain/finding.ts';
import { findSnoozeOf } from '../../reminders/suppressions.ts';
import { routeChannels } from '../../routing/route-channels.ts';
import { type AppContext, readSuppressions } from '../app-context.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';
import { getClusterOrPool, isAbout } from '../fleet/find-clusters.ts';
import { readOpenFindings } from '../fleet/open-findings.ts';

const MESSAGES_SHOWN = 2;

/** Explains for one cluster, or one pool of it, which channels hear about it and why. @throws AppError `not_found`, `conflict` */
export function explainNotifications(context: AppContext, idOrName: string) {
  const { store } = context;
  const { cluster, nodePool } = getClusterOrPool(context, idOrName);
  const findings = readOpenFindings(context, assessFleet(context))
    .listOpenOf([cluster.id])
    .filter((finding) => isAbout(finding, nodePool));
  const subscriptions = store.channelSubscriptions.list();
  const suppressions = readSuppressions(context);
  const own = cluster.ownership.channel === null ? [] : [cluster.ownership.channel];
  const channels = routeChannels({ subscriptions, defaultChannel: context.defaultChannel, channels: own })
    .filter((destination) => destination.owns(cluster))
    .map(({ channel, topics, minimumSeverity }) => {
      const minimum = rankOfSeverity(minimumSeverity);
      const isSevere = ({ severity }: Finding) => rankOfSeverity(severity) >= minimum;
      const implicit =
        channel === cluster.ownership.channel
          ? 'the cluster names it as its channel'
          : 'it is the default channel, and the cluster names no other';
      return {
        channel,
        /** Why it is this channel; an owner is a person or a team, and no channel. */
        because: subscriptions.some((one) => one.channel === channel) ? 'it subscribed' : implicit,
        topics: [...topics],
        /** Open findings of the cluster that the channel gets messages about, and those below its minimum severity. */
        severe: findings.filter(isSevere),
        tooMild: findings.filter((finding) => !isSevere(finding)),
        minimumSeverity,
        snooze: findSnoozeOf(suppressions, { channel, clusterId: cluster.id, nodePool }),
        /** Why it takes no messages at present; `null` while it does. */
        refusal: store.channelRefusals.find(channel),
        /** Newest notifications to it that name the cluster. */
        messages: store.postedMessages.listNaming(channel, cluster.id, MESSAGES_SHOWN),
      };
    });
  return { cluster, windowsNodePools: listWindowsPools(cluster).length, findings, channels };
}

export type NotificationExplanation = ReturnType<typeof explainNotifications>;
export type ChannelExplanation = NotificationExplanation['channels'][number];
