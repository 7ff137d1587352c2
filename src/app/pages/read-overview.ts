import { findLifecycleAge, type LifecycleAge, loadLifecycleFile } from '../../catalogue/lifecycle.ts';
import { dayOf, daysBetween } from '../../domain/calendar-date.ts';
import { findImageSpread, type ImageSpread, type NodeImage } from '../../domain/catalogue.ts';
import type { ChannelRefusal } from '../../domain/channel-subscription.ts';
import type { Finding } from '../../domain/finding.ts';
import type { InboxMessage } from '../../domain/inbox.ts';
import type { OutboxState } from '../../domain/outbox-entry.ts';
import type { WeekCounts } from '../../domain/pool-week.ts';
import { redactSecrets } from '../../domain/secrets.ts';
import type { SourceState } from '../../domain/source-document.ts';
import type { AppContext } from '../app-context.ts';
import { findSendingPause } from '../delivery/sending-pause.ts';
import { assessFleet, type FleetAssessment } from '../fleet/assess-fleet.ts';
import { listDestinations } from '../fleet/channel-scopes.ts';
import { type DiscoveryState, findDiscoveryState } from '../fleet/discovery-state.ts';
import type { FleetDate } from '../fleet/fleet-dates.ts';
import { type FleetStatus, readFleetStatus } from '../fleet/fleet-status.ts';
import { findLastDelivered, type Health, readHealth } from '../operations/read-health.ts';
import { readFleetWeeks } from '../reminders/fleet-history.ts';
import { findNextReminder } from '../reminders/read-reminder-facts.ts';
import { findWorker } from '../work-lease.ts';

/** The newest image of an OS SKU, and how far it has come. */
export interface NewestImage {
  readonly image: NodeImage;
  readonly spread: ImageSpread | null;
}

export interface SourceAge {
  readonly name: string;
  readonly state: SourceState | null;
}

export interface Overview {
  readonly fleet: FleetStatus;
  /** Days since the image of each pool was built; pools whose image was never reported are not among them. */
  readonly ages: readonly number[];
  /** What matters most, worst first. */
  readonly worst: readonly Finding[];
  /** How the pools stood, oldest week first; weeks without a record are missing. */
  readonly weeks: readonly WeekCounts[];
  /** What ends for the fleet, the soonest first. */
  readonly dates: readonly FleetDate[];
  readonly newest: readonly NewestImage[];
  readonly sources: readonly SourceAge[];
  /** The first reason why this may be out of date; `null` while there is none. */
  readonly problem: string | null;
  /** UTC ISO text; `null` when none went out, or nobody gets one. */
  readonly lastReminderAt: string | null;
  readonly nextReminderAt: string | null;
  /** Newest first. */
  readonly messages: readonly InboxMessage[];
}

const FINDINGS_SHOWN = 5;
const MESSAGES_SHOWN = 4;

export function readOverview(context: AppContext): Overview {
  const { store } = context;
  const fleet = assessFleet(context);
  const status = readFleetStatus(context);
  const [problem] = readHealth(context).problems;
  return {
    fleet: status,
    ages: listAges(fleet),
    worst: status.findings.listWorst(FINDINGS_SHOWN),
    weeks: readFleetWeeks(context, fleet),
    dates: fleet.dates(),
    newest: listNewest(fleet),
    sources: listSourceAges(context),
    problem: problem === undefined ? null : redactSecrets(problem),
    lastReminderAt: findLastDelivered(context).reminder,
    nextReminderAt: findNextReminder(context, listDestinations(context, fleet)),
    messages: store.inbox.list(MESSAGES_SHOWN),
  };
}

/** Every source that is asked, whether it ever answered or not; its error without secrets. */
function listSourceAges({ store, sources }: AppContext): readonly SourceAge[] {
  return sources.map(({ name }) => {
    const state = store.sources.find(name);
    return { name, state: state && { ...state, lastError: state.lastError && redactSecrets(state.lastError) } };
  });
}

function listAges({ pools }: FleetAssessment): readonly number[] {
  return pools
    .map(({ assessment }) => assessment.ageDays)
    .filter((days) => days !== null)
    .map((days) => Math.max(0, days));
}

function listNewest({ catalogue }: FleetAssessment): readonly NewestImage[] {
  return catalogue.images
    .filter(({ state }) => state === 'newest')
    .map((image) => ({ image, spread: findImageSpread(image, catalogue.regions) }))
    .sort((a, b) => daysBetween(a.image.builtOn, b.image.builtOn));
}

export interface Operations {
  readonly now: Date;
  readonly health: Health;
  readonly doubts: readonly string[];
  readonly sources: readonly SourceAge[];
  readonly outbox: Readonly<Record<OutboxState, number>>;
  /** When the earliest unfinished notification is or was due; `null` without one. */
  readonly nextDueAt: string | null;
  /** What holds back everything that is to be sent; `null` while nothing does. */
  readonly pause: ReturnType<typeof findSendingPause>;
  readonly lastDelivered: ReturnType<typeof findLastDelivered>;
  readonly refusals: readonly ChannelRefusal[];
  readonly discovery: DiscoveryState | null;
  /** UTC ISO text; `null` where nobody polls by a schedule, or no channel gets a reminder. */
  readonly nextPollAt: string | null;
  readonly nextReminderAt: string | null;
  readonly lifecycle: LifecycleAge;
  /** Which process works on the database: `host, process 4711`; `null` while none does. */
  readonly worker: string | null;
  readonly version: string | null;
  readonly migrations: number;
}

/** Gathers it without asking anybody outside. Reads only. */
export function readOperations(context: AppContext): Operations {
  const { store, probes, version, clock } = context;
  const now = clock.now();
  return {
    now,
    health: readHealth(context),
    doubts: readFleetStatus(context).notices,
    sources: listSourceAges(context),
    outbox: store.outbox.countByState(),
    nextDueAt: store.outbox.findNextDueAt(now.toISOString()),
    pause: findSendingPause(context),
    lastDelivered: findLastDelivered(context),
    refusals: store.channelRefusals.list(),
    discovery: findDiscoveryState(context),
    nextPollAt: probes?.findNextPollAt() ?? null,
    nextReminderAt: findNextReminder(context, listDestinations(context, assessFleet(context))),
    lifecycle: findLifecycleAge(store.catalogue.get(), loadLifecycleFile(), dayOf(now)),
    worker: findWorker(context),
    version,
    migrations: store.listMigrations().length,
  };
}
