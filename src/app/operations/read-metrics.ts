import { type CalendarDate, lastDayOf } from '../../domain/calendar-date.ts';
import type { Severity } from '../../domain/finding.ts';
import type { AssessedPool, NodePoolStatus } from '../../domain/node-pool-assessment.ts';
import type { NotificationContent } from '../../domain/notification.ts';
import type { OsSku } from '../../domain/os-sku.ts';
import type { OutboxState } from '../../domain/outbox-entry.ts';
import { keyOfPool } from '../../domain/pool-reference.ts';
import type { SourceName, SourceState } from '../../domain/source-document.ts';
import type { ChannelScope } from '../../routing/route-channels.ts';
import type { FoundEnd } from '../../store/finding-store.ts';
import type { DeliveryTotal } from '../../store/outbox-store.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet } from '../fleet/assess-fleet.ts';
import { listScopes } from '../fleet/channel-scopes.ts';
import { findDiscoveryState } from '../fleet/discovery-state.ts';
import { readFleetStatus } from '../fleet/fleet-status.ts';

/** What is kept, counted and aged, at one instant. Instants are UTC ISO text, `null` where there is none. */
export interface ServiceMetrics {
  readonly now: Date;
  readonly outbox: Readonly<Record<OutboxState, number>>;
  /** Attempts ever made, by kind of message and how they ended. */
  readonly deliveries: readonly DeliveryTotal[];
  /** When the earliest unfinished notification is or was due. */
  readonly nextDueAt: string | null;
  readonly lastDeliveryAt: string | null;
  readonly lastReminderAt: string | null;
  /** Every source that is asked, also one that was never asked yet (`null`). */
  readonly sources: readonly { readonly name: SourceName; readonly state: SourceState | null }[];
  /** The latest discovery that succeeded. */
  readonly discoveredAt: string | null;
  readonly clusters: number;
  readonly nodePools: Readonly<Record<NodePoolStatus, number>>;
  readonly findings: Readonly<Record<Severity, number>>;
  readonly worst: readonly WorstPools[];
  readonly pools: readonly AssessedPool[];
}

/** The worst that a channel has of one OS SKU. */
interface WorstPools {
  readonly channel: string;
  readonly osSku: OsSku;
  /** Age of the oldest image, in days; `null` where none is known. */
  readonly ageDays: number | null;
  /** The earliest end that is ahead, or past, of what its pools need. */
  readonly endOn: CalendarDate | null;
}

const REMINDER: NotificationContent['kind'] = 'upgrade-reminder';

/** Counts what the store holds. Reads only. @throws AppError `storage` */
export function readMetrics(context: AppContext): ServiceMetrics {
  const { store, sources } = context;
  const fleet = assessFleet(context);
  const { clusters, counts, findings } = readFleetStatus(context);
  const deliveries = store.outbox.listDeliveryTotals();
  const delivered = deliveries.filter(({ outcome }) => outcome === 'delivered');
  const endOf = createEnds(store.findings.listEnds());
  return {
    now: fleet.now,
    outbox: store.outbox.countByState(),
    deliveries,
    nextDueAt: store.outbox.findNextDueAt(fleet.now.toISOString()),
    lastDeliveryAt: findLatest(delivered),
    lastReminderAt: findLatest(delivered.filter(({ kind }) => kind === REMINDER)),
    sources: sources.map(({ name }) => ({ name, state: store.sources.find(name) })),
    discoveredAt: findDiscoveryState(context)?.lastSuccessAt ?? null,
    clusters,
    nodePools: counts,
    findings: findings.countOpen(),
    worst: listScopes(context, fleet).flatMap((scope) => findWorst(scope, endOf)),
    pools: fleet.pools,
  };
}

function findLatest(totals: readonly DeliveryTotal[]): string | null {
  return totals.reduce<string | null>(
    (latest, { lastAt }) => (latest !== null && latest > lastAt ? latest : lastAt),
    null,
  );
}

/** The earliest end of a pool; `null` without one. Of a large fleet only the days are read, not the findings. */
function createEnds(ends: readonly FoundEnd[]): (pool: AssessedPool) => CalendarDate | null {
  const days = new Map(ends.map((end) => [keyOfPool(end), lastDayOf(end.due)]));
  return ({ cluster: { id: clusterId }, nodePool: { name } }) =>
    findEarlier(days.get(keyOfPool({ clusterId, nodePool: name })), days.get(keyOfPool({ clusterId, nodePool: null })));
}

function findEarlier(a: CalendarDate | null = null, b: CalendarDate | null = null): CalendarDate | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function findWorst(
  { destination: { channel }, pools }: ChannelScope,
  endOf: (pool: AssessedPool) => CalendarDate | null,
): readonly WorstPools[] {
  const bySku = Map.groupBy(pools, ({ assessment }) => assessment.osSku);
  return [...bySku].flatMap(([osSku, own]): readonly WorstPools[] => {
    if (osSku === null) return [];
    let ageDays: number | null = null;
    let endOn: CalendarDate | null = null;
    for (const pool of own) {
      const { ageDays: age } = pool.assessment;
      if (age !== null && (ageDays === null || age > ageDays)) ageDays = age;
      endOn = findEarlier(endOn, endOf(pool));
    }
    return [{ channel, osSku, ageDays, endOn }];
  });
}
