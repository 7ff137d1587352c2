import { getCluster } from '../../../../app/fleet/find-clusters.ts';
import { snoozeReminders } from '../../../../app/suppressions/snooze-reminders.ts';
import { AppError } from '../../../../domain/app-error.ts';
import { addDays, dayOf, formatDate, isDay } from '../../../../domain/calendar-date.ts';
import type { Cluster } from '../../../../domain/cluster.ts';
import { ensureMayChange } from '../../access/ensure-may-change.ts';
import { answerChange } from '../../answers/answer-sentence.ts';
import { renderSnoozeModal } from '../../modals/snooze-modal.ts';
import { choicesOfChannel, choicesOfCluster } from '../snooze-choices.ts';
import { openModal } from './open-modal.ts';
import type { ChangeCommand, CommandRequest } from './slack-command.ts';

const PROPOSED_DAYS = 14;

/** `snooze [CLUSTER[/POOL]] [DAYS|DATE] [why]`: a form, or at once when it says until when and why. */
export const snoozeCommand: ChangeCommand = {
  kind: 'change',
  name: 'snooze',
  usage: '[CLUSTER[/POOL]] [14d | 2026-09-01] [why]',
  does: 'let reminders wait, in a form or at once',
  example: 'snooze shop/npwin 14d freeze of the tills',
  run: async (request) => {
    const { dependencies, actor, channel, triggerId, words } = request;
    const { context } = dependencies;
    const [name = '', until, ...why] = words;
    const { cluster, nodePool } = findTarget(request, name);
    await ensureMayChange(dependencies, actor, cluster ? [cluster] : []);
    const today = dayOf(context.clock.now());
    if (!cluster || until === undefined || why.length === 0) {
      const choices = cluster ? choicesOfCluster(cluster) : choicesOfChannel();
      const untilOn = (until && readDay(until, today)) || addDays(today, PROPOSED_DAYS);
      const options = { channel, messageTs: '', clusterId: cluster?.id ?? '', choices, untilOn };
      await openModal(dependencies, triggerId, renderSnoozeModal({ ...options, chosen: nodePool ?? '*' }));
      return null;
    }
    const untilOn = readDay(until, today);
    if (untilOn === null) throw new AppError('invalid_usage', `${until} is no time: write 14d or 2026-09-01.`);
    const target = { clusterId: cluster.id, nodePool };
    const { auditId } = snoozeReminders(context, actor, {
      channel: null,
      targets: [target],
      untilOn,
      reason: why.join(' '),
    });
    return { answer: answerChange(`Reminders of ${name} wait until ${formatDate(untilOn)}.`), undo: auditId };
  },
};

/** `shop/npwin`, `shop`, or nothing for this channel. @throws AppError `not_found`, `conflict` */
function findTarget(
  { dependencies }: CommandRequest,
  text: string,
): { cluster: Cluster | null; nodePool: string | null } {
  if (text === '') return { cluster: null, nodePool: null };
  const [, name = text, pool = null] = /^(.+)\/([a-z][a-z0-9]{0,11})$/.exec(text) ?? [];
  const cluster = getCluster(dependencies.context, name);
  if (pool !== null && !cluster.nodePools.some((one) => one.name === pool)) {
    throw new AppError('not_found', `${cluster.name} has no node pool called ${pool}.`);
  }
  return { cluster, nodePool: pool };
}

/** `14d`, `14`, `2w` or a date; `null` for anything else. */
function readDay(text: string, today: string): string | null {
  if (isDay(text)) return text;
  const [, count, unit] = /^(\d{1,3})([dw]?)$/i.exec(text) ?? [];
  if (count === undefined) return null;
  return addDays(today, Number(count) * (unit?.toLowerCase() === 'w' ? 7 : 1));
}
