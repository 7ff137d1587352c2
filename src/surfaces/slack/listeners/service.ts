import { listHolds } from '../../../app/app-context.ts';
import { listOutbox, type OutboxLine, retryNotificationsFor } from '../../../app/delivery/manage-outbox.ts';
import { type Question, readStatusPage, type StatusPage } from '../../../app/fleet/asked-status.ts';
import { type Health, readHealth } from '../../../app/operations/read-health.ts';
import { findLeading, listSources } from '../../../app/polling/poll-source.ts';
import { formatInstant } from '../../../domain/calendar-date.ts';
import { toLiteral } from '../../../domain/literal.ts';
import { sayPoolCounts } from '../../../domain/node-pool-assessment.ts';
import type { SourceState } from '../../../domain/source-document.ts';
import type { Hold } from '../../../domain/suppression.ts';
import { countOf } from '../../../domain/text.ts';
import { bold, channelLink, code, instant, type Line, line, list, plain, type Span } from '../../../messages/card.ts';
import { spansOfFinding } from '../../../messages/pool-words.ts';
import { joinWords } from '../../../messages/words.ts';
import { type Answer, answerList, answerSentence, button, ITEMS_SHOWN, pageOf } from '../answer.ts';
import { outlineOfPlace } from './clusters.ts';
import type { ClickHandler, CommandHelp, CommandRequest, Query, Request } from './handlers.ts';

export const statusCommand: Query = {
  name: 'status',
  usage: '[mine | all | CLUSTER[/POOL]]',
  does: "this channel's Windows node pools, worst first; or yours, all, or one",
  example: 'status shop/npwin',
  run: (request) => {
    const { context, command, offset } = request;
    const asked = readAsked(request);
    const page = { offset, limit: ITEMS_SHOWN };
    const status = readStatusPage(context, asked, page);
    // In a channel that hears of nothing, the whole fleet is more use than nothing.
    const isOfAll = status.clusters === 0 && asked.channel !== undefined;
    return answerStatus(isOfAll ? readStatusPage(context, {}, page) : status, {
      asked: isOfAll ? {} : asked,
      command,
      offset,
      holds: listHolds(context),
      sources: listSources(context),
    });
  },
};

function readAsked({ words, channel, actor }: CommandRequest): Question {
  const text = words.join(' ').trim();
  if (text === '') return { channel };
  if (text.toLowerCase() === 'all') return {};
  return text.toLowerCase() === 'mine' ? { userId: actor.id } : { name: text };
}

export const outboxCommand: Query = {
  name: 'outbox',
  does: 'the newest messages and what became of them',
  run: ({ context, offset }) => answerOutbox(listOutbox(context), offset),
};

export const healthCommand: Query = {
  name: 'health',
  does: 'whether vhdwatch itself does its work',
  run: showHealth,
};

export function showHealth({ context }: Request): Answer {
  return answerHealth(readHealth(context));
}

export const retryNotifications: ClickHandler = async ({ context, access, actor, value }) => {
  await access.ensureMayChange(actor, []);
  const { result } = retryNotificationsFor(context, actor, value.split(' '));
  const named = result.map(({ id, channel }) => `${id} to ${channel}`);
  const what = `Notification${named.length === 1 ? '' : 's'} ${joinWords(named, 5)}`;
  return answerSentence(`${what} ${named.length === 1 ? 'is' : 'are'} tried again.`);
};

interface StatusQuestion {
  readonly asked: Question;
  readonly command: string;
  readonly offset: number;
  readonly holds: readonly Hold[];
  readonly sources: readonly SourceState[];
}

/** How a part of the fleet stands, worst first. */
export function answerStatus(status: StatusPage, { asked, command, offset, holds, sources }: StatusQuestion): Answer {
  const { items, open, pools, asOf, notices } = status;
  const concerns = (version: string) =>
    pools.some(({ assessment }) => assessment.currentVersion === version || assessment.targetVersion === version);
  const held = holds.filter(({ scope }) => offset === 0 && concerns(scope.version));
  const names = held.map(({ scope }) => toLiteral(scope.version, 40));
  return answerList({
    headline: describeStatus(status, asked, command),
    items: [
      ...(names.length > 0 ? [[plain(`On hold: ${joinWords(names, 5)}`)]] : []),
      ...(offset === 0 && pools.length > 0 ? notices.map((notice) => [plain(toLiteral(notice, 400))]) : []),
      // What is merely to be known is told in full by the page.
      ...items.map((place) =>
        asked.name === undefined || place.worst.severity === 'info'
          ? outlineOfPlace(place)
          : spansOfFinding(place.worst),
      ),
    ],
    left: Math.max(0, open - offset - items.length),
    next: offset + items.length,
    foot: describeAsOf(asOf, sources),
  });
}

function describeStatus({ clusters, pools, counts }: StatusPage, asked: Question, command: string): string {
  if (clusters === 0) {
    if (asked.userId !== undefined)
      return `No registered cluster with Windows node pools names you as its owner; ${command} status all shows every one.`;
    return 'No cluster is registered yet, so nothing can be compared.';
  }
  const whose = describeWhose(asked);
  if (pools.length === 0) return `${whose}${countOf(clusters, 'registered cluster')} without Windows node pools.`;
  return `${whose}${countOf(pools.length, 'Windows node pool')} in ${countOf(clusters, 'cluster')}: ${sayPoolCounts(counts)}.`;
}

function describeWhose({ name, userId, channel }: Question): string {
  if (name !== undefined) return `${toLiteral(name, 80)}: `;
  if (userId !== undefined) return 'Yours: ';
  return channel === undefined ? '' : 'This channel: ';
}

/** `Clusters as of … · AKS releases as of …`: how old the facts of an answer are. */
function describeAsOf(fleetAsOf: string | null, sources: readonly SourceState[]): Line {
  const releases = findLeading(sources);
  return [
    ...(fleetAsOf ? [plain('Oldest cluster report '), instant(fleetAsOf), plain(' · ')] : []),
    ...(releases?.lastSuccessAt
      ? [plain('AKS releases read '), instant(releases.lastSuccessAt)]
      : [plain('AKS releases not read yet')]),
    ...(releases?.lastError ? [plain(` (failing since: ${toLiteral(releases.lastError, 200)})`)] : []),
  ];
}

function answerHealth({ problems, warnings }: Health): Answer {
  const open = [...problems, ...warnings];
  const headline =
    problems.length > 0
      ? 'vhdwatch does not do its work.'
      : `vhdwatch does its work${open.length > 0 ? '; somebody should look at this' : ', and there is nothing to look at'}.`;
  return answerList({ headline, items: open.map((one) => [plain(toLiteral(one, 600))]) });
}

/** Those that only ask, and those that change something. */
export function answerHelp(command: string, queries: readonly CommandHelp[], changes: readonly CommandHelp[]): Answer {
  const section = (title: string, shown: readonly CommandHelp[]) => [
    line(plain(`${title}:`)),
    ...list(shown.map((one) => [code(sayUsage(one)), plain(` ${one.does}`)])),
  ];
  return {
    headline: [plain(`${command} and one of these tells how your Windows node pools stand and what AKS retires.`)],
    parts: [...section('Ask', queries), ...section('Change', changes)],
  };
}

function sayUsage({ name, usage }: CommandHelp): string {
  return [name, usage].filter(Boolean).join(' ');
}

export function answerHelpOf(command: string, one: CommandHelp): Answer {
  return {
    headline: [code(`${command} ${sayUsage(one)}`), plain(`: ${one.does}`)],
    parts: [line(plain('For example: '), code(`${command} ${one.example ?? one.name}`))],
  };
}

/** The newest notifications and what became of them; those that were given up can be tried again. */
function answerOutbox(entries: readonly OutboxLine[], offset: number): Answer {
  const dead = entries.filter(({ state }) => state === 'dead');
  const waiting = entries.filter(({ state }) => ['pending', 'sending', 'retrying'].includes(state));
  const counts = `${countOf(waiting.length, 'notification')} waiting, ${dead.length} given up.`;
  return answerList({
    headline: entries.length === 0 ? 'Nothing was ever sent.' : counts,
    ...pageOf(entries, offset, spansOfEntry),
    foot: [plain('Newest first.')],
    buttons: dead.slice(0, 4).map(({ id }) => button(`outbox.retry.${id}`, `Try ${id} again`, String(id))),
  });
}

function spansOfEntry({ id, state, kind, channel, attempts, lastError, createdAt, deliveredAt }: OutboxLine): Span[] {
  const when = formatInstant(deliveredAt ?? createdAt);
  const error = lastError && state !== 'delivered' ? `: ${toLiteral(lastError, 120)}` : '';
  return [
    code(String(id)),
    plain(' '),
    bold(state),
    plain(` ${kind.replaceAll('-', ' ')} to `),
    channelLink(channel),
    plain(`, ${when}${attempts > 1 ? `, ${countOf(attempts, 'attempt')}` : ''}${error}`),
  ];
}
