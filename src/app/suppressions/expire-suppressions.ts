import { findAdvice } from '../../advice/find-advice.ts';
import { type CalendarDate, dayOf } from '../../domain/calendar-date.ts';
import type { NodeImage } from '../../domain/catalogue.ts';
import type { Finding } from '../../domain/finding.ts';
import { fixesSomething } from '../../domain/image-security.ts';
import type { Snooze } from '../../domain/snooze.ts';
import { findNextImage, isSnoozeOvertaken, type Suppressions } from '../../reminders/suppressions.ts';
import type { Destination } from '../../routing/route-channels.ts';
import type { AppContext, WritingContext } from '../app-context.ts';
import type { FleetAssessment } from '../fleet/assess-fleet.ts';

/** Ends snoozes that a crossed limit or a security update has overtaken, and holds that the next image lifts. */
export function expireSuppressions(
  context: WritingContext,
  fleet: FleetAssessment,
  findingsOf: (clusterId: string) => readonly Finding[],
  destinations: readonly Destination[],
): void {
  const { store, logger } = context;
  const at = fleet.now.toISOString();
  for (const snooze of store.snoozes.listOpen(dayOf(fleet.now))) {
    if (!isOvertaken(snooze, fleet, findingsOf, destinations)) continue;
    store.snoozes.end(snooze.id, at);
    logger.info('A snooze ends early: it became more urgent, or a security update landed', { snooze: snooze.id });
  }
  for (const hold of store.imageHolds.listOpen()) {
    const next = findNextImage(hold, fleet.catalogue.images);
    if (!next) continue;
    store.imageHolds.end(hold.id, at);
    logger.info('The next image lifts a hold', { held: hold.version, next: next.version });
  }
}

/** What was so then is worked out again, with the images that were known: nothing has to be kept for it. */
function isOvertaken(
  snooze: Snooze,
  fleet: FleetAssessment,
  findingsOf: (clusterId: string) => readonly Finding[],
  destinations: readonly Destination[],
): boolean {
  const { clusterId, nodePool, createdAt, channel } = snooze;
  const destination = destinations.find((one) => one.channel === channel);
  const clusters = fleet.clusters.filter(
    (cluster) => (clusterId === null || cluster.id === clusterId) && (destination?.owns(cluster) ?? true),
  );
  const covered = new Set(clusters.map(({ id }) => id));
  const covers = (one: { clusterId: string; nodePool: string | null }) =>
    covered.has(one.clusterId) && (nodePool === null || one.nodePool === nodePool);
  const { catalogue, lifecycle } = fleet;
  const images = catalogue.images.filter((image) => !isNewReason(image, createdAt));
  const now = new Date(createdAt);
  return isSnoozeOvertaken(snooze, {
    findings: clusters.flatMap(({ id }) => findingsOf(id)).filter(covers),
    findingsThen: clusters
      .flatMap((cluster) =>
        findAdvice({ cluster, catalogue: { ...catalogue, images }, lifecycle, now, ...fleet.insightsOf(cluster.id) }),
      )
      .filter(covers),
    pools: fleet.pools.filter(({ cluster, nodePool: { name } }) => covers({ clusterId: cluster.id, nodePool: name })),
  });
}

/** One that came since and fixes nothing is as if it had been there: to be behind by it as well is nothing worse. */
function isNewReason({ announcedAt, security }: NodeImage, since: string): boolean {
  const fixesNothing = security !== null && !fixesSomething(security);
  return announcedAt !== null && announcedAt > since && !fixesNothing;
}

/** What is snoozed and held on a day. */
export function readSuppressions({ store }: AppContext, today: CalendarDate): Suppressions {
  return { snoozes: store.snoozes.listOpen(today), holds: store.imageHolds.listOpen(), today };
}
