/** The loudest audience of a limit: the team, also the owners who asked to be mentioned, also the operators. */
export type EscalationLevel = 'channel' | 'owners' | 'operators';

/** A limit, told once. `channel` is told in the thread of the open reminder or by the next one; the others are worth a message. */
export interface EscalationLimit {
  readonly days: number;
  readonly level: EscalationLevel;
}

/** When a team hears more than once a month. */
export interface EscalationPolicy {
  /** Days of age of a node image, the oldest first; empty: its age alone is never told between reminders. */
  readonly imageAge: readonly EscalationLimit[];
  /** Days left before a phase of a retirement or before support ends, the last first; empty: nothing of ends is told. */
  readonly beforeEnd: readonly EscalationLimit[];
  /** Days after a newer image was announced before the age of the old one is held against anybody. */
  readonly graceDays: number;
  /** Weeks past the end after which a weekly word also mentions the owners. */
  readonly weeksToOwners: number;
  /** Weeks past the end in which the operators are told, once. */
  readonly weeksToOperators: number;
}

/** What holds where nothing is set: image age is worth a word, pressing, past what AKS supports. */
export const DEFAULT_ESCALATION: EscalationPolicy = {
  imageAge: [
    { days: 90, level: 'operators' },
    { days: 75, level: 'owners' },
    { days: 60, level: 'channel' },
  ],
  beforeEnd: [
    { days: 0, level: 'operators' },
    { days: 7, level: 'operators' },
    { days: 30, level: 'owners' },
    { days: 90, level: 'channel' },
    { days: 180, level: 'channel' },
  ],
  graceDays: 14,
  weeksToOwners: 2,
  weeksToOperators: 4,
};
