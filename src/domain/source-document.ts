import type { AppError, AppErrorCode } from './app-error.ts';
import type { RejectedItem } from './rejected-item.ts';
import { digestOf } from './text.ts';

/** Name of a source that vhdwatch polls, as its kit has it: used in `poll --json`, tables and metrics. */
export type SourceName = string;

export interface SourceDocument {
  readonly source: SourceName;
  /** The source's own stable name for it: a release tag, a file path. */
  readonly externalId: string;
  readonly title: string;
  readonly url: string;
  /** Instant the source says it was published, UTC ISO text; `null` where it does not say. */
  readonly publishedAt: string | null;
  readonly body: string;
}

export interface StoredDocument extends SourceDocument {
  readonly id: number;
  readonly versionId: number;
  /** 1 for the first body seen, 2 after the first edit … */
  readonly version: number;
  readonly bodyHash: string;
  readonly firstSeenAt: string;
  /** Instant at which this body of it was seen first. */
  readonly seenAt: string;
  /** Instant the source stopped listing it, `null` while it is listed. */
  readonly vanishedAt: string | null;
  /** True while it is to be read again though nothing of it is new: what is found then is no news. */
  readonly isReread: boolean;
}

/** Where reading a source goes on: validators for conditional requests, by request. Opaque to everyone but the feed. */
export type SourceCursor = Readonly<Record<string, string>>;

/** What one poll of a source brought. Nothing of it is saved unless all of it is (transaction T1). */
export interface FeedResult {
  readonly requests: number;
  /** True when the source said that nothing changed since the cursor. */
  readonly notModified: boolean;
  readonly documents: readonly SourceDocument[];
  /** Documents the source had and demonstrably lists no more, by external ID. */
  readonly vanished: readonly string[];
  /** List items that were refused, each with its reason; the others are kept. */
  readonly rejected: readonly RejectedItem[];
  readonly cursor: SourceCursor;
  /** Instant as of which the source says it tells; absent where it does not say. */
  readonly toldAsOf?: string | undefined;
  /** External IDs of all that the source has, where their bodies come in later polls. Absent when it does not list. */
  readonly listed?: readonly string[];
  /** How many of what it lists are still to be read by later polls; absent where all is read. */
  readonly left?: number;
  /** Why none of them could be read: what it lists is saved, and the poll counts as failed. */
  readonly failure?: AppError;
}

/** Told of what is read one by one: `done` of `total` documents. */
export type ReadingProgress = (done: number, total: number) => void;

/** External ID -> body hash and publication instant of what is kept and listed. */
export type KnownDocuments = ReadonlyMap<string, Pick<StoredDocument, 'bodyHash' | 'publishedAt'>>;

/** One outside source. `poll` throws an AppError (`unavailable`, `rate_limited`) that says why and what to do. */
export interface Source {
  readonly name: SourceName;
  /** Tells one address it is asked at from another, without naming it; absent where the address is nobody's setting. */
  readonly addressHash?: string;
  /** True while documents that were listed are still to be brought: the next poll is not put off. */
  hasMore?(cursor: SourceCursor): boolean;
  poll(cursor: SourceCursor, known: KnownDocuments, onProgress?: ReadingProgress): Promise<FeedResult>;
}

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
  readonly failures: number;
  readonly failingSince: string | null;
  /** When the operators got an alarm about them. */
  readonly alarmedAt: string | null;
}

/** Fewer failures in a row are a hiccup at the other end. */
export const FAILURES_TOLERATED = 3;

/** GitHub's limits end within the hour; whoever asks for more time has a clock of their own, or no sense of time. */
const LONGEST_WAIT_MS = 2 * 3_600_000;

export function asksToWait(state: SourceState | null, now: Date): boolean {
  const waitMs = state?.retryAt ? Date.parse(state.retryAt) - now.getTime() : 0;
  return waitMs > 0 && waitMs <= LONGEST_WAIT_MS;
}

/** Identity of a document's text: SHA-256 (hex) of its UTF-8 bytes with CRLF as LF, as the store computes it. */
export function hashBody(body: string): string {
  return digestOf(body.replaceAll('\r\n', '\n'));
}
