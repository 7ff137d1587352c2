import type { AppErrorCode } from './app-error.ts';
import type { SourceName } from './source-document.ts';

/** How polling a source has been going. Instants are UTC ISO text. */
export interface SourceState {
  readonly name: SourceName;
  readonly lastAttemptAt: string | null;
  /** Where the last attempt asked; `null` where the source does not say. */
  readonly addressHash: string | null;
  readonly lastSuccessAt: string | null;
  readonly lastError: string | null;
  /** Kind of the last failure; `null` while it works. */
  readonly lastErrorCode: AppErrorCode | null;
  /** Instant before which the source asked not to be asked again; `null` when it did not say. */
  readonly retryAt: string | null;
  /** Failures in a row. */
  readonly failures: number;
  /** First of the failures in a row. */
  readonly failingSince: string | null;
  /** When the operators were told of them. */
  readonly alarmedAt: string | null;
}
