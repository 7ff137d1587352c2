import type { Actor } from '../../domain/actor.ts';
import { AppError } from '../../domain/app-error.ts';
import type { UndoStep } from '../../domain/audit-entry.ts';
import { addDays, type CalendarDate, dayOf, formatDate, isDay } from '../../domain/calendar-date.ts';
import type { Snooze } from '../../domain/snooze.ts';
import type { AppContext } from '../app-context.ts';
import { type MessagePlace, noteProgress } from '../messages/posted-message.ts';
import { type RecordedChange, recordChange } from '../record-change.ts';

/** A cluster or one node pool of it; both `null` for everything that the channel hears about. */
export interface SnoozeTarget {
  readonly clusterId: string | null;
  readonly nodePool: string | null;
}

/** What somebody wants to hear of later. */
export interface SnoozeRequest {
  /** `null` in every channel. */
  readonly channel: string | null;
  readonly targets: readonly SnoozeTarget[];
  /** The posted message whose button was clicked: it shows the snooze. */
  readonly place?: MessagePlace;
  readonly untilOn: CalendarDate;
  readonly reason: string;
}

/** Longer than that is no snooze: unsubscribe, or say that the pool is not yours. */
const LONGEST_SNOOZE_DAYS = 180;
const LONGEST_REASON = 500;

/** Lets reminders wait, with who and why in the audit log. @throws AppError `invalid_input` */
export function snoozeReminders(
  context: AppContext,
  actor: Actor,
  request: SnoozeRequest,
): RecordedChange<readonly Snooze[]> {
  const now = context.clock.now();
  const problems = Object.values(findSnoozeProblems(request, now));
  if (problems.length > 0) throw new AppError('invalid_input', problems.join(' '));
  const { channel, targets, untilOn, place } = request;
  const reason = request.reason.trim();
  return recordChange(context, (writing) => {
    const snoozes = targets.map((target): Snooze => {
      const snooze = { ...target, channel, untilOn, reason, actor, createdAt: now.toISOString() };
      return { ...snooze, id: writing.store.snoozes.add(snooze), endedAt: null };
    });
    if (place) noteProgress(writing, place, { snoozed: { by: actor, untilOn, reason } });
    const unmark: readonly UndoStep[] = place
      ? [{ kind: 'restore-progress', ...place, progress: { snoozed: null } }]
      : [];
    const what = targets.map(nameOfTarget).join(', ').slice(0, 500);
    return {
      result: snoozes,
      entry: {
        actor,
        action: 'snooze',
        subject: what,
        detail: `Snoozed reminders of ${what} until ${formatDate(untilOn)}: ${reason}`,
        undo: [...snoozes.map(({ id }): UndoStep => ({ kind: 'end-snooze', snoozeId: id })), ...unmark],
      },
    };
  });
}

function nameOfTarget({ clusterId, nodePool }: SnoozeTarget): string {
  return [clusterId ?? 'everything', ...(nodePool === null ? [] : [nodePool])].join('/');
}

/** Why a snooze cannot be saved, by field; empty when it can. */
export function findSnoozeProblems(
  request: Pick<SnoozeRequest, 'untilOn' | 'reason'>,
  now: Date,
): Readonly<Partial<Record<'untilOn' | 'reason', string>>> {
  const { untilOn, reason } = request;
  const today = dayOf(now);
  const isInRange = isDay(untilOn) && untilOn > today && untilOn <= addDays(today, LONGEST_SNOOZE_DAYS);
  return {
    ...(isInRange ? {} : { untilOn: `Choose a day after today, at most ${LONGEST_SNOOZE_DAYS} days ahead.` }),
    ...(reason.trim() === '' ? { reason: 'Say why, so that the next one who looks understands.' } : {}),
    ...(reason.length > LONGEST_REASON ? { reason: `At most ${LONGEST_REASON} characters.` } : {}),
  };
}
