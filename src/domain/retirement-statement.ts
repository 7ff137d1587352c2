import type { CalendarDate } from './calendar-date.ts';

/** What ends: an OS SKU, `Kubernetes/1.30`, or `WindowsFeature/<name>`. */
export type RetirementSubject = string;

/** How it ends; one subject goes through several. */
export type RetirementPhase =
  | 'retirement'
  | 'no-new-node-pools'
  | 'no-new-images'
  | 'image-removal'
  | 'lts-only'
  | 'platform-support'
  | 'removal'
  | 'date-changed';

/** Whose support of a Kubernetes minor ends: everybody's, or that of clusters under long-term support. */
export type SupportPlan = 'community' | 'lts';

/** One statement that ends, limits or moves support, as a note makes it. */
export interface RetirementStatement {
  readonly subject: RetirementSubject;
  readonly phase: RetirementPhase;
  /** Day or month it takes effect; `null` where none is given or a version is the bound. */
  readonly date: CalendarDate | null;
  /** The exact words of the note. */
  readonly quote: string;
  /** Kubernetes minor from which it applies ("not supported in Kubernetes 1.37 and above" -> `1.37`). */
  readonly fromKubernetes: string | null;
  /** The support plan of a Kubernetes minor that it names; absent where it names none, or was stored before plans were read. */
  readonly plan?: SupportPlan;
  /** Set when the date is plainly mistyped: a sentence about the future with a date in the past. */
  readonly doubt: 'past-date' | null;
}
