import type { RetirementStatement } from '../../domain/lifecycle.ts';

/** A statement as it was read; `weak` when a bare noun made it ("Windows Server 2019 retirement") and no date. */
export interface ReadStatement extends RetirementStatement {
  readonly weak: boolean;
}
