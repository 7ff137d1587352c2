import { type CalendarDate, lastDayOf } from './calendar-date.ts';
import type { SupportPlan } from './kubernetes-version.ts';
import type { EarlierWord, EndPhase, KubernetesLifecycle, Lifecycle, StatedDate } from './lifecycle.ts';
import type { RetirementSubject } from './retirement-statement.ts';

/** One end by the newest word of notes, calendar and built-in dates: a day, or the Kubernetes minor that bounds it. */
export interface End {
  readonly subject: RetirementSubject;
  readonly phase: EndPhase;
  /** Support plan whose clusters it concerns; `null` where it is every one's. */
  readonly plan: SupportPlan | null;
  readonly date: CalendarDate | null;
  /** `null` where there is a day. */
  readonly fromKubernetes: string | null;
  readonly statedIn: string;
  readonly url: string;
  /** The exact words, where a note states it. */
  readonly quote: string | null;
  /** What other sources say, where it differs. */
  readonly contradictions: readonly StatedDate[];
  /** What it was before, newest first. */
  readonly previous: readonly EarlierWord[];
}

/** Ends by when they come. What has neither a day nor a bound is in none of them. */
export interface Ends {
  /** Nearest first; what only a Kubernetes version bounds comes last. */
  readonly ahead: readonly End[];
  /** Latest first. */
  readonly past: readonly End[];
}

/** What ends, and when: OS SKUs, features, and Kubernetes minors with each support plan. */
export function listEnds(lifecycle: Lifecycle, today: CalendarDate): Ends {
  const phases = [
    ...lifecycle.osSkus.map(({ osSku, phases: own }) => ({ subject: osSku, own })),
    ...lifecycle.features.map(({ subject, phases: own }) => ({ subject, own })),
  ].flatMap(({ subject, own }) =>
    own.map(({ statedOn: _, previous = [], ...phase }): End => ({ ...phase, subject, plan: null, previous })),
  );
  const ends = [...phases, ...lifecycle.kubernetesVersions.flatMap(listKubernetesEnds)];
  const isPast = ({ date }: End): boolean => date !== null && lastDayOf(date) < today;
  const isKnown = ({ date, fromKubernetes }: End): boolean => date !== null || fromKubernetes !== null;
  return {
    ahead: ends.filter((end) => isKnown(end) && !isPast(end)).sort((a, b) => dayOfEnd(a).localeCompare(dayOfEnd(b))),
    past: ends.filter(isPast).sort((a, b) => dayOfEnd(b).localeCompare(dayOfEnd(a))),
  };
}

function listKubernetesEnds(version: KubernetesLifecycle): readonly End[] {
  const { minor, endOfSupportOn, endOfLtsOn, sourceUrl: url, contradictions } = version;
  const subject = `Kubernetes/${minor}`;
  const row = { subject, fromKubernetes: null, statedIn: 'AKS support calendar', url, quote: null, previous: [] };
  return [
    { ...row, phase: 'retirement', plan: 'community', date: endOfSupportOn, contradictions },
    { ...row, phase: 'end-of-lts', plan: 'lts', date: endOfLtsOn, contradictions: [] },
  ];
}

function dayOfEnd({ date }: End): string {
  return date === null ? '9999' : lastDayOf(date);
}
