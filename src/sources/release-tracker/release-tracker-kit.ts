import { hashBody, type Source, type SourceCursor, type SourceDocument } from '../../domain/source-document.ts';
import type { GitHubClientOptions } from '../github/create-github-client.ts';
import { createKit, createUnchangedResult, SIX_HOURS_MS } from '../source-kit.ts';
import type { TrackerAddress } from './fetch-windows-section.ts';
import type { SectionContent } from './read-section.ts';

/** `timeoutMs` is for the whole answer. */
export interface ReleaseTrackerOptions
  extends Pick<GitHubClientOptions, 'fetch' | 'timeoutMs' | 'maxBytes' | 'signal'> {
  readonly url: string;
}

const SECTION = 'WindowsImage';
const PAGE = 'https://releases.aks.azure.com/';
const MOST_REJECTIONS = 20;

/** The AKS release tracker. It costs 20 MB, so that it rests between two attempts. */
export const releaseTracker = createKit({
  name: 'release-tracker',
  content: 'regions',
  pace: { everyMs: SIX_HOURS_MS, rests: true },
  open: ({ releaseTrackerUrl: url, signal }) => (url === null ? null : createReleaseTrackerSource({ url, signal })),
  readArrivals: async ({ body }) => (await import('./read-section.ts')).parseReleaseTracker(body),
});

export function createReleaseTrackerSource(options: ReleaseTrackerOptions): Source {
  const { url, fetch = globalThis.fetch, timeoutMs = 30_000, maxBytes = 64 * 1024 ** 2, signal } = options;
  const address: TrackerAddress = { url, timeoutMs };
  const addressHash = hashBody(url);
  return {
    name: 'release-tracker',
    addressHash,
    poll: async (cursor, known) => {
      const [{ fetchWindowsSection, refuseSuspicious }, { readTrackerSection }] = await Promise.all([
        import('./fetch-windows-section.ts'),
        import('./read-section.ts'),
      ]);
      const answer = await fetchWindowsSection(fetch, {
        ...address,
        maxBytes,
        signal,
        validators: validatorsOf(cursor, addressHash),
      });
      if (answer === null) return { ...createUnchangedResult(1, cursor), toldAsOf: cursor['toldAsOf'] };
      const { toldAsOf } = answer;
      const content = readTrackerSection(answer.section);
      refuseSuspicious(content, address);
      const document = toDocument(content);
      return {
        requests: 1,
        notModified: false,
        documents: known.get(SECTION)?.bodyHash === hashBody(document.body) ? [] : [document],
        vanished: [],
        rejected: content.rejected.slice(0, MOST_REJECTIONS),
        toldAsOf,
        cursor: { ...answer.validators, address: addressHash, ...(toldAsOf === undefined ? {} : { toldAsOf }) },
      };
    },
  };
}

/** What another address answered with says nothing about this one. Kept as a hash: an address may hold a signature. */
function validatorsOf(cursor: SourceCursor, addressHash: string): SourceCursor {
  return cursor['address'] === addressHash ? cursor : {};
}

function toDocument({ section }: SectionContent): SourceDocument {
  return {
    source: 'release-tracker',
    externalId: SECTION,
    title: 'Windows node images by region',
    url: PAGE,
    publishedAt: null,
    body: JSON.stringify(section),
  };
}
