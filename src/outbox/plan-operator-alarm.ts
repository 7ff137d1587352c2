import type { PlannedNotification } from '../domain/notification.ts';

/** Something to tell the operators; the same key is told once. */
export interface AlarmInput {
  readonly key: string;
  readonly title: string;
  /** May carry text from outside. */
  readonly lines: readonly string[];
  readonly url?: string | null;
}

/** One message to the operators of vhdwatch. */
export function planOperatorAlarm(channel: string, alarm: AlarmInput, now: Date): PlannedNotification {
  const { key, title, lines, url = null } = alarm;
  return {
    channel,
    dedupeKey: key,
    dueAt: now.toISOString(),
    content: { kind: 'operator-alarm', title, lines, url },
  };
}
