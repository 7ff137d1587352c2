import type { AppContext } from '../../../app/app-context.ts';
import { queueTestMessage } from '../../../app/delivery/manage-outbox.ts';
import { getCluster, listKnownOsSkus, nameClusters, resolveClusterRefs } from '../../../app/fleet/find-clusters.ts';
import {
  type ChannelExplanation,
  explainNotifications,
  type NotificationExplanation,
} from '../../../app/interactions/explain-notifications.ts';
import {
  findSubscriptionProblems,
  type Hearing,
  listHearing,
  listSubscriptions,
  previewSubscription,
  type SubscriptionChoice,
  type SubscriptionPreview,
  subscribeChannel,
  unsubscribeChannel,
} from '../../../app/interactions/manage-subscriptions.ts';
import { formatDate } from '../../../domain/calendar-date.ts';
import {
  type ChannelRefusal,
  type ChannelSubscription,
  NOTIFICATION_TOPICS,
  sayRefusal,
} from '../../../domain/channel-subscription.ts';
import { titleOf } from '../../../domain/cluster.ts';
import { SEVERITIES } from '../../../domain/finding.ts';
import { toLiteral } from '../../../domain/literal.ts';
import type { ReleaseNews } from '../../../domain/notification.ts';
import { type OsSku, titleOfOsSku } from '../../../domain/os-sku.ts';
import { countOf } from '../../../domain/text.ts';
import { bold, type CardPart, channelLink, type Line, line, list, plain, type Span } from '../../../messages/card.ts';
import { sayRetirement } from '../../../messages/end-words.ts';
import { nameOfImage } from '../../../messages/news-image.ts';
import { listPoolsToUpgrade } from '../../../messages/pool-words.ts';
import { joinLiteral, joinWords } from '../../../messages/words.ts';
import { ensureMaySubscribe } from '../access/rights.ts';
import { type Answer, answerChange, answerList, answerSentence, button, pageOf } from '../answer.ts';
import { type Field, type Form, type FormState, splitList, textField } from '../screens.ts';
import { outlinePlaces } from './clusters.ts';
import type { Change, ClickHandler, FormHandler, Query, Request } from './handlers.ts';

export const subscribeCommand: Change = {
  name: 'subscribe',
  usage: '[all | CLUSTER …]',
  does: 'choose what this channel hears, in a form with a preview or at once',
  run: async (request) => {
    const { context, actor, channel, words } = request;
    if (words.length === 0) return subscribe(request);
    const clusters = words[0]?.toLowerCase() === 'all' ? [] : words.map((word) => getCluster(context, word));
    const clusterIds = clusters.map(({ id }) => id);
    const choice = { ...proposeSubscription(context, channel), clusterIds, owners: [] };
    await ensureMaySubscribe(request, channel, choice);
    const { result, auditId } = subscribeChannel(context, actor, choice);
    return answerChange(auditId, `This channel now hears ${describeSubscription(result)}.`);
  },
};

export const subscriptionsCommand: Query = {
  name: 'subscriptions',
  does: 'what each channel asked to hear',
  run: ({ context, channel, offset }) => answerSubscriptions(listHearing(context), channel, offset),
};

export const unsubscribeCommand: Change = {
  name: 'unsubscribe',
  does: 'end what this channel asked to hear',
  run: async (request) => {
    const { context, actor, channel } = request;
    await ensureMaySubscribe(request, channel, null);
    const { auditId } = unsubscribeChannel(context, actor, channel);
    const rest =
      channel === context.defaultChannel
        ? ' It is the default channel, so it still hears what nobody subscribed to.'
        : '';
    return answerChange(auditId, `This channel is not subscribed any more.${rest}`);
  },
};

export const whyCommand: Query = {
  name: 'why',
  usage: 'CLUSTER[/POOL]',
  does: 'why a channel was told about a cluster or pool, or was not',
  example: 'why shop',
  run: ({ context, words: [name = ''], offset }) => answerWhy(explainNotifications(context, name), offset),
};

export const testCommand: Change = {
  name: 'test',
  does: 'post a test message here, the way notifications go',
  run: async ({ context, command, access, actor, channel, triggerId }) => {
    await access.ensureMayChange(actor, []);
    queueTestMessage(context, actor, channel, triggerId);
    const next = `If none comes in half a minute, ${command} outbox says why.`;
    return answerSentence('A test message is on its way to this channel.', next);
  },
};

/** What is chosen decides who may; a guest may nothing. */
export async function subscribe({ context, access, actor, channel }: Request): Promise<Form> {
  await access.ensureIsMember(actor);
  const proposed = proposeSubscription(context, channel || (context.defaultChannel ?? ''));
  return createSubscribeForm(context, proposed, []);
}

export const showPreview: ClickHandler = ({ context, screen }) => {
  if (!screen) return null;
  const choice = readChoice(context, screen.state);
  return createSubscribeForm(context, choice, partsOfPreview(previewSubscription(context, choice)));
};

const FIELDS: Readonly<Record<string, string>> = {
  clusterIds: 'clusters',
  timeZone: 'zone',
  reminderDay: 'day',
  osSkus: 'os',
};

/** Subscribes a channel. Who changes what a channel hears must be allowed both what it got and what it will get. */
export const saveSubscriptionView: FormHandler = async (submission) => {
  const { context, actor, state } = submission;
  const choice = readChoice(context, state);
  const problems = Object.entries(findSubscriptionProblems(context, choice));
  if (problems.length > 0) {
    return { problems: Object.fromEntries(problems.map(([name, problem]) => [FIELDS[name] ?? name, problem])) };
  }
  await ensureMaySubscribe(submission, choice.channel, choice);
  return {
    change: () => {
      const { result, auditId } = subscribeChannel(context, actor, choice);
      return answerChange(auditId, `${result.channel} now hears ${describeSubscription(result)}.`);
    },
  };
};

/** What a channel hears now, or everything where it chose nothing yet: what a form begins with. */
function proposeSubscription(context: AppContext, channel: string): SubscriptionChoice {
  const [current] = listSubscriptions(context, channel);
  if (!current) {
    return {
      channel,
      clusterIds: [],
      owners: [],
      osSkus: [],
      topics: NOTIFICATION_TOPICS,
      minimumSeverity: 'info',
      timeZone: context.timeZone,
      reminderDay: null,
    };
  }
  const { id: _id, ...choice } = current;
  return choice;
}

/** What the form to subscribe says; unknown values are left out, and what is no day of the month becomes 0. */
function readChoice(context: AppContext, state: FormState): SubscriptionChoice {
  const day = state.text('day');
  const severity = state.choice('severity');
  return {
    channel: state.choice('channel'),
    clusterIds: resolveClusterRefs(context, state.choices('clusters')),
    owners: splitList(state.text('owners')).slice(0, 50),
    osSkus: state.choices('os').filter((osSku): osSku is OsSku => /^Windows\w{1,30}$/.test(osSku)),
    topics: NOTIFICATION_TOPICS.filter((topic) => state.choices('topics').includes(topic)),
    minimumSeverity: SEVERITIES.find((one) => one === severity) ?? 'info',
    timeZone: state.text('zone'),
    reminderDay: day === '' ? null : Number(/^\d{1,2}$/.test(day) ? day : 0),
  };
}

const TOPICS: Readonly<Record<string, string>> = {
  images: 'New Windows node images',
  retirements: 'Windows retirements and moved dates',
  kubernetes: 'Ends of Kubernetes versions',
  reminders: 'The monthly upgrade reminder',
};

/** `preview`: what is shown below the fields after "Preview" was clicked. */
function createSubscribeForm(context: AppContext, choice: SubscriptionChoice, preview: readonly CardPart[]): Form {
  const { owners, timeZone, reminderDay } = choice;
  return {
    id: 'subscription.save',
    title: 'Subscribe a channel',
    submit: 'Subscribe',
    parts: [
      { kind: 'channel', name: 'channel', label: 'Channel', chosen: choice.channel },
      {
        kind: 'clusters',
        name: 'clusters',
        label: 'Clusters',
        hint: 'Neither clusters nor owners: every cluster.',
        optional: true,
        chosen: nameClusters(context, choice.clusterIds).map(({ ref, name }) => ({ value: ref, label: name })),
      },
      textField('owners', 'Owners', {
        hint: 'Clusters of any of them; separated by commas.',
        optional: true,
        initial: owners.join(', '),
        most: 500,
      }),
      ...fieldsOfKinds(choice, listKnownOsSkus(context)),
      textField('zone', 'Time zone', { hint: 'IANA name such as Europe/Berlin.', initial: timeZone, most: 60 }),
      textField('day', 'Reminder day', {
        hint: 'Day of the month, 1 to 28. Empty: the usual day.',
        optional: true,
        initial: reminderDay === null ? '' : String(reminderDay),
        most: 2,
      }),
      { kind: 'buttons', buttons: [button('subscription.preview', 'Preview the last three months')] },
      ...preview,
    ],
  };
}

function fieldsOfKinds(choice: SubscriptionChoice, osSkus: readonly OsSku[]): readonly Field[] {
  const skus = osSkus.slice(0, 10).map((osSku) => ({ value: osSku, label: titleOfOsSku(osSku) }));
  const ofSkus = { name: 'os', label: 'Windows versions', hint: 'None: every one.', optional: true, choices: skus };
  return [
    ...(skus.length > 0 ? [{ kind: 'boxes' as const, ...ofSkus, chosen: choice.osSkus }] : []),
    {
      kind: 'boxes',
      name: 'topics',
      label: 'Messages',
      choices: NOTIFICATION_TOPICS.map((value) => ({ value, label: TOPICS[value] ?? value })),
      chosen: choice.topics,
    },
    {
      kind: 'choice',
      name: 'severity',
      label: 'Reminders from this severity on',
      choices: SEVERITIES.map((value) => ({ value, label: value })),
      chosen: choice.minimumSeverity,
    },
  ];
}

const SHOWN = 12;

function partsOfPreview({ news, pools, poolsToUpgrade, reminds }: SubscriptionPreview): readonly CardPart[] {
  const scope = `${countOf(pools, 'Windows node pool')} in it now`;
  const monthly = reminds ? `, and a reminder each month (today it would name ${countOf(poolsToUpgrade, 'pool')})` : '';
  const items = news.slice(0, SHOWN).map(spansOfNews);
  return [
    line(bold(`Last three months: ${countOf(news.length, 'release message')}${monthly}.`), plain(` ${scope}.`)),
    ...list(items, news.length - items.length),
  ];
}

function spansOfNews({ release, images, retirements }: ReleaseNews): Span[] {
  const when = release.publishedAt ? `${formatDate(release.publishedAt.slice(0, 10))}: ` : '';
  const behind = listPoolsToUpgrade(images).length;
  const ends = retirements.map((one) => sayRetirement({ ...one, pools: [] }));
  const what = [
    ...(images.length > 0 ? [`${joinWords(images.map(nameOfImage), 3)} (${countOf(behind, 'pool')} to upgrade)`] : []),
    ...(ends.length > 0 ? [joinWords(ends, 2)] : []),
  ];
  return [bold(`${when}${toLiteral(release.tag, 40)}`), plain(` ${what.join('; ')}`)];
}

function answerSubscriptions(
  { defaultChannel, subscriptions, named, refusals }: Hearing,
  asking: string,
  offset: number,
): Answer {
  const refusalOf = new Map(refusals.map((refusal) => [refusal.channel, refusal]));
  const sorted = subscriptions.toSorted((a, b) => Number(b.channel === asking) - Number(a.channel === asking));
  const rest =
    defaultChannel === null
      ? 'no channel hears what nobody subscribed to'
      : `${toLiteral(defaultChannel, 30)} hears what nobody subscribed to`;
  const spansOf = (channel: string, hears: string): Line => {
    const refusal = refusalOf.get(channel);
    return [channelLink(channel), plain(` hears ${hears}${refusal ? `; ${describeRefusal(refusal)}` : ''}`)];
  };
  const items = [
    ...sorted.map((one) => spansOf(one.channel, describeSubscription(one))),
    ...named.map(({ channel, clusters }) => {
      const names = joinLiteral(clusters.map(titleOf), 200, 5);
      return spansOf(channel, `of ${names}: ${clusters.length === 1 ? 'the cluster names' : 'the clusters name'} it`);
    }),
  ];
  return answerList({
    headline: `${countOf(subscriptions.length, 'channel subscription')}; ${rest}.`,
    ...pageOf(items, offset, (one) => one),
  });
}

/** `images and reminders of 2 clusters, Windows2022 only, from medium on, reminder on day 20 (Europe/Berlin)`. Literal. */
function describeSubscription(choice: Omit<ChannelSubscription, 'id'>): string {
  const { topics, clusterIds, owners, osSkus, minimumSeverity, timeZone, reminderDay } = choice;
  const whose = [
    ...(clusterIds.length > 0 ? [countOf(clusterIds.length, 'cluster')] : []),
    ...(owners.length > 0 ? [`clusters of ${joinLiteral(owners, 60, 5)}`] : []),
  ];
  const only = osSkus.length > 0 ? `, ${joinLiteral(osSkus, 30)} only` : '';
  const severity = minimumSeverity === 'info' ? '' : `, from ${minimumSeverity} on`;
  const day = topics.includes('reminders') && reminderDay !== null ? `, reminder on day ${reminderDay}` : '';
  return `${joinWords(topics)} of ${joinWords(whose) || 'every cluster'}${only}${severity}${day} (${toLiteral(timeZone, 40)})`;
}

/** That a channel takes no messages at present, and what helps. Literal. */
export function describeRefusal(refusal: ChannelRefusal): string {
  return toLiteral(sayRefusal(refusal), 300);
}

export function answerWhy(
  { cluster, windowsNodePools, findings, channels }: NotificationExplanation,
  offset: number,
): Answer {
  const reached = channels.filter(({ refusal }) => refusal === null);
  const name = toLiteral(titleOf(cluster), 200);
  return answerList({
    headline: describePoint(name, windowsNodePools, findings.length, reached.length),
    ...pageOf([...channels.flatMap(spansOfChannel), ...outlinePlaces(findings)], offset, (one) => one),
  });
}

function describePoint(name: string, pools: number, findings: number, channels: number): string {
  if (pools === 0) return `${name} has no Windows node pools, so there is nothing to tell about it.`;
  if (channels === 0) return `Nobody is told about ${name}: no channel is named for it and no default channel is set.`;
  const what =
    findings === 0 ? 'there is nothing to do at the moment' : `${countOf(findings, 'finding')} at the moment`;
  return `${countOf(channels, 'channel')} ${channels === 1 ? 'is' : 'are'} told about ${name}; ${what}.`;
}

function spansOfChannel(explanation: ChannelExplanation): Span[][] {
  const { channel, because, topics, severe, tooMild, minimumSeverity, snooze, refusal, messages } = explanation;
  const held = [
    ...(refusal ? [`it ${describeRefusal(refusal)}`] : []),
    ...(snooze
      ? [
          `its reminders wait until ${formatDate(snooze.untilOn)}: ${toLiteral(snooze.reason, 120)} (${toLiteral(snooze.actor.name, 60)})`,
        ]
      : []),
    ...(tooMild.length > 0 ? [`${countOf(tooMild.length, 'finding')} below ${minimumSeverity} left out`] : []),
  ];
  const last = messages.map(
    ({ kind, at, state }) => `${kind.replaceAll('-', ' ')} (${state}, ${formatDate(at.slice(0, 10))})`,
  );
  return [
    [
      channelLink(channel),
      plain(` because ${because}; hears ${joinWords(topics)}, ${countOf(severe.length, 'finding')} of this cluster`),
    ],
    ...(held.length > 0 ? [[plain(`Held back: ${held.join('; ')}`)]] : []),
    [plain(last.length > 0 ? `Last told: ${joinWords(last)}` : 'No message to it named this cluster yet')],
  ];
}
