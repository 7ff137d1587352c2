import type { RetirementPhase } from '../../domain/lifecycle.ts';
import type { DateMention } from '../text/note-dates.ts';
import type { Mention } from './mention.ts';

/** What a clause says of an end; what it leaves open is taken from what stands near. */
export interface Claim {
  readonly phase: RetirementPhase;
  /** What ends, where the clause names it. */
  readonly things: readonly Mention[];
  /** 0 for plain words; from `1 - SURE` up it is no statement. */
  readonly cost: number;
  readonly date: DateMention | null;
  /** The Kubernetes minor from which it holds. */
  readonly bound: string | null;
  /** True for a bare noun ("Windows Server 2019 retirement"). */
  readonly isNoun: boolean;
  /** True where the clause speaks of what was named before it ("its images", "they"). */
  readonly isOpen: boolean;
  /** True for what often is not for all of a thing, or not for good: "is not supported". */
  readonly isWeak: boolean;
  /** Index of its clause. */
  readonly clause: number;
  /** Offsets of its clause's words into the sentence. */
  readonly start: number;
  readonly end: number;
}
