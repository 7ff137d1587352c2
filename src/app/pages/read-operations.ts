import { loadLifecycleFile } from '../../catalogue/lifecycle.ts';
import { findLifecycleAge, type LifecycleAge } from '../../catalogue/lifecycle-age.ts';
import { dayOf } from '../../domain/calendar-date.ts';
import type { ChannelRefusal } from '../../domain/channel-subscription.ts';
import type { OutboxState } from '../../domain/notification.ts';
import type { AppContext } from '../app-context.ts';
import { findSendingPause } from '../delivery/sending-pause.ts';
import { type DiscoveryState, findDiscoveryState } from '../fleet/discovery-state.ts';
import { readFleetStatus } from '../fleet/fleet-status.ts';
import { type Health, readHealth } from '../operations/read-health.ts';
import { findWorker } from '../work-lease.ts';
import { listSourceAges, type SourceAge } from './read-overview.ts';

/** How vhdwatch itself is doing. */
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
  readonly refusals: readonly ChannelRefusal[];
  readonly discovery: DiscoveryState | null;
  /** When each schedule is due next, UTC ISO text; empty where nobody runs by one. */
  readonly schedules: readonly { readonly name: string; readonly at: string }[];
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
    nextDueAt: store.outbox.findNextDueAt(),
    pause: findSendingPause(context),
    refusals: store.channelRefusals.list(),
    discovery: findDiscoveryState(context),
    schedules: probes?.listNextRuns() ?? [],
    lifecycle: findLifecycleAge(store.catalogue.get(), loadLifecycleFile(), dayOf(now)),
    worker: findWorker(context),
    version,
    migrations: store.listMigrations().length,
  };
}
