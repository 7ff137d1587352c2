import type { NewAuditEntry } from '../domain/audit-entry.ts';
import { dayOf } from '../domain/calendar-date.ts';
import type { Clock, WallClock } from '../domain/clock.ts';
import type { Logger } from '../domain/logger.ts';
import type { ReminderSettings } from '../domain/reminder-settings.ts';
import type { DeliveryPolicies, Sender } from '../domain/sender.ts';
import type { MistypedName } from '../domain/setting.ts';
import type { Source, StoredDocument } from '../domain/source-document.ts';
import { type Hold, isHold, isSnooze, type Snooze } from '../domain/suppression.ts';
import type { AzureDiscovery } from '../inventory/azure/create-azure-discovery.ts';
import type { Suppressions } from '../reminders/suppressions.ts';
import type { DocumentReading } from '../sources/source-kit.ts';
import type { Store, WritableStore } from '../store/open-store.ts';

export interface AppContext {
  readonly store: Store;
  /** In polling order; the first is the one that news comes from. */
  readonly sources: readonly Source[];
  /** What a document announces, read where nothing waits for it. @throws Error when it cannot be read */
  readonly readDocument: (document: StoredDocument) => Promise<DocumentReading>;
  readonly sender: Sender;
  readonly clock: Clock;
  /** The real time, whatever `--now` says: the history of a chat knows no other. */
  readonly wallClock: WallClock;
  readonly logger: Logger;
  /** Channel for release news and for pools that nobody owns; `null` when none is set. */
  readonly defaultChannel: string | null;
  /** Channel for what the operators should look at. `null`: the log is all they have. */
  readonly operatorsChannel: string | null;
  readonly timeZone: string;
  /** Longest time between two polls by their schedule, in milliseconds; worked out when first asked. */
  readonly findPollGapMs: () => number;
  readonly reminders: ReminderSettings;
  /** An empty database in memory, to play in; only `replay` needs it. */
  readonly openScratchStore: (now: Date) => WritableStore;
  /** Finds the clusters that an Azure identity can read. */
  readonly discovery: AzureDiscovery;
  /** Of the program, built of other code too; while it is the same, so are the rules. */
  readonly version: string;
  /** A number in [0, 1): jitter of retries. */
  readonly random: () => number;
  /** What to do where the history cannot be asked, by kind of message; at least once where it has none. */
  readonly withoutHistory: DeliveryPolicies;
  /** After how many days what nothing needs any more is let go of. */
  readonly retentionDays: number;
  /** What only `doctor` asks. */
  readonly probes: DoctorProbes;
  /** Aborted when the process is to end: what is due waits for the next one. */
  readonly stopping: AbortSignal;
}

/** The context inside a transaction: whoever takes it writes, and leaves the transaction to its caller. */
export interface WritingContext extends AppContext {
  readonly store: WritableStore;
}

/** Runs `work` in one transaction (`Store.transaction`): all of it is saved or nothing. @throws AppError `storage` */
export function transact<T>(
  context: AppContext,
  work: (context: WritingContext) => T,
  sync?: 'at-once' | 'with-the-next',
): T {
  return context.store.transaction((store) => work({ ...context, store }), sync);
}

/** One line of `doctor`. A line that is not `ok` says what to do. */
export interface DoctorCheck {
  readonly name: string;
  readonly result: 'ok' | 'warning' | 'failed';
  readonly detail: string;
}

/** Ways to ask what the use cases themselves never ask; given by the composition root. */
export interface DoctorProbes {
  /** What is set, without any secret. */
  readonly configuration: string;
  readonly mistyped: readonly MistypedName[];
  /** Requests left, and when there are more; `null` where the server has no limit. @throws Error with what to do */
  fetchRateLimit(): Promise<{ readonly limit: number; readonly remaining: number; readonly resetAt: string } | null>;
  /** What the chat says of itself: whether messages can arrive, and where news goes. Never throws. */
  checkChat(): Promise<readonly DoctorCheck[]>;
  /** When the next poll is due, UTC ISO text. */
  findNextPollAt(): string;
}

export interface RecordedChange<T> {
  readonly result: T;
  readonly auditId: number;
}

export function recordChange<T>(
  context: AppContext,
  change: (context: WritingContext) => { readonly result: T; readonly entry: NewAuditEntry },
): RecordedChange<T> {
  return transact(context, (writing) => {
    const { result, entry } = change(writing);
    return { result, auditId: writing.store.audit.add(entry, writing.clock.now().toISOString()) };
  });
}

/** All that it takes to say how the fleet stands, and what may wait. */
export type FleetSource = Pick<AppContext, 'store' | 'clock'>;

/** The snoozes and holds that last, soonest to end first. */
export function readSuppressions({ store, clock }: FleetSource): Suppressions {
  const today = dayOf(clock.now());
  return { open: store.suppressions.listOpen(today), today };
}

/** The images on hold, newest hold first. */
export function listHolds(context: FleetSource): readonly Hold[] {
  return readSuppressions(context).open.filter(isHold);
}

export function listSnoozes(context: FleetSource): readonly Snooze[] {
  return readSuppressions(context).open.filter(isSnooze);
}

const FIRST_RUN_AT = 'seeded-at';

/** True once the first poll has filled the catalogue quietly: from then on changes are news. */
export function isFirstRunDone({ store }: AppContext): boolean {
  return store.settings.find(FIRST_RUN_AT) !== null;
}

export function markFirstRunDone({ store, clock }: WritingContext): void {
  store.settings.save(FIRST_RUN_AT, clock.now().toISOString());
}
