import { AppError } from '../../domain/app-error.ts';
import { hashBody, type Source, type SourceDocument } from '../../domain/source-document.ts';
import { contentsPath, type GitHubClient } from '../github/create-github-client.ts';
import { createKit, createUnchangedResult } from '../source-kit.ts';

const REPOSITORY = { owner: 'MicrosoftDocs', repo: 'azure-aks-docs' };
const PATH = 'articles/aks/supported-kubernetes-versions.md';
const BRANCH = 'main';

export const supportCalendar = createKit({
  name: 'support-calendar',
  content: 'calendar',
  open: ({ github: client }) => createSupportCalendarSource({ client }),
  readCalendar: async ({ body, url }) => {
    // Reading Markdown is not what most commands need.
    const { parseSupportCalendar } = await import('./parse-support-calendar.ts');
    return parseSupportCalendar(body, url);
  },
});

/** One page of the public documentation, as Markdown. One request a poll. */
export function createSupportCalendarSource({ client }: { readonly client: GitHubClient }): Source {
  return {
    name: 'support-calendar',
    poll: async (cursor, known) => {
      const { requests, data, etag } = await client.fetchFile({
        path: contentsPath(REPOSITORY, PATH),
        query: { ref: BRANCH },
        etag: cursor['etag'],
      });
      if (data === null) return createUnchangedResult(requests, cursor);
      if (data.trim() === '') throw createEmptyError();
      const documents = known.get(PATH)?.bodyHash === hashBody(data) ? [] : [toDocument(data)];
      return {
        requests,
        notModified: false,
        documents,
        vanished: [],
        rejected: [],
        cursor: etag === null ? {} : { etag },
      };
    },
  };
}

function toDocument(body: string): SourceDocument {
  return {
    source: 'support-calendar',
    externalId: PATH,
    title: 'Supported Kubernetes versions in AKS',
    url: 'https://learn.microsoft.com/azure/aks/supported-kubernetes-versions',
    publishedAt: null,
    body,
  };
}

function createEmptyError(): AppError {
  return new AppError(
    'unavailable',
    `GitHub sent ${PATH} without any text: nothing was changed and the next poll tries again.`,
  );
}
