import type { SourceName } from './source-document.ts';

/** How polling a source has been going. Instants are UTC ISO text. */
export interface SourceState {
  readonly name: SourceName;
  readonly lastAttemptAt: string | null;
  readonly lastSuccessAt: string | null;
  readonly lastError: string | null;
  /** Failures in a row. */
  readonly failures: number;
  /** First of the failures in a row. */
  readonly failingSince: string | null;
  /** When the operators were told of them. */
  readonly alarmedAt: string | null;
}
