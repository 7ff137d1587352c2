import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSupportCalendarSource } from '../../../src/sources/support-calendar/support-calendar-kit.ts';
import { type FakeGitHub, startFakeGitHub } from '../../support/fake-github.ts';
import { createKnown, createTestClient } from '../support/feed-fixture.ts';

const PATH = 'articles/aks/supported-kubernetes-versions.md';
const REPOSITORY = 'MicrosoftDocs/azure-aks-docs';
const PAGE = '| Kubernetes version | End of life |\n|---|---|\n| 1.33 | Jul 2026 |\n';
let github: FakeGitHub;

beforeEach(async () => {
  github = await startFakeGitHub({ files: { [REPOSITORY]: { [PATH]: PAGE } } });
});
afterEach(() => github.close());

const poll = (...[cursor, known]: Parameters<ReturnType<typeof createSupportCalendarSource>['poll']>) =>
  createSupportCalendarSource({ client: createTestClient(github.url) }).poll(cursor, known);

it('brings the page as Markdown, in one request', async () => {
  const { documents, requests } = await poll({}, createKnown());

  expect(documents).toEqual([
    {
      source: 'support-calendar',
      externalId: PATH,
      title: 'Supported Kubernetes versions in AKS',
      url: 'https://learn.microsoft.com/azure/aks/supported-kubernetes-versions',
      publishedAt: null,
      body: PAGE,
    },
  ]);
  expect(requests).toBe(1);
  expect(github.requests.map(({ url }) => url)).toEqual([`/repos/${REPOSITORY}/contents/${PATH}?ref=main`]);
});

it('is unchanged, with one request, while the ETag holds', async () => {
  const first = await poll({}, createKnown());
  const second = await poll(first.cursor, createKnown(first));

  expect(second).toMatchObject({ notModified: true, requests: 1, documents: [], cursor: first.cursor });
  expect(github.requests.map(({ status }) => status)).toEqual([200, 304]);
});

it('brings an edited page again, and the same page under another ETag not', async () => {
  const first = await poll({}, createKnown());
  expect(await poll({}, createKnown(first))).toMatchObject({ notModified: false, documents: [] });

  github.files[REPOSITORY]![PATH] = PAGE.replace('Jul 2026', 'Aug 2026');
  const third = await poll(first.cursor, createKnown(first));

  expect(third.documents).toMatchObject([{ body: expect.stringContaining('Aug 2026') }]);
  expect(third.cursor).not.toEqual(first.cursor);
});

it('takes an empty page for a failure', async () => {
  github.files[REPOSITORY]![PATH] = ' \n';

  await expect(poll({}, createKnown())).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining(PATH),
  });
});

it('says so when the page is gone', async () => {
  delete github.files[REPOSITORY]![PATH];

  await expect(poll({}, createKnown())).rejects.toMatchObject({
    code: 'not_found',
    message: expect.stringContaining('404'),
  });
});
