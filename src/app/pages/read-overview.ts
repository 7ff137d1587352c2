import { findLifecycleAge, loadLifecycleFile } from '../../catalogue/lifecycle.ts';
import { dayOf, daysBetween } from '../../domain/calendar-date.ts';
import { findImageSpread } from '../../domain/catalogue.ts';
import { redactSecrets } from '../../domain/secrets.ts';
import type { AppContext } from '../app-context.ts';
import { findSendingPause } from '../delivery/sending-pause.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';
import { listDestinations } from '../fleet/channel-scopes.ts';
import { findDiscoveryState } from '../fleet/discovery-state.ts';
import { findReadNotice, readFleetStatus } from '../fleet/fleet-status.ts';
import { listWorst } from '../fleet/open-findings.ts';
import { findLastDelivered, readHealth } from '../operations/read-health.ts';
import { readFleetWeeks } from '../reminders/fleet-history.ts';
import { findNextReminder } from '../reminders/read-reminder-facts.ts';
import { findWorker } from '../work-lease.ts';

/** Of these the page makes a few rows, what is alike in one. */
const FINDINGS_READ = 300;
const MESSAGES_SHOWN = 4;

export function readOverview(context: AppContext) {
  const { store } = context;
  const fleet = assessFleet(context);
  const status = readFleetStatus(context);
  const [problem] = readHealth(context).problems;
  return {
    fleet: { ...status, notices: withoutReadNotice(context, status.notices, problem !== undefined) },
    /** Days since the image of each pool was built; pools whose image was never reported are not among them. */
    ages: fleet.pools.flatMap(({ assessment: { ageDays } }) => (ageDays === null ? [] : Math.max(0, ageDays))),
    /** What matters most, worst first. */
    worst: listWorst(status.findings, FINDINGS_READ),
    /** How the pools stood, oldest week first; weeks without a record are missing. */
    weeks: readFleetWeeks(context, fleet),
    /** What ends for the fleet, the soonest first. */
    dates: fleet.dates(),
    newest: fleet.catalogue.images
      .filter(({ state }) => state === 'newest')
      .map((image) => ({ image, spread: findImageSpread(image, fleet.catalogue.regions) }))
      .sort((a, b) => daysBetween(a.image.builtOn, b.image.builtOn)),
    sources: listSourceAges(context),
    /** The first thing that is wrong with vhdwatch itself; `null` while nothing is. */
    problem: problem === undefined ? null : redactSecrets(problem),
    /** UTC ISO text; `null` when none went out, or nobody gets one. */
    lastReminderAt: findLastDelivered(context).reminder,
    nextReminderAt: findNextReminder(context, listDestinations(context, fleet)),
    /** Newest first. */
    messages: store.inbox.list(MESSAGES_SHOWN),
  };
}

export type Overview = ReturnType<typeof readOverview>;
export type SourceAge = Overview['sources'][number];

/** Every source that is asked, whether it ever answered or not; its error without secrets. */
function listSourceAges({ store, sources }: AppContext) {
  return sources.map(({ name }) => {
    const state = store.sources.find(name);
    return { name, state: state && { ...state, lastError: state.lastError && redactSecrets(state.lastError) } };
  });
}

/** `isSaid`: which sources fail, and why, stands beside them. */
function withoutReadNotice(context: AppContext, notices: readonly string[], isSaid: boolean): readonly string[] {
  const said = isSaid ? findReadNotice(context) : null;
  return notices.filter((notice) => notice !== said);
}

/** Gathers it without asking anybody outside. Reads only. */
export function readOperations(context: AppContext) {
  const { store, probes, version, clock } = context;
  const now = clock.now();
  const sources = listSourceAges(context);
  return {
    now,
    notices: withoutReadNotice(
      context,
      readFleetStatus(context).notices,
      sources.some(({ state }) => state?.lastError),
    ),
    sources,
    outbox: store.outbox.countByState(),
    /** When the earliest unfinished notification is or was due; `null` without one. */
    nextDueAt: store.outbox.findNextDueAt(now.toISOString()),
    /** What holds back everything that is to be sent; `null` while nothing does. */
    pause: findSendingPause(context),
    lastDelivered: findLastDelivered(context),
    refusals: store.channelRefusals.list(),
    discovery: findDiscoveryState(context),
    /** UTC ISO text; that of reminders is `null` where no channel gets one. */
    nextPollAt: probes.findNextPollAt(),
    nextReminderAt: findNextReminder(context, listDestinations(context, assessFleet(context))),
    lifecycle: findLifecycleAge(store.catalogue.get(), loadLifecycleFile(), dayOf(now)),
    /** Which process works on the database: `host, process 4711`; `null` while none does. */
    worker: findWorker(context),
    version,
    migrations: store.listMigrations().length,
  };
}

export type Operations = ReturnType<typeof readOperations>;
