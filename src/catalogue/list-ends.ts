import { type CalendarDate, lastDayOf } from '../domain/calendar-date.ts';
import type { Lifecycle, StatedDate } from '../domain/lifecycle.ts';
import type { RetirementPhase, RetirementSubject } from '../domain/retirement-statement.ts';

/** One end by the newest word of notes, calendar and built-in dates. */
export interface End {
  readonly subject: RetirementSubject;
  readonly phase: RetirementPhase | 'end-of-lts';
  readonly date: CalendarDate | null;
  readonly fromKubernetes: string | null;
  readonly statedIn: string;
  /** What other sources say, where it differs. */
  readonly contradictions: readonly StatedDate[];
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
  ].flatMap(({ subject, own }) => own.map((phase): End => ({ ...phase, subject })));
  const ends = [...phases, ...listKubernetesEnds(lifecycle)];
  const isPast = ({ date }: End): boolean => date !== null && lastDayOf(date) < today;
  const isKnown = ({ date, fromKubernetes }: End): boolean => date !== null || fromKubernetes !== null;
  return {
    ahead: ends.filter((end) => isKnown(end) && !isPast(end)).sort((a, b) => dayOfEnd(a).localeCompare(dayOfEnd(b))),
    past: ends.filter(isPast).sort((a, b) => dayOfEnd(b).localeCompare(dayOfEnd(a))),
  };
}

function listKubernetesEnds({ kubernetesVersions }: Lifecycle): readonly End[] {
  return kubernetesVersions.flatMap(({ minor, endOfSupportOn, endOfLtsOn, sourceUrl, contradictions }) => {
    const row = { subject: `Kubernetes/${minor}`, fromKubernetes: null, statedIn: sourceUrl };
    return [
      { ...row, phase: 'retirement' as const, date: endOfSupportOn, contradictions },
      { ...row, phase: 'end-of-lts' as const, date: endOfLtsOn, contradictions: [] },
    ];
  });
}

function dayOfEnd({ date }: End): string {
  return date === null ? '9999' : lastDayOf(date);
}
