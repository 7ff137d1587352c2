import { DAY_MS, formatInstant, instantAfter } from '../../domain/calendar-date.ts';
import { sayRefusal } from '../../domain/channel-subscription.ts';
import { findAgeMs } from '../../domain/clock.ts';
import type { NotificationContent } from '../../domain/notification.ts';
import { asksToWait, FAILURES_TOLERATED, type SourceState } from '../../domain/source-document.ts';
import { countOf } from '../../domain/text.ts';
import { joinWords } from '../../messages/words.ts';
import type { AppContext } from '../app-context.ts';
import { findChatProblem, findSendingPause } from '../delivery/sending-pause.ts';
import { findDiscoveryState, sayDiscoveryFailure } from '../fleet/discovery-state.ts';
import { findWorker } from '../work-lease.ts';

/** Polls that may be missed, and how long one may take, before nobody seems to poll. */
const POLLS_MISSED = 3;
const POLL_TAKES_MS = 10 * 60_000;
/** Without news for so long, silence says nothing about AKS any more. */
const DEAF_AFTER_MS = DAY_MS;
/** A message that is due waits seconds; one that the chat put off is due later. */
const DELIVERY_TAKES_MS = 3_600_000;

const REMINDER: NotificationContent['kind'] = 'upgrade-reminder';

/** That nothing crashed is no health: what counts is the age of polls, news, deliveries. @throws AppError `storage` */
export function readHealth(context: AppContext) {
  const { store } = context;
  const displaced = store.findDisplacement();
  const refused = sayChatProblem(context);
  const unread = describeUnread(context);
  const deaf = findSilence(context);
  const isSaid = unread.some(({ isLeading }) => isLeading);
  const problems = [
    ...(displaced === null ? [] : [displaced]),
    ...(refused === null ? [] : [`${refused}: "vhdwatch doctor" names the setting`]),
    ...findLateWork(context),
    ...(deaf === null || isSaid ? [] : [deaf]),
  ];
  const warnings: string[] = [];
  for (const { words, isBlind, isLeading } of unread)
    (isBlind || (isLeading && deaf !== null) ? problems : warnings).push(words);
  for (const refusal of store.channelRefusals.list())
    warnings.push(`channel ${refusal.channel} ${sayRefusal(refusal)}`);
  warnings.push(...describeDamage(context));
  const { dead } = store.outbox.countByState();
  warnings.push(...describePause(context), ...describeTriedInVain(context), ...describeDiscovery(context));
  if (dead > 0) warnings.push(`given up: ${countOf(dead, 'notification')}; "vhdwatch outbox list" says why`);
  return { problems, warnings };
}

export type Health = ReturnType<typeof readHealth>;

/**
 * Sources that were never read, or that fail for longer than a hiccup, together where that has one reason.
 * `isLeading`: where news comes from is among them; without the others it is only poorer. `isBlind`: it was never read.
 */
function describeUnread({ store, sources }: AppContext) {
  const unread = sources.flatMap(({ name }) => {
    const { lastSuccessAt = null, failures = 0, lastError = null } = store.sources.find(name) ?? {};
    return lastSuccessAt === null || failures >= FAILURES_TOLERATED
      ? [{ name, lastSuccessAt, failures, reason: lastError ? `: ${lastError}` : '' }]
      : [];
  });
  const groups = Map.groupBy(unread, ({ lastSuccessAt, reason }) => `${lastSuccessAt === null}${reason}`);
  return [...groups.values()].map((own) => {
    const names = joinWords(own.map(({ name }) => name));
    const [reason = ''] = own.map((one) => one.reason);
    const last = own.flatMap(({ lastSuccessAt }) => lastSuccessAt ?? []).toSorted()[0];
    const isLeading = own.some(({ name }) => name === sources[0]?.name);
    const [was, failed] = own.length === 1 ? ['was', `failed ${own[0]?.failures} times in a row`] : ['were', 'fail'];
    return last === undefined
      ? { words: `${names} ${was} not polled successfully yet${reason}`, isBlind: isLeading, isLeading }
      : { words: `${names} ${failed}, last success ${formatInstant(last)}${reason}`, isBlind: false, isLeading };
  });
}

/** When a message, and a monthly reminder, last reached the chat (UTC ISO text); `null` where none did. */
export function findLastDelivered({ store }: AppContext): {
  readonly any: string | null;
  readonly reminder: string | null;
} {
  const delivered = store.outbox.listDeliveryTotals().filter(({ outcome }) => outcome === 'delivered');
  const instants = delivered.map(({ lastAt }) => lastAt).sort();
  return {
    any: instants.at(-1) ?? null,
    reminder: delivered.find(({ kind }) => kind === REMINDER)?.lastAt ?? null,
  };
}

/** Nothing looks quieter than a feed that was never read: that it was not, in a sentence with what to do. */
export function sayUnread({ store, sources }: AppContext): string | null {
  const isRead = ({ name }: (typeof sources)[number]) => store.sources.find(name)?.lastSuccessAt != null;
  const [leading] = sources;
  if (leading && isRead(leading)) return null;
  if (leading && sources.some(isRead))
    return `${leading.name}, where the news comes from, was never read: "vhdwatch doctor" says what is wrong.`;
  return 'Nothing that AKS publishes was read yet: run "vhdwatch poll" first.';
}

/** Rows that were left out so far, each in a sentence for whoever should look at it. */
export function describeDamage({ store }: AppContext): readonly string[] {
  return store
    .listDamagedRows()
    .map(
      ({ table, row }) =>
        `row ${row} of the table ${table} cannot be read and is left out: "vhdwatch doctor" says what to do`,
    );
}

/** What should have been done by now and was not: asking where news comes from, and deliveries. @throws AppError `storage` */
export function findLateWork(context: AppContext): readonly string[] {
  const state = findLeadingState(context);
  const isNobodyAsking = state !== null && isPollMissed(context, state);
  return [
    ...findLateDelivery(context),
    ...(isNobodyAsking
      ? [`nobody polled ${state.name} since ${formatInstant(state.lastAttemptAt ?? '')}: ${sayWhoWorks(context)}`]
      : []),
  ];
}

/** Of where news comes from; `null` while it was never read. */
function findLeadingState({ store, sources: [leading] }: AppContext): SourceState | null {
  const state = leading ? store.sources.find(leading.name) : null;
  return state?.lastSuccessAt ? state : null;
}

/** `nothing is sent, because the chat refuses our credential (invalid_auth)`; `null` while it does not. */
export function sayChatProblem(context: AppContext): string | null {
  const reason = findChatProblem(context);
  return reason === null ? null : `nothing is sent, because the chat refuses our credential (${reason})`;
}

/** That the chat asks for patience is no fault of ours; who wonders where a message is should read until when. */
export function describePause(context: AppContext): readonly string[] {
  const pause = findSendingPause(context);
  if (pause?.kind !== 'rate-limited') return [];
  return [`the chat asked for a pause: nothing is sent before ${formatInstant(pause.until)}`];
}

/** Each try puts a message off, so that none is ever late; what does not get through for so long, somebody should hear of. */
export function describeTriedInVain({ store, wallClock }: AppContext): readonly string[] {
  const tried = store.outbox.findTriedSince(instantAfter(wallClock.now(), -DELIVERY_TAKES_MS));
  if (tried === null) return [];
  const { channel, since, reason, count } = tried;
  const what = count === 1 ? 'a notification does' : `${count} notifications do`;
  return [
    `${what} not get through since ${formatInstant(since)} (channel ${channel}: ${reason ?? 'no answer'}): "vhdwatch outbox list"`,
  ];
}

function describeDiscovery(context: AppContext): readonly string[] {
  const state = findDiscoveryState(context);
  const failure = state && sayDiscoveryFailure(state);
  return failure ? [failure] : [];
}

/** Where news comes from is asked by a schedule; how late it may be. */
function toleranceOf({ findPollGapMs }: AppContext): number {
  return POLLS_MISSED * findPollGapMs() + POLL_TAKES_MS;
}

function isPollMissed(context: AppContext, state: SourceState): boolean {
  const now = context.clock.now();
  const { lastAttemptAt } = state;
  return !asksToWait(state, now) && lastAttemptAt !== null && findAgeMs(lastAttemptAt, now) > toleranceOf(context);
}

/** That it is asked, and gives no answer for a day: no small matter. */
function findSilence(context: AppContext): string | null {
  const state = findLeadingState(context);
  if (state?.lastSuccessAt == null || isPollMissed(context, state)) return null;
  const { name, lastSuccessAt, lastError } = state;
  if (findAgeMs(lastSuccessAt, context.clock.now()) <= Math.max(DEAF_AFTER_MS, toleranceOf(context))) return null;
  return `${name} gave no answer since ${formatInstant(lastSuccessAt)}${lastError ? `: ${lastError}` : ''}`;
}

function sayWhoWorks(context: AppContext): string {
  const worker = findWorker(context);
  return worker === null ? 'start "vhdwatch serve"' : `${worker} is to do it: look at its log, and restart it`;
}

function findLateDelivery({ store, clock }: AppContext): readonly string[] {
  const now = clock.now();
  const dueAt = store.outbox.findNextDueAt(now.toISOString());
  if (dueAt === null || now.getTime() - Date.parse(dueAt) <= DELIVERY_TAKES_MS) return [];
  return [`a notification is due since ${formatInstant(dueAt)} and was not sent: "vhdwatch outbox list" shows it`];
}
