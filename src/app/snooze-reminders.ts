import type { Actor } from '../domain/actor.ts';
import { AppError } from '../domain/app-error.ts';
import { addDays, type CalendarDate, dayOf, formatDate } from '../domain/calendar-date.ts';
import type { Snooze } from '../domain/snooze.ts';
import type { AppContext } from './app-context.ts';
import { type RecordedChange, recordChange } from './record-change.ts';

/** What somebody wants to hear of later. */
export interface SnoozeRequest {
  readonly channel: string | null;
  readonly clusterId: string | null;
  readonly nodePool: string | null;
  readonly untilOn: CalendarDate;
  readonly reason: string;
}

/** Longer than that is no snooze: unsubscribe, or say that the pool is not yours. */
export const LONGEST_SNOOZE_DAYS = 180;
const LONGEST_REASON = 500;

/** Lets reminders wait, with who and why in the audit log. @throws AppError `invalid_input` */
export function snoozeReminders(context: AppContext, actor: Actor, request: SnoozeRequest): RecordedChange<Snooze> {
  const { store, clock } = context;
  const now = clock.now();
  const problems = Object.values(findSnoozeProblems(request, now));
  if (problems.length > 0) throw new AppError('invalid_input', problems.join(' '));
  return recordChange(context, () => {
    const snooze = { ...request, reason: request.reason.trim(), actor, createdAt: now.toISOString() };
    const id = store.snoozes.add(snooze);
    const what = [request.clusterId ?? request.channel ?? 'everything', request.nodePool].filter(Boolean).join('/');
    return {
      result: { ...snooze, id, endedAt: null },
      entry: {
        actor,
        action: 'snooze',
        subject: what,
        detail: `Snoozed reminders of ${what} until ${formatDate(request.untilOn)}: ${snooze.reason}`,
        undo: [{ kind: 'end-snooze', snoozeId: id }],
      },
    };
  });
}

/** Why a snooze cannot be saved, by field; empty when it can. */
export function findSnoozeProblems(
  request: SnoozeRequest,
  now: Date,
): Readonly<Partial<Record<'untilOn' | 'reason', string>>> {
  const { untilOn, reason } = request;
  const today = dayOf(now);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(untilOn) && !Number.isNaN(Date.parse(untilOn));
  const isInRange = isDay && untilOn > today && untilOn <= addDays(today, LONGEST_SNOOZE_DAYS);
  return {
    ...(isInRange ? {} : { untilOn: `Choose a day after today, at most ${LONGEST_SNOOZE_DAYS} days ahead.` }),
    ...(reason.trim() === '' ? { reason: 'Say why, so that the next one who looks understands.' } : {}),
    ...(reason.length > LONGEST_REASON ? { reason: `At most ${LONGEST_REASON} characters.` } : {}),
  };
}

/** The snoozes that last, soonest end first. */
export function listSnoozes({ store, clock }: AppContext): readonly Snooze[] {
  return store.snoozes.listOpen(dayOf(clock.now()));
}
