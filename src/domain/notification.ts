import type { CalendarDate } from './calendar-date.ts';
import type { Finding } from './finding.ts';
import type { OsSku } from './os-sku.ts';
import type { RetirementPhase, RetirementSubject } from './retirement-statement.ts';

/** A release note, as messages name it. */
export interface ReleaseReference {
  /** Release tag, `2026-07-17`. */
  readonly tag: string;
  readonly title: string;
  readonly url: string;
  readonly publishedAt: string | null;
}

/** A registered pool that an image or a retirement concerns. */
export interface PoolReference {
  readonly clusterId: string;
  readonly cluster: string;
  readonly nodePool: string;
  readonly osSku: OsSku;
  /** Version the pool runs, `20348.5020.260415`; `null` when it was never reported. */
  readonly version: string | null;
  /** Published images of its OS SKU that are newer than its own. */
  readonly imagesBehind: number;
  /** Days between the build of its image and of the newest one. */
  readonly daysBehind: number;
  /** What to run, in order, quoted for a shell. */
  readonly commands: readonly string[];
}

/** An image in a message. */
export interface NewsImage {
  readonly osSku: OsSku;
  readonly version: string;
  readonly builtOn: CalendarDate;
  /** The version a note's label wrongly gave; `null` when it was right. */
  readonly announcedAs: string | null;
  readonly notesUrl: string | null;
  readonly pools: readonly PoolReference[];
}

/** A new or moved retirement in a message. */
export interface NewsRetirement {
  readonly subject: RetirementSubject;
  readonly phase: RetirementPhase;
  readonly date: CalendarDate | null;
  readonly fromKubernetes: string | null;
  /** The date it had before, when it moved; `undefined` when it is new. */
  readonly previousDate?: CalendarDate | null;
  readonly quote: string;
  readonly url: string;
  readonly doubt: 'past-date' | null;
  /** Names of the registered pools it concerns. */
  readonly pools: readonly Pick<PoolReference, 'clusterId' | 'cluster' | 'nodePool'>[];
}

/** The one message of the first poll. */
export interface WatchingSummary {
  readonly kind: 'watching-summary';
  readonly newestImages: readonly NewsImage[];
  readonly clusters: number;
  readonly windowsNodePools: number;
  readonly behind: number;
  readonly unsupported: number;
  readonly retirementsAhead: readonly NewsRetirement[];
  readonly releasesRead: number;
}

/** The Windows part of one release: what is new, and whom it concerns. */
export interface ReleaseNews {
  readonly kind: 'release-news';
  readonly release: ReleaseReference;
  /** True when a release that was read before has been edited. */
  readonly edited: boolean;
  readonly images: readonly NewsImage[];
  readonly retirements: readonly NewsRetirement[];
}

/** One pool of an upgrade reminder. */
export interface ReminderItem {
  readonly cluster: string;
  readonly clusterId: string;
  readonly nodePool: string | null;
  readonly currentVersion: string | null;
  readonly targetVersion: string | null;
  readonly imagesBehind: number;
  readonly daysBehind: number;
  /** Worst first. */
  readonly findings: readonly Finding[];
}

/** The monthly card of a channel: what to do, worst first. */
export interface UpgradeReminder {
  readonly kind: 'upgrade-reminder';
  /** `YYYY-MM` it is the reminder of. */
  readonly month: string;
  /** True when it is sent after its day, because the service was down. */
  readonly late: boolean;
  readonly items: readonly ReminderItem[];
  readonly poolsOk: number;
  readonly retirementsAhead: readonly NewsRetirement[];
}

/** Something the operators of vhdwatch should look at. */
export interface OperatorAlarm {
  readonly kind: 'operator-alarm';
  readonly title: string;
  /** Plain text lines; may carry text from outside, so it is rendered literally. */
  readonly lines: readonly string[];
  readonly url: string | null;
}

/** What `/vhdwatch test` and `doctor` post to prove that delivery works. */
export interface TestMessage {
  readonly kind: 'test-message';
  readonly requestedBy: string;
}

/** Everything vhdwatch can say by itself; the surface decides how it looks. */
export type NotificationContent = WatchingSummary | ReleaseNews | UpgradeReminder | OperatorAlarm | TestMessage;

/** What a row does in its channel: a new message, an earlier one replaced in place, or an answer in its thread. */
export type OutboxOperation = 'post' | 'update' | 'reply';

/** A notification to put into the outbox. */
export interface PlannedNotification {
  /** Slack channel ID, or `inbox` for the local inbox. */
  readonly channel: string;
  /** No two messages of a channel ever carry the same key. */
  readonly dedupeKey: string;
  readonly content: NotificationContent;
  /** Instant from which it may be sent. */
  readonly dueAt: string;
  /** A new message where absent. */
  readonly operation?: OutboxOperation;
  /** Dedupe key of the message of the same channel that is updated or answered; only with such an operation. */
  readonly parentKey?: string;
}

/** Life of an outbox row. */
export type OutboxState = 'pending' | 'sending' | 'retrying' | 'delivered' | 'dead' | 'dropped';

/** A notification as the outbox keeps it. */
export interface OutboxEntry extends PlannedNotification {
  readonly id: number;
  readonly state: OutboxState;
  readonly attempts: number;
  /** Instant the latest attempt began; reconciliation asks the channel's history from here. */
  readonly attemptedAt: string | null;
  readonly lastError: string | null;
  /** An attempt's answer was lost: the channel's history is asked before anything is sent again. */
  readonly ambiguous: boolean;
  /** The blocks were refused once: from now on only the text is sent. */
  readonly plainText: boolean;
  /** Slack `ts` of the message once delivered. */
  readonly messageTs: string | null;
  readonly createdAt: string;
  readonly deliveredAt: string | null;
}
