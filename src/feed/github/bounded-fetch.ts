import { AppError } from '../../domain/app-error.ts';

/** The platform's `fetch`, or one that behaves like it. */
export type Fetch = typeof globalThis.fetch;

const STATUSES_WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

interface BoundedFetchOptions {
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Ends what is under way, when the process stops. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * A `fetch` that has read the whole body when it resolves: within `timeoutMs` for head and body together, and not
 * more than `maxBytes` after decompression. Octokit itself would take a body that broke off for an empty one.
 */
export function createBoundedFetch(options: BoundedFetchOptions): Fetch {
  return async (input, init) => {
    const response = await options.fetch(input, {
      ...init,
      signal: withStop(AbortSignal.timeout(options.timeoutMs), options.signal),
    });
    const body = await readBody(response, options.maxBytes);
    return new Response(body, { status: response.status, headers: response.headers });
  };
}

function withStop(timeout: AbortSignal, stop: AbortSignal | undefined): AbortSignal {
  return stop ? AbortSignal.any([timeout, stop]) : timeout;
}

async function readBody(response: Response, maxBytes: number): Promise<Blob | null> {
  if (STATUSES_WITHOUT_BODY.has(response.status) || response.body === null) {
    await response.body?.cancel();
    return null;
  }
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return new Blob(chunks);
}

function tooLarge(maxBytes: number): AppError {
  const limit = `${Math.round(maxBytes / 1024 ** 2)} MB`;
  return new AppError(
    'unavailable',
    `GitHub's answer is larger than ${limit} and was refused; check that GITHUB_API_URL points at a GitHub API.`,
  );
}
