import type { StoredDocument } from '../../src/domain/source-document.ts';
import { type DocumentReading, originOf } from '../../src/sources/source-kit.ts';
import { announce } from '../../src/sources/source-kits.ts';
import { openTestStore } from './open-test-store.ts';

const readings = new Map<string, Promise<DocumentReading>>();

/** What a document announces. Reading is pure, and a thousand tests begin with the same three notes. */
export async function readOnce(document: StoredDocument): Promise<DocumentReading> {
  const { source, externalId, url, publishedAt, firstSeenAt, body } = document;
  const key = JSON.stringify([source, externalId, url, publishedAt ?? firstSeenAt, body]);
  const reading = readings.get(key) ?? announce(document);
  readings.set(key, reading);
  const { announcements, passages } = await reading;
  return { announcements: announcements.map((one) => ({ ...one, origin: originOf(document) })), passages };
}

/** What a context has where a test has nothing to say about it. */
export const CONTEXT_DEFAULTS = {
  operatorsChannel: null,
  readDocument: readOnce,
  openScratchStore: (at: Date) => openTestStore(':memory:', at),
  discovery: { discover: () => Promise.reject(new Error('No test asks Azure by itself.')) },
  version: 'test',
  withoutHistory: {},
  retentionDays: 400,
  probes: {
    configuration: '',
    mistyped: [],
    fetchRateLimit: async () => null,
    checkChat: async () => [],
    findNextPollAt: () => '2030-01-01T00:00:00.000Z',
  },
  stopping: new AbortController().signal,
  findPollGapMs: () => 900_000,
} as const;
