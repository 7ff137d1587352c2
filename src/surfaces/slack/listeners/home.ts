import {
  type HomeSummary,
  listHomeViewers,
  markHomeViewer,
  readHome,
  savePublishedHome,
} from '../../../app/interactions/read-home.ts';
import { changeMentionOptIn } from '../../../app/reminders/mention-opt-in.ts';
import { dayOf } from '../../../domain/calendar-date.ts';
import { titleOf } from '../../../domain/cluster.ts';
import { isUserId } from '../../../domain/cluster-ownership.ts';
import { toLiteral } from '../../../domain/literal.ts';
import { sayPoolCounts } from '../../../domain/node-pool-assessment.ts';
import type { SourceState } from '../../../domain/source-document.ts';
import { countOf, digestOf } from '../../../domain/text.ts';
import {
  bold,
  type CardButton,
  channelLink,
  type Home,
  instant,
  type Line,
  line,
  list,
  listUpTo,
  note,
  plain,
  type ScreenPart,
  type Span,
} from '../../../messages/card.ts';
import { joinWords } from '../../../messages/words.ts';
import { button } from '../answer.ts';
import { classifySlackFailure, reasonOf } from '../sender/classify-slack-failure.ts';
import type { SlackDependencies } from '../slack-dependencies.ts';
import { describeAssessedPool, describeSnooze, outlineOfPlace } from './clusters.ts';
import type { Click, ClickHandler } from './handlers.ts';
import { spansOfRetirement } from './images.ts';
import { describeMention } from './mentions.ts';
import { describeRefusal } from './subscriptions.ts';

const DIVIDER: ScreenPart = { kind: 'divider' };
const CLUSTERS_SHOWN = 12;
const POOLS_SHOWN = 5;
const RETIREMENTS_SHOWN = 8;
const SNOOZES_SHOWN = 5;
const CHANNELS_SHOWN = 5;
const REASONS_SHOWN = 3;

export function renderHome(home: HomeSummary, command: string): Home {
  const today = dayOf(home.fleet.now);
  const parts: readonly ScreenPart[] = [
    line(bold(describeFleet(home))),
    buttons(button('cluster.register', 'Register a cluster'), button('subscription.choose', 'Subscribe a channel')),
    ...partsOfFleet(home, command),
    DIVIDER,
    ...section(
      'Retirements ahead',
      home.retirementsAhead.map((one) => spansOfRetirement(one, today)),
      RETIREMENTS_SHOWN,
      'None is known.',
    ),
    ...section(
      'Snoozed',
      home.snoozes.map(({ snooze, title }): Span[] => [plain(describeSnooze(snooze, title))]),
      SNOOZES_SHOWN,
      '',
    ),
    ...section(
      'Channels that take no messages',
      home.refusals.map((one): Span[] => [channelLink(one.channel), plain(` ${describeRefusal(one)}`)]),
      CHANNELS_SHOWN,
      '',
    ),
    DIVIDER,
    note(...describeReminders(home)),
    ...describeSources(home.sources),
    note(plain('Updated '), instant(home.fleet.now.toISOString()), plain(` · ${command} help`)),
  ];
  return { title: 'Windows node images on AKS', parts };
}

/** What is due, and on whose clusters; without any, how to begin. */
function partsOfFleet(home: HomeSummary, command: string): readonly ScreenPart[] {
  if (home.fleet.clusters === 0)
    return [line(plain(`${command} import takes all of them at once, as az aks list prints them.`))];
  return [
    ...section(
      home.mine.length > 0 ? 'Due on my clusters' : 'Most urgent',
      home.due.map((place) => outlineOfPlace(place)),
      home.due.length,
      'Nothing is due.',
      home.due.length + home.dueLeft,
    ),
    DIVIDER,
    ...partsOfClusters(home, command),
    ...partsOfMentions(home),
  ];
}

function buttons(...all: readonly CardButton[]): ScreenPart {
  return { kind: 'buttons', buttons: all };
}

function section(
  title: string,
  items: readonly Line[],
  most: number,
  none: string,
  total = items.length,
): readonly ScreenPart[] {
  if (items.length === 0 && none === '') return [];
  const shown: readonly Line[] = items.length > 0 ? items.slice(0, most) : [[plain(none)]];
  return [{ kind: 'heading', text: title }, ...list(shown, Math.max(0, total - shown.length))];
}

/** `Messages about them go to #shop and #platform.` */
function sayChannels(channels: readonly string[]): Line {
  if (channels.length === 0) return [plain('No channel hears of them: subscribe one above.')];
  const links = channels.slice(0, CHANNELS_SHOWN).flatMap((channel) => [plain(' '), channelLink(channel)]);
  const left = channels.length - CHANNELS_SHOWN;
  return [plain('Messages about them go to'), ...links, plain(left > 0 ? ` and ${countOf(left, 'more channel')}` : '')];
}

function partsOfClusters({ mine, held, channels }: HomeSummary, command: string): readonly ScreenPart[] {
  if (mine.length === 0)
    return section('My clusters', [], 1, `None: name yourself as owner with ${command} register NAME.`);
  const left = mine.length - CLUSTERS_SHOWN;
  return [
    { kind: 'heading', text: 'My clusters' },
    line(...sayChannels(channels)),
    ...mine.slice(0, CLUSTERS_SHOWN).flatMap(({ cluster, pools }, index): readonly ScreenPart[] => [
      { kind: 'heading', text: toLiteral(titleOf(cluster), 200) },
      ...listUpTo(
        POOLS_SHOWN,
        pools.map((pool) => [plain(describeAssessedPool(pool, held))]),
      ),
      buttons(
        button(`cluster.show.${index}`, 'Details', cluster.id),
        button(`cluster.edit.${index}`, 'Edit', cluster.id),
        button(`cluster.snooze.${index}`, 'Snooze', cluster.id),
      ),
    ]),
    ...(left > 0 ? [note(plain(`and ${countOf(left, 'more cluster')}`))] : []),
  ];
}

function partsOfMentions({ mentions }: HomeSummary): readonly ScreenPart[] {
  const next = mentions.wanted
    ? button('mention.off', 'Stop mentioning me')
    : button('mention.me', 'Mention me when a limit is crossed');
  return [...section('Mentions', [[plain(describeMention(mentions))]], 1, ''), buttons(next)];
}

function describeFleet({ fleet, mine }: HomeSummary): string {
  const { clusters, windowsNodePools, counts } = fleet;
  if (clusters === 0) return 'No cluster is registered yet.';
  const own = mine.length > 0 ? `, ${countOf(mine.length, 'cluster')} of them mine` : '';
  return `${countOf(windowsNodePools, 'Windows node pool')} in ${countOf(clusters, 'cluster')}${own}: ${sayPoolCounts(counts)}.`;
}

function describeReminders({ lastReminderAt, nextReminderAt, waiting, givenUp }: HomeSummary): Line {
  const next = nextReminderAt === null ? [] : [plain(' · next '), instant(nextReminderAt)];
  const stuck = givenUp > 0 ? ` · ${countOf(givenUp, 'notification')} given up` : '';
  const queued = waiting > 0 ? ` · ${countOf(waiting, 'notification')} waiting` : '';
  return [
    ...(lastReminderAt
      ? [plain('Last upgrade reminder '), instant(lastReminderAt)]
      : [plain('No upgrade reminder went out yet')]),
    ...next,
    plain(`${queued}${stuck}`),
  ];
}

function describeSources(sources: readonly SourceState[]): readonly ScreenPart[] {
  const oldest = sources.flatMap(({ lastSuccessAt }) => lastSuccessAt ?? []).toSorted()[0];
  const failing = sources.filter(({ lastError }) => lastError !== null);
  const read =
    oldest === undefined ? [plain('Nothing of AKS was read yet')] : [plain('AKS last read '), instant(oldest)];
  return [
    note(...read),
    // What keeps one from being read mostly keeps all.
    ...[...Map.groupBy(failing, ({ lastError }) => lastError ?? '')]
      .slice(0, REASONS_SHOWN)
      .map(([reason, own]) =>
        note(plain(`Not read now: ${joinWords(own.map(({ name }) => name))}. ${toLiteral(reason, 200)}`)),
      ),
  ];
}

/** Publishes the Home tab of who opened it. Never throws: a tab that was not published is published next time. */
export async function publishHome(dependencies: SlackDependencies, userId: string): Promise<void> {
  if (!isUserId(userId)) return;
  markHomeViewer(dependencies.context, userId);
  await publish(dependencies, userId, renderFor(dependencies, userId));
}

/** Publishes anew what changed since, for those who looked lately; stops at the first that Slack does not take. */
export async function refreshHomes(dependencies: SlackDependencies): Promise<void> {
  for (const { userId, hash } of listHomeViewers(dependencies.context)) {
    const view = renderFor(dependencies, userId);
    if (digestOfHome(view) !== hash && !(await publish(dependencies, userId, view))) return;
  }
}

function renderFor({ context, command }: SlackDependencies, userId: string): Home {
  return renderHome(readHome(context, userId), command);
}

async function publish({ screens, context }: SlackDependencies, userId: string, view: Home): Promise<boolean> {
  try {
    await screens.publish(userId, view);
    savePublishedHome(context, userId, digestOfHome(view));
    return true;
  } catch (error) {
    const reason = reasonOf(classifySlackFailure(error));
    context.logger.warn('A Home tab was not published', { reason });
    return false;
  }
}

/** Of everything but the last part, which tells when it was published. */
function digestOfHome({ parts }: Home): string {
  return digestOf(JSON.stringify(parts.slice(0, -1)));
}

export const mentionMe: ClickHandler = (click) => changeOwnOptIn(click, true);

export const mentionOff: ClickHandler = (click) => changeOwnOptIn(click, false);

/** The Home tab shows how it stands then, and its button takes it back. */
async function changeOwnOptIn(click: Click, wants: boolean): Promise<null> {
  const { context, access, actor } = click;
  await access.ensureIsMember(actor);
  changeMentionOptIn(context, actor, wants);
  await publishHome(click, actor.id);
  return null;
}
