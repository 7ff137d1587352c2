import type { Actor } from '../../domain/actor.ts';
import { AppError } from '../../domain/app-error.ts';
import type { UndoStep } from '../../domain/audit-entry.ts';
import { type CalendarDate, dayOf, formatDate } from '../../domain/calendar-date.ts';
import type { NodeImage } from '../../domain/catalogue.ts';
import type { Finding } from '../../domain/finding.ts';
import { fixesSomething } from '../../domain/image-security.ts';
import {
  findSnoozeProblems,
  type Hold,
  isSnooze,
  LONGEST_REASON,
  type PoolScope,
  type Snooze,
} from '../../domain/suppression.ts';
import { findNextImage, isSnoozeOvertaken } from '../../reminders/suppressions.ts';
import type { Destination } from '../../routing/route-channels.ts';
import { type AppContext, type RecordedChange, recordChange, type WritingContext } from '../app-context.ts';
import { adviseOn, type FleetAssessment } from '../fleet/assess-fleet.ts';
import { describeImage, type ImageDescription } from '../images/read-catalogue.ts';
import { type MessagePlace, noteProgress } from '../messages/posted-message.ts';

interface SnoozeRequest {
  /** `null` in every channel. */
  readonly channel: string | null;
  readonly targets: readonly SnoozeTarget[];
  readonly place?: MessagePlace;
  readonly untilOn: CalendarDate;
  readonly reason: string;
}

/** A cluster or one node pool of it; both `null` for everything that the channel hears about. */
type SnoozeTarget = Omit<PoolScope, 'channel'>;

/** Lets reminders wait, with who and why in the audit log. @throws AppError `invalid_input` */
export function snoozeReminders(context: AppContext, actor: Actor, request: SnoozeRequest): RecordedChange<null> {
  const now = context.clock.now();
  const problems = Object.values(findSnoozeProblems(request, now));
  if (problems.length > 0) throw new AppError('invalid_input', problems.join(' '));
  const { channel, targets, untilOn, place } = request;
  const reason = request.reason.trim();
  return recordChange(context, (writing) => {
    const said = {
      endsWhen: 'worse-finding' as const,
      untilOn,
      reason,
      url: null,
      actor,
      createdAt: now.toISOString(),
    };
    const undo = targets.map(({ clusterId, nodePool }): UndoStep => {
      const suppressionId = writing.store.suppressions.add({ ...said, scope: { channel, clusterId, nodePool } });
      return { kind: 'end-suppression', suppressionId };
    });
    if (place) {
      noteProgress(writing, place, { snoozed: { by: actor, untilOn, reason } });
      undo.push({ kind: 'restore-progress', ...place, progress: { snoozed: null } });
    }
    const names = targets.map(({ clusterId, nodePool }) =>
      [clusterId ?? 'everything', nodePool].filter((part) => part !== null).join('/'),
    );
    const subject = names.join(', ').slice(0, 500);
    const detail = `Snoozed reminders of ${subject} until ${formatDate(untilOn)}: ${reason}`;
    return { result: null, entry: { actor, action: 'snooze', subject, detail, undo } };
  });
}

/** @throws AppError `conflict` */
export function ensureNotHeld({ image, hold }: ImageDescription): void {
  if (hold) throw new AppError('conflict', `${image.version} is on hold already: ${hold.reason} (${hold.actor.name}).`);
}

/** `reason`: trimmed, and not empty. @throws AppError `not_found` for an unknown image, `conflict` when it is held already */
export function holdImage(
  context: AppContext,
  actor: Actor,
  request: Pick<Hold, 'reason' | 'url'> & { readonly version: string },
): RecordedChange<null> {
  const reason = request.reason.slice(0, LONGEST_REASON);
  return recordChange(context, (writing) => {
    const { store, clock } = writing;
    const described = describeImage(writing, request.version);
    ensureNotHeld(described);
    const { version, osSku } = described.image;
    const said = { reason, url: request.url, actor, createdAt: clock.now().toISOString() };
    const scope = { version, osSku };
    const suppressionId = store.suppressions.add({ ...said, endsWhen: 'next-image', scope, untilOn: null });
    const detail = `Put ${version} on hold: ${reason}`;
    const undo: readonly UndoStep[] = [{ kind: 'end-suppression', suppressionId }];
    return { result: null, entry: { actor, action: 'hold', subject: version, detail, undo } };
  });
}

/** Ends what the world has overtaken: snoozes by a crossed limit or a security update, holds by the next image. */
export function expireSuppressions(
  context: WritingContext,
  fleet: FleetAssessment,
  findingsOf: (clusterIds: readonly string[]) => readonly Finding[],
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
  findingsOf: (clusterIds: readonly string[]) => readonly Finding[],
  destinations: readonly Destination[],
): boolean {
  const { scope, createdAt } = snooze;
  const { clusterId, nodePool, channel } = scope;
  const destination = destinations.find((one) => one.channel === channel);
  const clusters = fleet
    .clusters()
    .filter((cluster) => (clusterId === null || cluster.id === clusterId) && (destination?.owns(cluster) ?? true));
  const covered = new Set(clusters.map(({ id }) => id));
  const covers = (one: { clusterId: string; nodePool: string | null }) =>
    covered.has(one.clusterId) && (nodePool === null || one.nodePool === nodePool);
  const images = fleet.catalogue.images.filter((image) => !isNewReason(image, createdAt));
  const then = { ...fleet, catalogue: { ...fleet.catalogue, images }, now: new Date(createdAt) };
  return isSnoozeOvertaken(snooze, {
    findings: findingsOf([...covered]).filter(covers),
    findingsThen: clusters.flatMap((cluster) => adviseOn(then, cluster)?.findings ?? []).filter(covers),
    pools: fleet.pools.filter(({ cluster, nodePool: { name } }) => covers({ clusterId: cluster.id, nodePool: name })),
  });
}

/** One that came since and fixes nothing is as if it had been there: to be behind by it as well is nothing worse. */
function isNewReason({ announcedAt, security }: NodeImage, since: string): boolean {
  const fixesNothing = security !== null && !fixesSomething(security);
  return announcedAt !== null && announcedAt > since && !fixesNothing;
}
