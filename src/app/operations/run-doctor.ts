import { findLifecycleAge, loadLifecycleFile } from '../../catalogue/lifecycle.ts';
import { AppError } from '../../domain/app-error.ts';
import { dayOf, formatDate, formatInstant } from '../../domain/calendar-date.ts';
import { sayRefusal } from '../../domain/channel-subscription.ts';
import { findAgeMs, sayLast } from '../../domain/clock.ts';
import { sayMistyped } from '../../domain/setting.ts';
import { countOf, formatCount } from '../../domain/text.ts';
import { findNextDue } from '../../reminders/schedule.ts';
import { LEADING } from '../../sources/source-kits.ts';
import type { AppContext, DoctorCheck, DoctorProbes } from '../app-context.ts';
import { findReadNotice, listFleetNotices, sayLastRead, staleBefore } from '../fleet/fleet-status.ts';
import { findWorker } from '../work-lease.ts';
import { describePause, describeTriedInVain, findLastDelivered, findLateWork, sayChatProblem } from './read-health.ts';

export async function runDoctor(context: AppContext): Promise<readonly DoctorCheck[]> {
  return [
    ...(await checkOutside(context.probes)),
    checkReminders(context),
    checkDatabase(context),
    ...(context.store.findDisplacement() === null ? checkContents(context) : []),
  ];
}

function checkContents(context: AppContext): readonly DoctorCheck[] {
  return [
    ...checkRows(context),
    ...checkSources(context),
    checkService(context),
    checkBuiltInDates(context),
    checkFleet(context),
    checkOutbox(context),
    ...checkRefusedChannels(context),
  ];
}

function judgeAs(result: DoctorCheck['result']): (name: string, detail: string) => DoctorCheck {
  return (name, detail) => ({ name, result, detail });
}
const [ok, warn, fail] = [judgeAs('ok'), judgeAs('warning'), judgeAs('failed')];

function checkDatabase({ store }: AppContext): DoctorCheck {
  const name = 'database';
  const refused = store.findDisplacement() ?? findWriteRefusal(store);
  if (refused !== null) return fail(name, refused);
  const found = store.checkIntegrity();
  const network = store.findNetworkFileSystem();
  if (found !== 'ok')
    return fail(name, `damaged (${found}): stop the service, then "vhdwatch restore FILE" with a backup`);
  if (network !== null)
    return fail(
      name,
      `intact, but on a network file system (${network}), where SQLite's locks do not hold and an outage damages it: move DATABASE_PATH to a disk`,
    );
  const free = store.findFreeBytes();
  if (free !== null && free < LEAST_FREE)
    return fail(
      name,
      `intact, but its disk is full (${formatCount(Math.floor(free / 1_000))} kB left): free space or enlarge the volume`,
    );
  return ok(name, `intact, ${store.listMigrations().length} migrations`);
}

/** Room for what a poll saves. */
const LEAST_FREE = 4_000_000;

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
  return store
    .listDamagedRows()
    .map(({ table, row }) =>
      fail(
        `table ${table}`,
        `row ${row} cannot be read and is left out: ${REPAIRS[table] ?? 'put a backup in place with "vhdwatch restore FILE"'}`,
      ),
    );
}

/** What makes a row anew, where something but a backup does. */
const REPAIRS: Readonly<Record<string, string>> = {
  clusters: 'import or discover the cluster again',
  finding_texts: 'the first poll of tomorrow words it anew',
  announcements: 'run "vhdwatch reparse"',
  catalogue_entries: 'run "vhdwatch reparse"',
  workload_reports: 'import the pods of this cluster again',
  source_states: 'run "vhdwatch poll", which reads this source from its beginning',
};

function checkSources(context: AppContext): readonly DoctorCheck[] {
  const { store, sources, clock } = context;
  return sources.map((source) => {
    const name = `source ${source.name}`;
    const state = store.sources.find(source.name);
    if (!state) return warn(name, 'never polled: run "vhdwatch poll"');
    if (state.lastError) {
      const judge = source.name === LEADING.name ? fail : warn;
      return judge(name, `${countOf(state.failures, 'failure')} in a row: ${state.lastError}`);
    }
    const detail = `last success ${formatInstant(state.lastSuccessAt ?? '')}`;
    if (findAgeMs(state.lastSuccessAt ?? '', clock.now()) === Number.POSITIVE_INFINITY)
      return warn(name, `${detail}, which cannot be: run "vhdwatch poll"`);
    if (sayLastRead(context, source.name) !== null) return warn(name, `${detail}, long ago: run "vhdwatch poll"`);
    return ok(name, detail);
  });
}

function checkService(context: AppContext): DoctorCheck {
  const name = 'service';
  const late = findLateWork(context);
  if (late.length > 0) return warn(name, late.join('; '));
  const worker = findWorker(context);
  if (worker !== null) return ok(name, `${worker} is at work and keeps to its times`);
  return warn(
    name,
    'no vhdwatch is running on this database: run "vhdwatch serve", unless a schedule of yours runs "vhdwatch poll"',
  );
}

function checkRefusedChannels(context: AppContext): readonly DoctorCheck[] {
  return context.store.channelRefusals.list().map((one) => warn(`channel ${one.channel}`, sayRefusal(one)));
}

function checkBuiltInDates({ store, clock }: AppContext): DoctorCheck {
  const age = findLifecycleAge(store.catalogue.get(), loadLifecycleFile(), dayOf(clock.now()));
  const detail = `checked ${formatDate(age.checkedOn)}, newest fact about an end ${formatDate(age.newestOn)}`;
  return age.isOld
    ? warn(
        'built-in dates',
        `${detail}: AKS may have moved some since; a newer vhdwatch, where there is one, brings newer dates`,
      )
    : ok('built-in dates', detail);
}

function checkFleet(context: AppContext): DoctorCheck {
  const { clusters, asOf } = context.store.clusters.getSummary();
  // Which sources were not read stands in their own rows.
  const unread = findReadNotice(context);
  const notices = listFleetNotices(context).filter((notice) => notice !== unread);
  const judge = clusters > 0 && notices.length === 0 ? ok : warn;
  const detail =
    asOf === null
      ? 'no clusters: "vhdwatch clusters import FILE" or "vhdwatch clusters discover".'
      : // What is old is said in the notices, with its cluster.
        `${countOf(clusters, 'cluster')}${asOf < staleBefore(context) ? '' : `, oldest report ${formatInstant(asOf)}`}.`;
  return judge('fleet', [detail, ...notices].join(' '));
}

function checkOutbox(context: AppContext): DoctorCheck {
  const name = 'outbox';
  const refused = sayChatProblem(context);
  if (refused !== null) return fail(name, `${refused}: correct it`);
  const { dead, retrying, pending, delivered } = context.store.outbox.countByState();
  const counts = `${delivered} delivered, ${pending} pending, ${retrying} retrying, ${dead} given up, last delivery ${sayLast(findLastDelivered(context).any, context.clock.now())}`;
  const [pause] = describePause(context);
  const wait = pause === undefined ? '' : `; ${pause}; set no second app to post with its token`;
  if (dead > 0) return fail(name, `${counts}: "vhdwatch outbox list" says why, "outbox retry ID" tries again${wait}`);
  if (wait !== '') return warn(name, `${counts}${wait}`);
  const [inVain] = describeTriedInVain(context);
  return inVain === undefined ? ok(name, counts) : warn(name, `${counts}; ${inVain}`);
}

const FEW_REQUESTS = 10;

/** Asks the outside. Never throws. */
async function checkOutside(probes: DoctorProbes): Promise<readonly DoctorCheck[]> {
  return [
    ok('configuration', probes.configuration),
    ...probes.mistyped.map((mistyped) => warn(mistyped.name, sayMistyped(mistyped))),
    await checkGitHub(probes),
    ...(await probes.checkChat()),
    ok('POLL_SCHEDULE', `next ${formatInstant(probes.findNextPollAt())}`),
  ];
}

/** As reminders are sent: on a working day, whatever day the setting names. */
function checkReminders(context: AppContext): DoctorCheck {
  const { reminders, timeZone, clock } = context;
  const last = sayLast(findLastDelivered(context).reminder, clock.now());
  const next = findNextDue(clock.now(), { ...reminders, timeZone });
  return ok(
    'REMINDER_SCHEDULE',
    `next ${formatInstant(next.toISOString())}, where a channel has no day of its own; last reminder ${last}`,
  );
}

async function checkGitHub(probes: DoctorProbes): Promise<DoctorCheck> {
  const name = 'GitHub';
  try {
    const limits = await probes.fetchRateLimit();
    if (!limits) return ok(name, 'reachable, no rate limit');
    const detail = `reachable, ${limits.remaining} of ${limits.limit} requests left until ${formatInstant(limits.resetAt)}`;
    if (limits.remaining >= FEW_REQUESTS) return ok(name, detail);
    return warn(name, `${detail}: set GITHUB_TOKEN, which allows 5,000 an hour`);
  } catch (error) {
    return fail(name, error instanceof Error ? error.message : 'cannot be asked');
  }
}
