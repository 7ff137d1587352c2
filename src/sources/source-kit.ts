import type { Announcement, AnnouncementOrigin } from '../domain/announcement.ts';
import type { ImageArrival } from '../domain/image-arrival.ts';
import type { KubernetesVersion } from '../domain/kubernetes-version.ts';
import type { FeedResult, Source, SourceCursor, SourceName, StoredDocument } from '../domain/source-document.ts';
import type { GitHubClient } from './github/create-github-client.ts';

interface Outside {
  readonly github: GitHubClient;
  /** RELEASE_TRACKER_URL; `null` where it is off. */
  readonly releaseTrackerUrl: string | null;
  /** Ends what is under way, when the process stops. */
  readonly signal?: AbortSignal | undefined;
}

interface Pace {
  readonly everyMs: number;
  /** True where neither news of another source nor a failure brings the next attempt forward. */
  readonly rests: boolean;
}

export interface DocumentReading {
  readonly announcements: readonly Announcement[];
  readonly passages: readonly string[];
}

/** What a source publishes, which decides what its documents are asked for. */
export type SourceContent = 'releases' | 'image-notes' | 'calendar' | 'regions';

export interface SourceKit {
  /** Used in `poll --json`, tables, metrics and the database. */
  readonly name: SourceName;
  readonly content: SourceContent;
  readonly pace: Pace;
  /** `null` where the configuration switches it off. */
  open(outside: Outside): Source | null;
  /** What a document announces, kept until the document changes. */
  announce(document: StoredDocument): Promise<DocumentReading>;
  /** The Kubernetes calendar in a document; read anew with each catalogue. */
  readCalendar(document: StoredDocument): Promise<readonly KubernetesVersion[]>;
  /** The images of each region in a document; read anew with each catalogue. */
  readArrivals(document: StoredDocument): Promise<readonly ImageArrival[]>;
}

/** What changes slowly is asked this often, so that an unchanged feed costs one request a poll. */
export const SIX_HOURS_MS = 6 * 3_600_000;

/** A kit of a source that announces nothing and has no tables, but for what is given. */
export function createKit(kit: Pick<SourceKit, 'name' | 'content' | 'open'> & Partial<SourceKit>): SourceKit {
  return {
    pace: { everyMs: SIX_HOURS_MS, rests: false },
    announce: async () => ({ announcements: [], passages: [] }),
    readCalendar: async () => [],
    readArrivals: async () => [],
    ...kit,
  };
}

/** What a poll brought when the source said that nothing changed since `cursor`. */
export function createUnchangedResult(requests: number, cursor: SourceCursor): FeedResult {
  return { requests, notModified: true, documents: [], vanished: [], rejected: [], cursor };
}

/** Where an announcement of a document comes from. */
export function originOf({ id, externalId, url, publishedAt, firstSeenAt }: StoredDocument): AnnouncementOrigin {
  return { documentId: id, externalId, url, publishedAt: publishedAt ?? firstSeenAt };
}
