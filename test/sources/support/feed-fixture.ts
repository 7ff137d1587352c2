import type { LogFields, Logger } from '../../../src/domain/logger.ts';
import {
  type FeedResult,
  hashBody,
  type KnownDocuments,
  type SourceDocument,
} from '../../../src/domain/source-document.ts';
import {
  createGitHubClient,
  type GitHubClient,
  type GitHubClientOptions,
} from '../../../src/sources/github/create-github-client.ts';

/** A log line as it was written. */
export interface LogLine {
  readonly level: keyof Logger;
  readonly message: string;
  readonly fields: LogFields | undefined;
}

/** A logger that keeps its lines. */
export function createKeepingLogger(): Logger & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const log = (level: keyof Logger) => (message: string, fields?: LogFields) => {
    lines.push({ level, message, fields });
  };
  return { lines, debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
}

/** A client that repeats a request at once. */
export function createTestClient(apiUrl: string, options: Partial<GitHubClientOptions> = {}): GitHubClient {
  return createGitHubClient({ apiUrl, logger: createKeepingLogger(), timeoutMs: 20_000, retryDelayMs: 10, ...options });
}

/** What the store would know after saving these results one after the other. */
export function createKnown(...results: readonly Pick<FeedResult, 'documents' | 'vanished'>[]): KnownDocuments {
  const byExternalId = new Map<string, { bodyHash: string; publishedAt: string | null }>();
  for (const { documents, vanished } of results) {
    for (const { externalId, body, publishedAt } of documents) {
      byExternalId.set(externalId, { bodyHash: hashBody(body), publishedAt });
    }
    for (const externalId of vanished) byExternalId.delete(externalId);
  }
  return byExternalId;
}

/** External IDs of documents, as they come. */
export function idsOf(documents: readonly SourceDocument[]): string[] {
  return documents.map(({ externalId }) => externalId);
}
