import { findAdvice } from '../../advice/find-advice.ts';
import { dayOf } from '../../domain/calendar-date.ts';
import type { NodeImage } from '../../domain/catalogue.ts';
import type { Finding } from '../../domain/finding.ts';
import { fixesSomething } from '../../domain/image-security.ts';
import { isSnooze, type Snooze } from '../../domain/suppression.ts';
import { findNextImage, isSnoozeOvertaken } from '../../reminders/suppressions.ts';
import type { Destination } from '../../routing/route-channels.ts';
import type { WritingContext } from '../app-context.ts';
import type { FleetAssessment } from '../fleet/assess-fleet.ts';

/** Ends what the world has overtaken: snoozes by a crossed limit or a security update, holds by the next image. */
export function expireSuppressions(
  context: WritingContext,
  fleet: FleetAssessment,
  findingsOf: (clusterId: string) => readonly Finding[],
  destinations: readonly Destination[],
): void {
  const { store, logger } = context;
  for (const one of store.suppressions.listOpen(dayOf(fleet.now))) {
    const isOver = isSnooze(one)
      ? isOvertaken(one, fleet, findingsOf, destinations)
      : findNextImage(one, fleet.catalogue.images) !== null;
    if (!isOver) continue;
    store.suppressions.end(one.id, fleet.now.toISOString());
    logger.info('A suppression was overtaken', { id: one.id, by: one.endsWhen });
  }
}

/** What was so then is worked out again, with the images that were known: nothing has to be kept for it. */
function isOvertaken(
  snooze: Snooze,
  fleet: FleetAssessment,
  findingsOf: (clusterId: string) => readonly Finding[],
  destinations: readonly Destination[],
): boolean {
  const { scope, createdAt } = snooze;
  const { clusterId, nodePool, channel } = scope;
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
