import { beforeEach, expect, test } from 'vitest';
import { hashBody, type SourceDocument } from '../../src/domain/source-document.ts';
import type { WritableStore } from '../../src/store/open-store.ts';
import { openTestStore } from '../support/open-test-store.ts';

const RELEASE: SourceDocument = {
  source: 'aks-releases',
  externalId: '2026-07-17',
  title: 'Release 2026-07-17',
  url: 'https://github.com/Azure/AKS/releases/tag/2026-07-17',
  publishedAt: '2026-07-24T18:00:00Z',
  body: 'first',
};
const AT = '2026-08-20T09:00:00.000Z';
let store: WritableStore;

beforeEach(() => {
  store = openTestStore();
});

test('tells a new document, an unchanged one and an edited one apart, and keeps every version', () => {
  expect(store.documents.save(RELEASE, AT)).toBe('new');
  expect(store.documents.save(RELEASE, AT)).toBe('unchanged');
  expect(store.documents.save({ ...RELEASE, body: 'second' }, AT)).toBe('changed');
  const newest = store.documents.find('aks-releases', '2026-07-17');
  expect(newest).toMatchObject({ body: 'second', version: 2 });
  expect(store.documents.listVersions(newest?.id ?? 0).map(({ body }) => body)).toEqual(['first', 'second']);
});

test('line ends alone are no edit', () => {
  store.documents.save({ ...RELEASE, body: 'a\r\nb' }, AT);
  expect(store.documents.save({ ...RELEASE, body: 'a\nb' }, AT)).toBe('unchanged');
});

test('knows a body by the same hash that the feed compares', () => {
  const body = 'Windows\r\nimages\n';
  store.documents.save({ ...RELEASE, body }, AT);
  const known = store.documents.findKnown('aks-releases').get(RELEASE.externalId);
  expect(known?.bodyHash).toBe(hashBody(body));
});

test('only the newest version waits to be read', () => {
  store.documents.save(RELEASE, AT);
  store.documents.save({ ...RELEASE, body: 'second' }, AT);
  const unread = store.documents.listUnread();
  expect(unread.map(({ body }) => body)).toEqual(['second']);
  store.documents.markRead(unread[0]?.versionId ?? 0, AT);
  expect(store.documents.listUnread()).toEqual([]);
});

test('reading everything again leaves earlier versions alone, however often it is asked for', () => {
  for (const body of ['first', 'second']) {
    store.documents.save({ ...RELEASE, body }, AT);
    store.documents.markRead(store.documents.listUnread()[0]?.versionId ?? 0, AT);
  }
  store.documents.markAllForRereading();
  store.documents.markAllForRereading();
  const versions = store.documents.listVersions(1);
  expect(versions.map(({ body, isReread }) => [body, isReread])).toEqual([
    ['first', false],
    ['second', true],
  ]);
  expect(store.documents.listUnread().map(({ body }) => body)).toEqual(['second']);
});

test('a vanished document is known no more, and read again when it comes back', () => {
  store.documents.save(RELEASE, AT);
  store.documents.markRead(store.documents.listUnread()[0]?.versionId ?? 0, AT);
  store.documents.markVanished('aks-releases', '2026-07-17', AT);
  expect(store.documents.findKnown('aks-releases').size).toBe(0);
  expect(store.documents.listVanishedIds().size).toBe(1);
  expect(store.documents.save(RELEASE, AT)).toBe('changed');
  expect(store.documents.listUnread()).toHaveLength(1);
  expect(store.documents.listVanishedIds().size).toBe(0);
});
