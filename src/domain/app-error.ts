/** What kind of failure this is, for programs; the message is for people. */
export type AppErrorCode =
  | 'invalid_config'
  | 'invalid_usage'
  | 'invalid_input'
  | 'not_found'
  | 'conflict'
  | 'forbidden'
  | 'unavailable'
  | 'rate_limited'
  | 'storage'
  | 'unsupported_node';

/**
 * A failure that a person can act on: `message` says what happened and what to do next.
 * Anything else that is thrown is a defect of ours and is reported as "internal".
 */
export class AppError extends Error {
  readonly code: AppErrorCode;
  /** Instant before which asking again is in vain, where the other side said so. UTC ISO text. */
  readonly retryAt: string | null;

  constructor(code: AppErrorCode, message: string, options?: ErrorOptions & { readonly retryAt?: string | null }) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.retryAt = options?.retryAt ?? null;
  }
}
