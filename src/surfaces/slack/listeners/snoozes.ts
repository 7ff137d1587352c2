import type { AppContext } from '../../../app/app-context.ts';
import { getCluster, getClusterOrPool } from '../../../app/fleet/find-clusters.ts';
import { snoozeReminders } from '../../../app/suppressions/suppress.ts';
import { AppError } from '../../../domain/app-error.ts';
import { addDays, dayOf, formatDate, isDay } from '../../../domain/calendar-date.ts';
import { type Cluster, listWindowsPools, titleOf } from '../../../domain/cluster.ts';
import type { PostedMessage } from '../../../domain/outbox-entry.ts';
import { findSnoozeProblems } from '../../../domain/suppression.ts';
import { keyOfPoolChoice, listOpenPools } from '../../../messages/message-kinds.ts';
import { nameOfPool } from '../../../messages/pool-words.ts';
import { answerChange } from '../answer.ts';
import { readText } from '../read-payload.ts';
import { type Choice, type Form, textField } from '../screens.ts';
import type { Change, ClickHandler, FormHandler, Request } from './handlers.ts';
import { clustersOfPools, getActionableMessage, getChangeableMessage } from './posted-messages.ts';

const PROPOSED_DAYS = 14;

export const snoozeCommand: Change = {
  name: 'snooze',
  usage: '[CLUSTER[/POOL]] [14d | 2026-09-01] [why]',
  does: 'let reminders wait, in a form or at once',
  example: 'snooze shop/npwin 14d freeze of the tills',
  run: async (request) => {
    const { context, access, actor, words } = request;
    const [name = '', ...said] = words;
    // As people say it: "until 2026-09-01", "for 14d".
    const [until, ...why] = /^(?:until|till|for)$/i.test(said[0] ?? '') ? said.slice(1) : said;
    const { cluster, nodePool } = name === '' ? { cluster: null, nodePool: null } : getClusterOrPool(context, name);
    await access.ensureMayChange(actor, cluster ? [cluster] : []);
    const today = dayOf(context.clock.now());
    if (!cluster || until === undefined || why.length === 0) {
      const choices = cluster ? choicesOfCluster(cluster) : [all('Every reminder of this channel')];
      const begin = { chosen: nodePool ?? EVERYTHING, untilOn: until === undefined ? null : readDay(until, today) };
      return createSnoozeForm(request, cluster ? { clusterId: cluster.id } : {}, choices, begin);
    }
    const untilOn = readDay(until, today);
    if (untilOn === null) throw new AppError('invalid_usage', `${until} is no time: write 14d or 2026-09-01.`);
    const targets = [{ clusterId: cluster.id, nodePool }];
    const { auditId } = snoozeReminders(context, actor, { channel: null, targets, untilOn, reason: why.join(' ') });
    return answerChange(auditId, `Reminders of ${name} wait until ${formatDate(untilOn)}.`);
  },
};

/** `14d`, `14`, `2w` or a date; `null` for anything else. */
function readDay(text: string, today: string): string | null {
  if (isDay(text)) return text;
  const [, count, unit] = /^(\d{1,3})([dw]?)$/i.exec(text) ?? [];
  if (count === undefined) return null;
  return addDays(today, Number(count) * (unit?.toLowerCase() === 'w' ? 7 : 1));
}

export const snoozeCluster: ClickHandler = async (click) => {
  const { context, access, actor, value } = click;
  const cluster = getCluster(context, value);
  await access.ensureMayChange(actor, [cluster]);
  return createSnoozeForm(click, { clusterId: cluster.id }, choicesOfCluster(cluster));
};

export const snoozeMessage: ClickHandler = async (click) => {
  const { channel, messageTs } = click;
  const { message } = await getChangeableMessage(click, channel, messageTs);
  return createSnoozeForm(click, { messageTs }, choicesOfMessage(message));
};

export const saveSnoozeView: FormHandler = async ({ context, access, actor, state, metadata }) => {
  const request = { untilOn: state.choice('until'), reason: state.text('reason') };
  const { untilOn, reason } = findSnoozeProblems(request, context.clock.now());
  if (untilOn || reason) return { problems: { ...(untilOn ? { until: untilOn } : {}), ...(reason ? { reason } : {}) } };
  const channel = readText(metadata, 'channel');
  const messageTs = readText(metadata, 'messageTs');
  const clusterId = readText(metadata, 'clusterId');
  const scope = findScope(context, { channel, messageTs, clusterId, what: state.choice('what') });
  await access.ensureMayChange(actor, scope.clusters);
  return {
    change: () => {
      const place = messageTs === '' ? {} : { place: { channel, ts: messageTs } };
      const { auditId } = snoozeReminders(context, actor, { ...request, ...scope, ...place });
      return answerChange(auditId, `Reminders wait until ${formatDate(request.untilOn)}.`);
    },
  };
};

function findScope(
  context: AppContext,
  { channel, messageTs, clusterId, what }: { channel: string; messageTs: string; clusterId: string; what: string },
) {
  if (messageTs !== '') {
    const { open } = getActionableMessage(context, channel, messageTs);
    const chosen = open.filter((pool) => what === EVERYTHING || keyOfPoolChoice(pool) === what);
    if (chosen.length === 0)
      throw new AppError('not_found', 'That is done or not in the message any more: open the form again.');
    return { targets: chosen, clusters: clustersOfPools(context, chosen), channel };
  }
  if (clusterId === '') return { targets: [{ clusterId: null, nodePool: null }], clusters: [], channel };
  const cluster = getCluster(context, clusterId);
  const pool = cluster.nodePools.find(({ name }) => name === what);
  if (what !== EVERYTHING && !pool)
    throw new AppError('not_found', `${titleOf(cluster)} has no node pool called ${what}.`);
  return { targets: [{ clusterId: cluster.id, nodePool: pool?.name ?? null }], clusters: [cluster], channel: null };
}

const MOST_CHOICES = 99;

function choicesOfCluster(cluster: Cluster): readonly Choice[] {
  const pools = listWindowsPools(cluster);
  return [
    all(`All of ${titleOf(cluster)}`),
    ...pools.slice(0, MOST_CHOICES).map(({ name }) => ({ value: name, label: name })),
  ];
}

function choicesOfMessage(message: PostedMessage): readonly Choice[] {
  const pools = listOpenPools(message.content);
  if (pools.length === 1) return [all('What this message names')];
  return [
    all(`All ${pools.length} that this message names`),
    ...pools.slice(0, MOST_CHOICES).map((pool) => ({ value: keyOfPoolChoice(pool), label: nameOfPool(pool) })),
  ];
}

/** The choice that means all of what the modal offers. */
const EVERYTHING = '*';

function all(label: string): Choice {
  return { value: EVERYTHING, label };
}

/** `choices`: what can be snoozed, the whole first. `untilOn`: the day that is proposed. */
function createSnoozeForm(
  request: Request,
  about: { readonly messageTs?: string; readonly clusterId?: string },
  choices: readonly Choice[],
  { chosen = EVERYTHING, untilOn = null }: { readonly chosen?: string; readonly untilOn?: string | null } = {},
): Form {
  const usual = addDays(dayOf(request.context.clock.now()), PROPOSED_DAYS);
  return {
    id: 'snooze.save',
    title: 'Snooze reminders',
    submit: 'Snooze',
    metadata: { channel: request.channel, ...about },
    parts: [
      { kind: 'choice', name: 'what', label: 'What', choices, chosen },
      { kind: 'day', name: 'until', label: 'Remind again on', chosen: untilOn ?? usual },
      textField('reason', 'Why', { hint: 'Others see it.', multiline: true, most: 500 }),
    ],
  };
}
