import { findLifecycleAge, loadLifecycleFile } from '../../catalogue/lifecycle.ts';
import { AppError } from '../../domain/app-error.ts';
import { dayOf, formatDate, formatInstant } from '../../domain/calendar-date.ts';
import { adviseOnRefusal } from '../../domain/channel-subscription.ts';
import { findAgeMs } from '../../domain/clock.ts';
import { countOf } from '../../domain/text.ts';
import { findNextDue } from '../../reminders/schedule.ts';
import { LEADING } from '../../sources/source-kits.ts';
import type { AppContext, DoctorCheck, DoctorProbes } from '../app-context.ts';
import { findChatProblem, findSendingPause } from '../delivery/sending-pause.ts';
import { listFleetWarnings } from '../fleet/fleet-status.ts';
import { findWorker } from '../work-lease.ts';
import { describeTriedInVain, findLateWork } from './read-health.ts';

/** Checks what a running vhdwatch depends on. Changes nothing. */
export async function runDoctor(context: AppContext): Promise<readonly DoctorCheck[]> {
  return [
    ...(context.probes ? await checkOutside(context.probes) : []),
    checkReminders(context),
    checkDatabase(context),
    ...checkRows(context),
    ...checkSources(context),
    checkService(context),
    checkBuiltInDates(context),
    checkFleet(context),
    checkOutbox(context),
    ...checkRefusedChannels(context),
  ];
}

function checkDatabase({ store }: AppContext): DoctorCheck {
  const displaced = store.findDisplacement();
  if (displaced !== null) return { name: 'database', result: 'failed', detail: displaced };
  const refused = findWriteRefusal(store);
  if (refused !== null) return { name: 'database', result: 'failed', detail: refused };
  const found = store.checkIntegrity();
  const network = store.findNetworkFileSystem();
  if (found === 'ok' && network !== null) {
    const detail = `intact, but on a network file system (${network}), where SQLite's locks do not hold and an outage damages it: move DATABASE_PATH to a disk`;
    return { name: 'database', result: 'failed', detail };
  }
  return found === 'ok'
    ? { name: 'database', result: 'ok', detail: `intact, ${store.listMigrations().length} migrations` }
    : {
        name: 'database',
        result: 'failed',
        detail: `damaged (${found}): stop the service, then "vhdwatch restore FILE" with a backup`,
      };
}

/** Why nothing can be saved, by beginning to and letting it be. */
function findWriteRefusal(store: AppContext['store']): string | null {
  try {
    store.transaction(() => undefined);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

/** Reads what is read row by row, so that a damaged one shows. */
function checkRows({ store, sources }: AppContext): readonly DoctorCheck[] {
  store.clusters.list({ includeVanished: true });
  store.findings.listOpen();
  store.reminders.listOpen();
  store.changes.listUnplanned();
  store.channelSubscriptions.list();
  store.announcements.list();
  store.catalogue.get();
  store.workloads.listByCluster(store.clusters.list().map(({ id }) => id));
  for (const { name } of sources) {
    store.sources.findCursor(name);
    store.sources.findListed(name);
  }
  return store.listDamagedRows().map(({ table, row }) => ({
    name: `table ${table}`,
    result: 'failed',
    detail: `row ${row} cannot be read and is left out: ${REPAIRS[table] ?? 'put a backup in place with "vhdwatch restore FILE"'}`,
  }));
}

/** What makes a row anew, where something but a backup does. */
const REPAIRS: Readonly<Record<string, string>> = {
  clusters: 'import or discover the cluster again',
  node_pools: 'import or discover its cluster again',
  findings: 'the next poll works it out again',
  announcements: 'run "vhdwatch reparse"',
  node_images: 'run "vhdwatch reparse"',
  retirements: 'run "vhdwatch reparse"',
  kubernetes_versions: 'run "vhdwatch reparse"',
  workload_reports: 'import the pods of this cluster again',
  source_states: 'run "vhdwatch poll", which reads this source from its beginning',
};

function checkSources({ store, sources, clock }: AppContext): readonly DoctorCheck[] {
  return sources.map(({ name }): DoctorCheck => {
    const state = store.sources.find(name);
    if (!state) return { name: `source ${name}`, result: 'warning', detail: 'never polled: run "vhdwatch poll"' };
    if (state.lastError) {
      const main = name === LEADING.name;
      return {
        name: `source ${name}`,
        result: main ? 'failed' : 'warning',
        detail: `${countOf(state.failures, 'failure')} in a row: ${state.lastError}`,
      };
    }
    const detail = `last success ${formatInstant(state.lastSuccessAt ?? '')}`;
    if (findAgeMs(state.lastSuccessAt ?? '', clock.now()) < Number.POSITIVE_INFINITY)
      return { name: `source ${name}`, result: 'ok', detail };
    return { name: `source ${name}`, result: 'warning', detail: `${detail}, which cannot be: run "vhdwatch poll"` };
  });
}

/** Whether somebody does the work; the checks of each source and of the outbox say the rest. */
function checkService(context: AppContext): DoctorCheck {
  const name = 'service';
  const late = findLateWork(context);
  if (late.length > 0) return { name, result: 'warning', detail: late.join('; ') };
  const worker = findWorker(context);
  if (worker !== null) return { name, result: 'ok', detail: `${worker} is at work and keeps to its times` };
  const detail = 'none is at work: run "vhdwatch serve", unless a schedule of yours runs "vhdwatch poll"';
  return { name, result: 'warning', detail };
}

function checkRefusedChannels({ store }: AppContext): readonly DoctorCheck[] {
  return store.channelRefusals.list().map(({ channel, reason, since }) => ({
    name: `channel ${channel}`,
    result: 'warning',
    detail: `messages to it are refused since ${formatInstant(since)} (${reason}): ${adviseOnRefusal(reason)}`,
  }));
}

function checkBuiltInDates({ store, clock }: AppContext): DoctorCheck {
  const age = findLifecycleAge(store.catalogue.get(), loadLifecycleFile(), dayOf(clock.now()));
  const detail = `checked ${formatDate(age.checkedOn)}, newest fact about an end ${formatDate(age.newestOn)}`;
  return age.isOld
    ? { name: 'built-in dates', result: 'warning', detail: `${detail}: update vhdwatch, AKS may have moved some since` }
    : { name: 'built-in dates', result: 'ok', detail };
}

function checkFleet(context: AppContext): DoctorCheck {
  const { clusters, asOf } = context.store.clusters.getSummary();
  const doubts = listFleetWarnings(context);
  const isFine = clusters > 0 && doubts.length === 0;
  const detail =
    asOf === null
      ? 'no clusters: "vhdwatch clusters import FILE" or "vhdwatch clusters discover".'
      : `${countOf(clusters, 'cluster')}, oldest report ${formatInstant(asOf)}.`;
  return { name: 'fleet', result: isFine ? 'ok' : 'warning', detail: [detail, ...doubts].join(' ') };
}

function checkOutbox(context: AppContext): DoctorCheck {
  const { store } = context;
  const problem = findChatProblem(context);
  if (problem !== null) {
    const detail = `nothing is sent, because the chat refused the credential (${problem}): correct it`;
    return { name: 'outbox', result: 'failed', detail };
  }
  const { dead, retrying, pending, delivered } = store.outbox.countByState();
  const counts = `${delivered} delivered, ${pending} pending, ${retrying} retrying, ${dead} given up`;
  return dead > 0
    ? {
        name: 'outbox',
        result: 'failed',
        detail: `${counts}: "vhdwatch outbox list" says why, "outbox retry ID" tries again`,
      }
    : checkPause(context, counts);
}

function checkPause(context: AppContext, counts: string): DoctorCheck {
  const pause = findSendingPause(context);
  if (pause === null) {
    const [problem] = describeTriedInVain(context);
    if (problem !== undefined) return { name: 'outbox', result: 'warning', detail: `${counts}; ${problem}` };
    return { name: 'outbox', result: 'ok', detail: counts };
  }
  const detail = `${counts}; the chat asked for a pause, nothing is sent before ${formatInstant(pause.until)}: set no second app to post with its token`;
  return { name: 'outbox', result: 'warning', detail };
}

const FEW_REQUESTS = 10;

/** Asks the outside. Never throws. */
async function checkOutside(probes: DoctorProbes): Promise<readonly DoctorCheck[]> {
  return [
    { name: 'configuration', result: 'ok', detail: probes.configuration },
    await checkGitHub(probes),
    ...(await probes.checkChat()),
    { name: 'POLL_SCHEDULE', result: 'ok', detail: `next ${formatInstant(probes.findNextPollAt())}` },
  ];
}

/** As reminders are sent: on a working day, whatever day the setting names. */
function checkReminders({ reminders, timeZone, clock }: AppContext): DoctorCheck {
  const next = findNextDue(clock.now(), { ...reminders, timeZone });
  const detail = `next ${formatInstant(next.toISOString())}, where a channel has no day of its own`;
  return { name: 'REMINDER_SCHEDULE', result: 'ok', detail };
}

async function checkGitHub(probes: DoctorProbes): Promise<DoctorCheck> {
  const name = 'GitHub';
  try {
    const limits = await probes.fetchRateLimit();
    if (!limits) return { name, result: 'ok', detail: 'reachable, no rate limit' };
    const detail = `reachable, ${limits.remaining} of ${limits.limit} requests left until ${limits.resetAt}`;
    if (limits.remaining >= FEW_REQUESTS) return { name, result: 'ok', detail };
    return { name, result: 'warning', detail: `${detail}: set GITHUB_TOKEN, which allows 5,000 an hour` };
  } catch (error) {
    return { name, result: 'failed', detail: error instanceof Error ? error.message : 'cannot be asked' };
  }
}
