import { loadLifecycleFile } from '../../catalogue/lifecycle.ts';
import { findLifecycleAge } from '../../catalogue/lifecycle-age.ts';
import { dayOf } from '../../domain/calendar-date.ts';
import { LEADING } from '../../sources/source-kits.ts';
import type { AppContext } from '../app-context.ts';
import { findSlackProblem } from '../delivery/sending-pause.ts';
import { findFleetDoubts } from '../fleet/find-fleet-doubts.ts';
import type { DoctorCheck } from './doctor-check.ts';
import { checkOutside } from './doctor-probes.ts';
import { readHealth } from './read-health.ts';

/** Checks what a running vhdwatch depends on. Changes nothing. */
export async function runDoctor(context: AppContext): Promise<readonly DoctorCheck[]> {
  return [
    ...(context.probes ? await checkOutside(context.probes) : []),
    checkDatabase(context),
    ...checkSources(context),
    checkService(context),
    checkBuiltInDates(context),
    checkFleet(context),
    checkOutbox(context),
    checkChannel(context),
  ];
}

function checkDatabase({ store }: AppContext): DoctorCheck {
  const found = store.checkIntegrity();
  return found === 'ok'
    ? { name: 'database', result: 'ok', detail: `intact, ${store.listMigrations().length} migrations` }
    : {
        name: 'database',
        result: 'failed',
        detail: `damaged (${found}): stop the service, then "vhdwatch restore FILE" with a backup`,
      };
}

function checkSources({ store, sources }: AppContext): readonly DoctorCheck[] {
  return sources.map(({ name }): DoctorCheck => {
    const state = store.sources.find(name);
    if (!state) return { name: `source ${name}`, result: 'warning', detail: 'never polled: run "vhdwatch poll"' };
    if (state.lastError) {
      const main = name === LEADING.name;
      return {
        name: `source ${name}`,
        result: main ? 'failed' : 'warning',
        detail: `${state.failures} failure(s) in a row: ${state.lastError}`,
      };
    }
    return { name: `source ${name}`, result: 'ok', detail: `last success ${state.lastSuccessAt}` };
  });
}

/** Whether somebody does the work; the checks of each source and of the outbox say the rest. */
function checkService(context: AppContext): DoctorCheck {
  const { problems } = readHealth(context);
  return problems.length === 0
    ? { name: 'service', result: 'ok', detail: 'polls and deliveries keep to their time' }
    : {
        name: 'service',
        result: 'warning',
        detail: `${problems.join('; ')}. Run "vhdwatch serve" where it is not running.`,
      };
}

function checkBuiltInDates({ store, clock }: AppContext): DoctorCheck {
  const age = findLifecycleAge(store.catalogue.get(), loadLifecycleFile(), dayOf(clock.now()));
  const detail = `checked ${age.checkedOn}, newest fact about an end ${age.newestOn}`;
  return age.isOld
    ? { name: 'built-in dates', result: 'warning', detail: `${detail}: update vhdwatch, AKS may have moved some since` }
    : { name: 'built-in dates', result: 'ok', detail };
}

function checkFleet(context: AppContext): DoctorCheck {
  const clusters = context.store.clusters.list();
  const doubts = findFleetDoubts(context, clusters);
  const isFine = clusters.length > 0 && doubts.length === 0;
  const oldest = clusters.map(({ asOf }) => asOf).sort()[0];
  const detail =
    oldest === undefined
      ? 'no clusters: "vhdwatch clusters import FILE" or "vhdwatch clusters discover".'
      : `${clusters.length} cluster(s), oldest report ${oldest}.`;
  return { name: 'fleet', result: isFine ? 'ok' : 'warning', detail: [detail, ...doubts].join(' ') };
}

function checkOutbox(context: AppContext): DoctorCheck {
  const { store } = context;
  const problem = findSlackProblem(context);
  if (problem !== null) {
    const detail = `nothing is sent, because Slack refused the token (${problem}): correct SLACK_BOT_TOKEN`;
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
    : { name: 'outbox', result: 'ok', detail: counts };
}

/** Without Slack the messages are filed under a name that Slack could not have. */
function isSlackId(channel: string): boolean {
  return /^[A-Z]/.test(channel);
}

function checkChannel({ defaultChannel }: AppContext): DoctorCheck {
  return defaultChannel === null
    ? {
        name: 'SLACK_CHANNEL',
        result: 'warning',
        detail: 'not set: release news goes only to channels that own clusters or subscribed',
      }
    : {
        name: 'SLACK_CHANNEL',
        result: 'ok',
        detail: isSlackId(defaultChannel) ? defaultChannel : 'not set: messages go to the inbox page',
      };
}
