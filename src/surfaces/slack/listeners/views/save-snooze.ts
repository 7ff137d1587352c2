import { getCluster } from '../../../../app/fleet/find-clusters.ts';
import {
  findSnoozeProblems,
  type SnoozeTarget,
  snoozeReminders,
} from '../../../../app/suppressions/snooze-reminders.ts';
import { AppError } from '../../../../domain/app-error.ts';
import { formatDate } from '../../../../domain/calendar-date.ts';
import type { Cluster } from '../../../../domain/cluster.ts';
import { ensureMayChange } from '../../access/ensure-may-change.ts';
import { answerChange } from '../../answers/answer-sentence.ts';
import { EVERYTHING } from '../../modals/snooze-modal.ts';
import { readText } from '../../read-payload.ts';
import type { SlackDependencies } from '../../slack-dependencies.ts';
import { clustersOfPools, getActionableMessage } from '../actionable-message.ts';
import { keyOfPool } from '../snooze-choices.ts';
import type { ViewHandler } from './view-handler.ts';

/** What a form covers: checked against what is registered and posted now, not against what the form says. */
interface SnoozeScope {
  readonly targets: readonly SnoozeTarget[];
  /** Those whose owners may snooze it. */
  readonly clusters: readonly Cluster[];
  /** Snoozes hold in this channel only; `null`: in every channel. */
  readonly channel: string | null;
}

/** Lets reminders of a cluster, of what a message names, or of a whole channel wait. */
export const saveSnoozeView: ViewHandler = async ({ dependencies, actor, state, metadata }) => {
  const { context } = dependencies;
  const request = { untilOn: state.choice('until'), reason: state.text('reason') };
  const { untilOn, reason } = findSnoozeProblems(request, context.clock.now());
  if (untilOn || reason) return { problems: { ...(untilOn ? { until: untilOn } : {}), ...(reason ? { reason } : {}) } };
  const channel = readText(metadata, 'channel');
  const messageTs = readText(metadata, 'messageTs');
  const scope = findScope(dependencies, {
    channel,
    messageTs,
    clusterId: readText(metadata, 'clusterId'),
    what: state.choice('what'),
  });
  await ensureMayChange(dependencies, actor, scope.clusters);
  return {
    change: () => {
      const place = messageTs === '' ? {} : { place: { channel, ts: messageTs } };
      const { auditId } = snoozeReminders(context, actor, { ...request, ...scope, ...place });
      return { answer: answerChange(`Reminders wait until ${formatDate(request.untilOn)}.`), undo: auditId };
    },
  };
};

function findScope(
  { context }: SlackDependencies,
  asked: { channel: string; messageTs: string; clusterId: string; what: string },
): SnoozeScope {
  const { channel, messageTs, clusterId, what } = asked;
  if (messageTs !== '') {
    const { pools } = getActionableMessage(context, channel, messageTs);
    const chosen = pools.filter((pool) => what === EVERYTHING || keyOfPool(pool) === what);
    if (chosen.length === 0) throw new AppError('not_found', 'That is not in the message any more.');
    return { targets: chosen, clusters: clustersOfPools(context, chosen), channel };
  }
  if (clusterId === '') return { targets: [{ clusterId: null, nodePool: null }], clusters: [], channel };
  const cluster = getCluster(context, clusterId);
  const pool = cluster.nodePools.find(({ name }) => name === what);
  if (what !== EVERYTHING && !pool) throw new AppError('not_found', `${cluster.name} has no node pool called ${what}.`);
  return { targets: [{ clusterId: cluster.id, nodePool: pool?.name ?? null }], clusters: [cluster], channel: null };
}
