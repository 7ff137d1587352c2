import manifest from '../../../package.json' with { type: 'json' };
import type { AppError } from '../../domain/app-error.ts';
import { redactSecrets } from '../../domain/secrets.ts';

/** The platform's `fetch`, or one that behaves like it. */
export type Fetch = typeof globalThis.fetch;

interface FetchLimits {
  readonly timeoutMs: number;
  /** After decompression. */
  readonly maxBytes: number;
  /** Ends what is under way, when the process stops. */
  readonly signal?: AbortSignal | undefined;
  /** The failure to throw for a larger answer; `limit` is for people: `64 MB`. */
  readonly refuse: (limit: string) => AppError;
}

/** An answer whose body is still to be read, at most once. */
export interface StreamedAnswer {
  readonly status: number;
  readonly headers: Headers;
  /**
   * The decompressed body as it arrives. Whoever stops early ends the transfer. @throws what `refuse` gives, or as
   * fetch does
   */
  readonly chunks: AsyncIterable<Uint8Array<ArrayBuffer>>;
  cancel(): Promise<void>;
}

const STATUSES_WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * A `fetch` that has read the whole body when it resolves, within the limits. Octokit itself would take a body that
 * broke off for an empty one.
 */
export function createBoundedFetch(fetch: Fetch, limits: FetchLimits): Fetch {
  return async (input, init) => {
    const { status, headers, chunks } = await fetchStreamed(fetch, limits, input, init);
    const body = await collect(chunks);
    return new Response(STATUSES_WITHOUT_BODY.has(status) ? null : body, { status, headers });
  };
}

/** One request within the limits, whose body is read bit by bit. @throws as fetch does */
export async function fetchStreamed(
  fetch: Fetch,
  limits: FetchLimits,
  ...[input, init]: Parameters<Fetch>
): Promise<StreamedAnswer> {
  const { timeoutMs, maxBytes, signal, refuse } = limits;
  const response = await fetch(input, { ...init, signal: withStop(AbortSignal.timeout(timeoutMs), signal) });
  const { status, headers } = response;
  const cancel = async () => response.body?.cancel();
  return { status, headers, chunks: readChunks(response, maxBytes, refuse), cancel };
}

function withStop(timeout: AbortSignal, stop: AbortSignal | undefined): AbortSignal {
  return stop ? AbortSignal.any([timeout, stop]) : timeout;
}

async function* readChunks(
  { status, body }: Response,
  maxBytes: number,
  refuse: FetchLimits['refuse'],
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (STATUSES_WITHOUT_BODY.has(status) || body === null) {
    await body?.cancel();
    return;
  }
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw refuse(`${Math.round(maxBytes / 1024 ** 2)} MB`);
    yield chunk;
  }
}

async function collect(chunks: StreamedAnswer['chunks']): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return new Blob(parts);
}

const LONGEST_QUOTED = 120;

/** Text of another server made fit to print: one short line, nothing in it that looks like a credential. */
export function cleanForeignText(text: string): string {
  // Cut before the patterns run: the text may be megabytes.
  const line = redactSecrets(text.slice(0, LONGEST_QUOTED * 10).replace(/[\s\p{C}]+/gu, ' ')).trim();
  return line.length > LONGEST_QUOTED ? `${line.slice(0, LONGEST_QUOTED - 1)}…` : line;
}

/** What does not fit the schema that an answer was held against. */
export function describeIssues(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): string {
  const reasons = issues.slice(0, 3).map(({ path, message }) => `${path.join('.') || 'item'}: ${message}`);
  return reasons.join('; ');
}

/** `vhdwatch/0.1.0`: whoever asks a public server says who it is. */
export const USER_AGENT = `vhdwatch/${manifest.version}`;
