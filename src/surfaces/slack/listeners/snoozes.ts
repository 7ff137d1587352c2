import { getCluster, getClusterOrPool } from '../../../app/fleet/find-clusters.ts';
import { snoozeReminders } from '../../../app/suppressions/suppress.ts';
import { AppError } from '../../../domain/app-error.ts';
import { addDays, dayOf, formatDate, isDay } from '../../../domain/calendar-date.ts';
import { type Cluster, listWindowsPools, titleOf } from '../../../domain/cluster.ts';
import type { PostedMessage } from '../../../domain/outbox-entry.ts';
import { findSnoozeProblems } from '../../../domain/suppression.ts';
import { keyOfPoolChoice, listOpenPools } from '../../../messages/message-kinds.ts';
import { nameOfPool } from '../../../messages/pool-words.ts';
import { ensureMayChange } from '../access/rights.ts';
import { answerSentence, withUndo } from '../answers/answer.ts';
import { readText } from '../read-payload.ts';
import type { Choice } from '../screens.ts';
import type { SlackDependencies } from '../slack-dependencies.ts';
import type { ActionHandler, ChangeCommand, Click, CommandRequest, ViewHandler } from './handlers.ts';
import { openForm } from './interaction.ts';
import { clustersOfPools, getActionableMessage, getChangeableMessage } from './posted-messages.ts';

const PROPOSED_DAYS = 14;

export const snoozeCommand: ChangeCommand = {
  kind: 'change',
  name: 'snooze',
  usage: '[CLUSTER[/POOL]] [14d | 2026-09-01] [why]',
  does: 'let reminders wait, in a form or at once',
  example: 'snooze shop/npwin 14d freeze of the tills',
  run: async (request) => {
    const { dependencies, actor, channel, words } = request;
    const { context } = dependencies;
    const [name = '', until, ...why] = words;
    const { cluster, nodePool } = findTarget(request, name);
    await ensureMayChange(dependencies, actor, cluster ? [cluster] : []);
    const today = dayOf(context.clock.now());
    if (!cluster || until === undefined || why.length === 0) {
      const choices = cluster ? choicesOfCluster(cluster) : choicesOfChannel();
      const asked = { chosen: nodePool ?? EVERYTHING, untilOn: until === undefined ? null : readDay(until, today) };
      return openSnooze(request, { channel, clusterId: cluster?.id ?? '', choices, ...asked });
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
    return withUndo(answerSentence(`Reminders of ${name} wait until ${formatDate(untilOn)}.`), auditId);
  },
};

/** `shop/npwin`, `shop`, or nothing for this channel. @throws AppError `not_found`, `conflict` */
function findTarget({ dependencies }: CommandRequest, text: string) {
  if (text === '') return { cluster: null, nodePool: null };
  return getClusterOrPool(dependencies.context, text);
}

/** `14d`, `14`, `2w` or a date; `null` for anything else. */
function readDay(text: string, today: string): string | null {
  if (isDay(text)) return text;
  const [, count, unit] = /^(\d{1,3})([dw]?)$/i.exec(text) ?? [];
  if (count === undefined) return null;
  return addDays(today, Number(count) * (unit?.toLowerCase() === 'w' ? 7 : 1));
}

export const snoozeCluster: ActionHandler = async (click) => {
  const { dependencies, actor, value, channel } = click;
  const cluster = getCluster(dependencies.context, value);
  await ensureMayChange(dependencies, actor, [cluster]);
  return openSnooze(click, { channel, clusterId: cluster.id, choices: choicesOfCluster(cluster) });
};

export const snoozeMessage: ActionHandler = async (click) => {
  const { dependencies, actor, channel, messageTs } = click;
  const { message } = await getChangeableMessage(dependencies, actor, channel, messageTs);
  return openSnooze(click, { channel, messageTs, choices: choicesOfMessage(message) });
};

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
      return withUndo(answerSentence(`Reminders wait until ${formatDate(request.untilOn)}.`), auditId);
    },
  };
};

function findScope(
  { context }: SlackDependencies,
  asked: { channel: string; messageTs: string; clusterId: string; what: string },
) {
  const { channel, messageTs, clusterId, what } = asked;
  if (messageTs !== '') {
    const { pools } = getActionableMessage(context, channel, messageTs);
    const open = pools.filter(({ isSettled }) => !isSettled);
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
    { value: EVERYTHING, label: `All of ${titleOf(cluster)}` },
    ...pools.slice(0, MOST_CHOICES).map(({ name }) => ({ value: name, label: name })),
  ];
}

function choicesOfChannel(): readonly Choice[] {
  return [{ value: EVERYTHING, label: 'Every reminder of this channel' }];
}

function choicesOfMessage(message: PostedMessage): readonly Choice[] {
  const pools = listOpenPools(message.content);
  return [
    {
      value: EVERYTHING,
      label: pools.length === 1 ? 'What this message names' : `All ${pools.length} that this message names`,
    },
    ...(pools.length === 1
      ? []
      : pools.slice(0, MOST_CHOICES).map((pool) => ({ value: keyOfPoolChoice(pool), label: nameOfPool(pool) }))),
  ];
}

export const SNOOZE_MODAL = 'snooze.save';
/** The choice that means all of what the modal offers. */
const EVERYTHING = '*';

interface SnoozeStart {
  readonly channel: string;
  readonly messageTs?: string;
  readonly clusterId?: string;
  /** What can be snoozed, the whole first. */
  readonly choices: readonly Choice[];
  readonly chosen?: string;
  /** Day that is proposed; `null` for the usual one. */
  readonly untilOn?: string | null;
}

function openSnooze({ dependencies, triggerId }: Pick<Click, 'dependencies' | 'triggerId'>, start: SnoozeStart) {
  const { channel, messageTs = '', clusterId = '', choices, chosen = EVERYTHING, untilOn = null } = start;
  const usual = addDays(dayOf(dependencies.context.clock.now()), PROPOSED_DAYS);
  return openForm(dependencies, triggerId, {
    id: SNOOZE_MODAL,
    title: 'Snooze reminders',
    submit: 'Snooze',
    metadata: { channel, messageTs, clusterId },
    parts: [
      { kind: 'choice', name: 'what', label: 'What', choices, chosen },
      { kind: 'day', name: 'until', label: 'Remind again on', chosen: untilOn ?? usual },
      { kind: 'text', name: 'reason', label: 'Why', hint: 'Others see it.', multiline: true, most: 500 },
    ],
  });
}
