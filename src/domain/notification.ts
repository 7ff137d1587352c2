import type { MessageProgress } from './actor.ts';
import type { CalendarDate } from './calendar-date.ts';
import type { ImageSilence, NodeImage, Retirement } from './catalogue.ts';
import type { PlanForPool } from './cluster-plan.ts';
import type { Finding, FindingBrief, Severity } from './finding.ts';
import type { ImageSecurity } from './image-security.ts';
import type { SupportDateMove, SupportPlan } from './kubernetes-version.ts';
import type { EndPhase } from './lifecycle.ts';
import type { NodePoolAssessment, NodePoolStatus, PoolCounts } from './node-pool-assessment.ts';
import type { OsSku } from './os-sku.ts';
import type { PoolOrCluster, PoolReference } from './pool-reference.ts';
import type { FleetPicture } from './pool-week.ts';
import type { EscalationLevel } from './reminder-settings.ts';
import type { VhdFactChange } from './vhd-note.ts';

export interface ReleaseReference {
  /** Release tag, `2026-07-17`. */
  readonly tag: string;
  readonly title: string;
  readonly url: string;
  readonly publishedAt: string | null;
}

export interface NewsPool extends PoolReference {
  readonly osSku: OsSku;
  /** Version the pool runs, `20348.5020.260415`; `null` when it was never reported. */
  readonly version: string | null;
  readonly imagesBehind: number;
  /** Days between the build of its image and of the newest one. */
  readonly daysBehind: number;
  /**
   * In order, quoted; empty while there is nothing to take. Not stored but in rows of earlier versions; a webhook's
   * receiver is given it.
   */
  readonly commands?: readonly string[];
  /** ARM name of its region, which does not have the image of the message yet; absent where that keeps nobody waiting. */
  readonly awaitedIn?: string;
  /** Version it can take by now, its own where there is none. */
  readonly target: string | null;
  /** True while its cluster is stopped: nothing is to be done before it starts. */
  readonly isStopped?: boolean;
  /** True where AKS brings it the image in the window of its channel: nothing is to be done. */
  readonly isLeftToAks?: boolean;
  /** What else bears on it, as its findings say; added when it is sent. */
  readonly asides?: readonly string[];
  /** Who lets the channel's reminders of it wait, and until when; absent while nobody does. */
  readonly snoozed?: { readonly by: string; readonly untilOn: CalendarDate };
}

export interface NewsImage extends Pick<NodeImage, 'osSku' | 'version' | 'builtOn' | 'announcedAs' | 'notesUrl'> {
  readonly pools: readonly NewsPool[];
  /** What it fixes; absent where nothing was known of it, or it fixes nothing. */
  readonly security?: ImageSecurity;
  /** The release that says it was taken back, with its words; its pools are those that run it. */
  readonly recall?: NodeImage['recall'];
  /** The release that announced it once more after it was taken back; absent where it never was. */
  readonly again?: string;
}

export interface NewsRetirement
  extends Pick<Retirement, 'subject' | 'date' | 'fromKubernetes' | 'quote' | 'url' | 'doubt'> {
  readonly phase: EndPhase;
  /** Support plan whose clusters it concerns; absent where it is every one's, or was stored before plans were told apart. */
  readonly plan?: SupportPlan | undefined;
  /** Another day, by which findings go: AKS's own page or calendar gives it; absent where they agree. */
  readonly otherwise?: CalendarDate;
  /** Day on which the subject ends in another respect, ahead of this one: nobody may stay until this one. */
  readonly before?: CalendarDate;
  /** The date it had before, when it moved; `undefined` when it is new. */
  readonly previousDate?: CalendarDate | null;
  readonly pools: readonly PoolReference[];
  /** How many pools the ends of its subject concern, where they are not named. */
  readonly poolCount?: number;
}

/** The one message of the first poll, with the pools that its card names. */
export interface WatchingSummary {
  readonly kind: 'watching-summary';
  readonly newestImages: readonly NewsImage[];
  /** How many pools somebody has to bring to one of these images or an older one. */
  readonly poolsBehind: number;
  readonly clusters: number;
  readonly windowsNodePools: number;
  readonly behind: number;
  /** Those of `behind` that AKS brings to the image. */
  readonly leftToAks: number;
  readonly unsupported: number;
  readonly unknown: number;
  readonly retirementsAhead: readonly NewsRetirement[];
  readonly releasesRead: number;
}

/** A message that people can act on. */
export interface WithProgress {
  /** What they did with it so far; added when it is sent. */
  readonly progress?: MessageProgress;
  /** Owners, as the register has them, of the clusters that it asks something for; added when it is sent. */
  readonly owners?: readonly { readonly owner: string; readonly clusters: readonly string[] }[];
  /** True in the first message that a channel gets, which says what vhdwatch is; added when it is sent. */
  readonly isFirst?: boolean;
}

export interface ReleaseNews extends WithProgress {
  readonly kind: 'release-news';
  readonly release: ReleaseReference;
  /** True when a release that was read before has been edited. */
  readonly edited: boolean;
  readonly images: readonly NewsImage[];
  readonly retirements: readonly NewsRetirement[];
  /** What was news to the channel and the release says no more; the pools of its images are those that run them. */
  readonly withdrawn?: WithdrawnNews;
  /** Pools that needed one of its images when the channel read it, and have taken it since. */
  readonly done?: readonly NewsPool[];
}

export interface WithdrawnNews {
  /** True when the whole release is gone. */
  readonly vanished: boolean;
  readonly images: readonly NewsImage[];
  readonly retirements: readonly NewsRetirement[];
}

/** For the thread of release news: how its Windows part was reworded, where nothing to act on changed. */
export interface ReleaseDifference {
  readonly kind: 'release-difference';
  readonly release: ReleaseReference;
  /** Passages as they were, text from outside. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

export interface ReminderItem
  extends PoolOrCluster,
    Pick<NodePoolAssessment, 'currentVersion' | 'targetVersion' | 'imagesBehind' | 'daysBehind'> {
  /** What it ran when the reminder was planned; absent until that changes. */
  readonly startedFrom?: string | null;
  /** How the pool stands, as every count has it; `null` of a cluster as a whole. */
  readonly status: NodePoolStatus | null;
  /** Worst first. */
  readonly findings: readonly Finding[];
  readonly environment?: string | null;
  /** What its upgrade brings; `null` where no notes file of its images was read. */
  readonly backlog?: ReminderBacklog | null;
  /** Whether the image can be had; `null` where nothing is known of it. */
  readonly availability?: ImageAvailability | null;
  /** A newer image that its region does not have yet; absent where there is none. */
  readonly pending?: { readonly version: string; readonly region: string };
  /** True while its cluster is stopped: nothing is to be done before it starts. */
  readonly isStopped?: boolean;
  /** The image that it could take and is not asked to, since it is on hold; absent where none is. */
  readonly held?: string;
  /** Absent while it is open. */
  readonly settled?: ReminderSettlement;
}

/** What a pool lacks, over every image between its own and the one to take. */
export interface ReminderBacklog {
  /** Cumulative Windows updates, oldest first: `KB5063880`. */
  readonly cumulativeUpdates: readonly string[];
  /** All security updates among them and besides. */
  readonly securityUpdates: readonly string[];
  /** `CVE-2026-1234` that a release note names for one of the images. */
  readonly cves: readonly string[];
  /** Container runtime before and after, where it changes. */
  readonly runtime: VhdFactChange | null;
  /** Windows base images on the disk that are new: `servercore:ltsc2022`. */
  readonly baseImages: readonly string[];
  /** Images whose notes file was not read, so that the list may be short. */
  readonly unread: number;
}

/**
 * `offered`: Azure offered it to this pool when asked (and since when its region has it, where that is known).
 * `arrived`: the region has it. `awaited`: there is nothing to take, because the region does not have `version` yet.
 * `published`: a release announced it, and nothing is known of the region.
 */
export type ImageAvailability =
  | { readonly kind: 'offered'; readonly asOf: string; readonly arrival?: RegionalArrival }
  | ({ readonly kind: 'arrived'; readonly asOf: CalendarDate } & RegionalArrival)
  | { readonly kind: 'awaited'; readonly asOf: CalendarDate; readonly region: string; readonly version: string }
  | { readonly kind: 'published'; readonly publishedOn: CalendarDate | null };

/** An image in a region, as the release tracker tells. */
export interface RegionalArrival {
  /** ARM name, `westeurope`. */
  readonly region: string;
  /** `null` where the tracker does not say since when. */
  readonly since: CalendarDate | null;
}

/** How a pool of a reminder came off it. `gone`: the pool or its cluster was removed. */
interface ReminderSettlement {
  readonly how: 'done' | 'gone';
  readonly on: CalendarDate;
  /** Version it runs since; `null` when that is not what settled it. */
  readonly version: string | null;
}

/** A pool that has something to do and is suppressed for now. */
export interface WaitingItem extends Omit<PoolOrCluster, 'clusterId'> {
  readonly why: 'snoozed' | 'held';
  /** First day on which it is reminded again; `null` while an image is held. */
  readonly untilOn: CalendarDate | null;
  /** Name of who said so. Text from outside. */
  readonly by: string;
  readonly reason: string;
}

export interface ReminderImprovement extends Omit<PoolReference, 'clusterId'> {
  readonly from: string | null;
  readonly to: string | null;
}

export interface UpgradeReminder extends WithProgress {
  readonly kind: 'upgrade-reminder';
  /** `YYYY-MM` it is the reminder of. */
  readonly month: string;
  /** True when it is sent after its day, because the service was down. */
  readonly late: boolean;
  readonly items: readonly ReminderItem[];
  /** Pools that are up to date and on no row. */
  readonly poolsOk: number;
  /** How all pools stand that are on no row and do not wait. */
  readonly others: PoolCounts;
  /** Those of them that are behind, some by name, by whether AKS upgrades them in their window. */
  readonly resting: readonly {
    readonly isLeftToAks: boolean;
    readonly count: number;
    readonly named: readonly PoolReference[];
  }[];
  readonly retirementsAhead: readonly NewsRetirement[];
  /** Day it was planned, for "days left". */
  readonly plannedOn: CalendarDate;
  readonly waiting: readonly WaitingItem[];
  readonly improved: readonly ReminderImprovement[];
  /** OS SKUs of its pools of which no new image is known though one is due. */
  readonly silences: readonly ImageSilence[];
  /** Why it may be out of date: sources not read lately, old reports; absent where nothing is. */
  readonly doubts?: readonly string[];
  /** How the channel's pools stood over the last year, and what ends for them; absent where there is nothing to draw. */
  readonly picture?: FleetPicture;
}

export interface ReminderDone {
  readonly kind: 'reminder-done';
  readonly month: string;
  /** Pools and clusters of which nothing is left to do, and those that are gone. */
  readonly done: number;
  readonly gone: number;
  /** The first of those that are done. */
  readonly named: readonly PoolOrCluster[];
  /** Day the last of them was settled. */
  readonly on: CalendarDate;
}

export interface NotDone {
  readonly kind: 'not-done';
  /** Name of who marked it. Text from outside. */
  readonly by: string;
  /** Instant of that. */
  readonly at: string;
  /** What is not done, in the order of the message; `version` is what a pool runs, `null` for a cluster as a whole. */
  readonly pools: readonly (Omit<PoolOrCluster, 'clusterId'> & {
    readonly version: string | null;
    readonly reportedAt: string;
  })[];
}

export interface EscalationItem extends PoolOrCluster {
  readonly severity: Severity;
  readonly due: CalendarDate | null;
  /** One sentence, the point first: the finding it rests on. */
  readonly summary: string;
  readonly brief: FindingBrief;
  /** As those of a pool in release news. */
  readonly commands?: readonly string[];
  /** Keys of the limits that it has reached. */
  readonly limits: readonly string[];
  /** User IDs of its owners who asked to be mentioned. */
  readonly mentions?: readonly string[];
}

/** Limits that were crossed since the last message, worst first. */
export interface Escalation extends WithProgress {
  readonly kind: 'escalation';
  /** Whom it is for: the team, also the owners who asked to be mentioned, or the operators. */
  readonly level: EscalationLevel;
  /** The channel that let them pass, in what the operators hear. */
  readonly about?: string;
  readonly items: readonly EscalationItem[];
  /** User IDs of owners who asked for it, of all items, each once. */
  readonly mentions: readonly string[];
}

/** A date of the AKS Kubernetes calendar that moved, for a channel with such clusters. */
export interface MovedDate extends Omit<SupportDateMove, 'kind'> {
  readonly clusters: readonly { readonly id: string; readonly name: string }[];
}

/** Support of Kubernetes minors that ends on another day than was known. */
export interface MovedDates {
  readonly kind: 'moved-dates';
  readonly dates: readonly MovedDate[];
}

export interface ImageHoldNotice {
  readonly kind: 'image-hold';
  readonly version: string;
  readonly osSku: OsSku;
  /** Name of who holds it. Text from outside, as reason and link are. */
  readonly by: string;
  readonly reason: string;
  readonly url: string | null;
  /** Registered pools of the channel that run it. */
  readonly pools: readonly PoolReference[];
}

/** Something the operators of vhdwatch should look at. */
export interface OperatorAlarm {
  readonly kind: 'operator-alarm';
  readonly title: string;
  /** Plain text lines; may carry text from outside, so it is rendered literally. */
  readonly lines: readonly string[];
  readonly url: string | null;
  /** Numbers of notifications that were given up, each of which can be tried again. */
  readonly givenUp?: readonly number[];
}

/** What `/vhdwatch test` and `doctor` post to prove that delivery works. */
export interface TestMessage {
  readonly kind: 'test-message';
  readonly requestedBy: string;
}

export interface CommandsForPools {
  readonly kind: 'commands';
  readonly pools: readonly PlanForPool[];
}

/** Everything vhdwatch can say by itself; the surface decides how it looks. */
export type NotificationContent =
  | WatchingSummary
  | ReleaseNews
  | ReleaseDifference
  | UpgradeReminder
  | ReminderDone
  | NotDone
  | Escalation
  | MovedDates
  | ImageHoldNotice
  | OperatorAlarm
  | TestMessage
  | CommandsForPools;

/** Every kind of notification; one that is forgotten here does not compile. */
export const NOTIFICATION_KINDS = Object.keys({
  'watching-summary': true,
  'release-news': true,
  'release-difference': true,
  'upgrade-reminder': true,
  'reminder-done': true,
  'not-done': true,
  escalation: true,
  'moved-dates': true,
  'image-hold': true,
  'operator-alarm': true,
  commands: true,
  'test-message': true,
} satisfies Record<NotificationContent['kind'], true>) as NotificationContent['kind'][];
