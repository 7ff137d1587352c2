import type { CalendarDate } from './calendar-date.ts';

export interface Actor {
  /** User ID of the chat, `U…` or `W…`; a name of ours where nobody is known. */
  readonly id: string;
  /** Name for people; text from outside. */
  readonly name: string;
}

/** What people did with a posted message. Names are text from outside. */
export interface MessageProgress {
  readonly acknowledged: { readonly by: Actor; readonly at: string } | null;
  readonly assigned: { readonly to: Actor; readonly by: Actor; readonly at: string } | null;
  readonly snoozed: { readonly by: Actor; readonly untilOn: CalendarDate; readonly reason: string } | null;
}

export const NO_PROGRESS: MessageProgress = { acknowledged: null, assigned: null, snoozed: null };
