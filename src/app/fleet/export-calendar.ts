import { type CalendarDate, dayOf, lastDayOf } from '../../domain/calendar-date.ts';
import { hasLongTermSupport } from '../../domain/cluster.ts';
import { phraseOfPhase, titleOfSubject } from '../../domain/describe-end.ts';
import { minorOf } from '../../domain/kubernetes-version.ts';
import type { NewsRetirement } from '../../domain/notification.ts';
import { listRetirementsAhead, mergeSameDays } from '../../messages/list-retirements-ahead.ts';
import type { AppContext } from '../app-context.ts';
import { assessFleet, type FleetAssessment } from './assess-fleet.ts';

/** A day on which something ends that the registered fleet uses. */
export interface FleetDate {
  /** Stays the same while the date moves, so that calendars move the entry. */
  readonly id: string;
  readonly on: CalendarDate;
  readonly title: string;
  /** The pools or clusters it concerns, by name. */
  readonly concerned: readonly string[];
  /** Where it is stated. */
  readonly url: string;
}

/** What the dates rest on: the whole fleet, or some of its pools. */
type DatedPools = Pick<FleetAssessment, 'pools' | 'lifecycle' | 'now'>;

/** Ends ahead of OS SKUs, features and Kubernetes minors that the fleet uses, soonest first. */
export function listFleetDates(context: AppContext): readonly FleetDate[] {
  return listDatesOf(assessFleet(context));
}

/** The same for these pools. */
export function listDatesOf(fleet: DatedPools): readonly FleetDate[] {
  const ahead = listRetirementsAhead(fleet.lifecycle, fleet.pools, fleet.now).filter(
    ({ pools, date }) => pools.length > 0 && date !== null,
  );
  const retirements = mergeSameDays(ahead).map(toFleetDate);
  return [...retirements, ...listKubernetesDates(fleet)].sort(
    (a, b) => a.on.localeCompare(b.on) || a.id.localeCompare(b.id),
  );
}

function toFleetDate({ subject, phase, date, pools, url }: NewsRetirement): FleetDate {
  return {
    id: `${subject}/${phase}`,
    on: lastDayOf(date ?? ''),
    title: `${titleOfSubject(subject)} ${phraseOfPhase(phase)}`,
    concerned: pools.map(({ cluster, nodePool }) => `${cluster}/${nodePool}`),
    url,
  };
}

function listKubernetesDates({ pools, lifecycle, now }: DatedPools): readonly FleetDate[] {
  const clusters = [...new Set(pools.map(({ cluster }) => cluster))];
  const byMinor = Map.groupBy(clusters, ({ kubernetesVersion }) => minorOf(kubernetesVersion ?? ''));
  return lifecycle.kubernetesVersions.flatMap(({ minor, endOfSupportOn, endOfLtsOn, sourceUrl }) => {
    const all = byMinor.get(minor) ?? [];
    const isOver = endOfSupportOn !== null && lastDayOf(endOfSupportOn) < dayOf(now);
    const ends = [
      {
        id: `Kubernetes/${minor}/support`,
        on: endOfSupportOn,
        title: `Kubernetes ${minor} leaves support on AKS`,
        clusters: all.filter((cluster) => !hasLongTermSupport(cluster)),
      },
      {
        id: `Kubernetes/${minor}/lts`,
        on: endOfLtsOn,
        title: `Kubernetes ${minor} leaves long-term support on AKS`,
        // Once support is over, it is all that is left for the others as well.
        clusters: all.filter((cluster) => isOver || hasLongTermSupport(cluster)),
      },
    ];
    return ends.flatMap(({ id, on, title, clusters: concerned }) =>
      on === null || lastDayOf(on) < dayOf(now) || concerned.length === 0
        ? []
        : [{ id, on: lastDayOf(on), title, concerned: concerned.map(({ name }) => name), url: sourceUrl }],
    );
  });
}
