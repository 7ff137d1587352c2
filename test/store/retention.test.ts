import { beforeEach, expect, test } from 'vitest';
import type { UpgradeReminder } from '../../src/domain/notification.ts';
import type { SourceDocument } from '../../src/domain/source-document.ts';
import type { WritableStore } from '../../src/store/open-store.ts';
import { openTestStore } from '../support/open-test-store.ts';
import { NOTHING_ELSE } from '../surfaces/slack/sample-contents.ts';

const OLD = '2025-01-01T00:00:00.000Z';
const CUT = '2026-01-01T00:00:00.000Z';
const NEW = '2026-08-20T09:00:00.000Z';
const RELEASE: SourceDocument = {
  source: 'aks-releases',
  externalId: '2025-01-01',
  title: 'Release',
  url: 'https://example.com',
  publishedAt: OLD,
  body: 'first',
};
let store: WritableStore;

beforeEach(() => {
  store = openTestStore();
});

function addNotification(dedupeKey: string, at: string, state: 'delivered' | 'dead' | 'pending') {
  const content = { kind: 'test-message', requestedBy: 'test' } as const;
  store.outbox.add([{ channel: 'C1', dedupeKey, content }], at);
  const row = store.outbox.findByKey('C1', dedupeKey);
  if (state !== 'pending') store.outbox.recordAttempt(row?.id ?? 0, at, { state, outcome: state, detail: 'x' });
}

test('lets go of the content of old messages and never of their keys', () => {
  addNotification('old', OLD, 'delivered');
  addNotification('new', NEW, 'delivered');
  expect(store.thinOut(CUT, CUT.slice(0, 10))).toMatchObject({ notifications: 1 });
  expect(store.outbox.findByKey('C1', 'old')?.content).toEqual({ kind: 'test-message' });
  expect(store.outbox.findByKey('C1', 'new')?.content).toMatchObject({ requestedBy: 'test' });
  addNotification('old', NEW, 'pending');
  expect(store.outbox.countByState()).toMatchObject({ delivered: 2, pending: 0 });
  expect(store.thinOut(CUT, CUT.slice(0, 10))).toMatchObject({ notifications: 0 });
});

test('keeps whole what may still be sent', () => {
  addNotification('waiting', OLD, 'pending');
  addNotification('given up', OLD, 'dead');
  expect(store.thinOut(CUT, CUT.slice(0, 10))).toMatchObject({ notifications: 0 });
  expect(store.outbox.findByKey('C1', 'given up')?.content).toMatchObject({ requestedBy: 'test' });
});

test('lets go of weeks of the history by a day of their own, whole weeks only', () => {
  const weeks = ['2024-12-30', '2025-01-06', '2026-08-17'];
  store.history.save(
    weeks.flatMap((weekOn) =>
      ['web', 'jobs'].map((nodePool) => ({
        weekOn,
        clusterId: 'manual/shop',
        nodePool,
        status: 'current' as const,
        version: null,
      })),
    ),
  );
  for (const weekOn of weeks) store.history.countWeek(weekOn);
  expect(store.thinOut(CUT, '2025-01-06')).toMatchObject({ weeks: 2 });
  expect(store.history.listCounts('2020-01-01').map(({ weekOn }) => weekOn)).toEqual(['2025-01-06', '2026-08-17']);
  expect(store.thinOut(CUT, '2025-01-06')).toMatchObject({ weeks: 0 });
});

test('lets go of reminders that were closed long ago, and keeps the newest of each channel and what is open', () => {
  const content: UpgradeReminder = {
    kind: 'upgrade-reminder',
    month: '2025-01',
    late: false,
    plannedOn: '2025-01-20',
    items: [],
    ...NOTHING_ELSE,
  };
  const open = (channel: string, dedupeKey: string, at: string) =>
    store.reminders.open({ channel, dedupeKey, month: content.month, content }, at);
  for (const key of ['first', 'second', 'third']) open('C0TEAM', key, OLD);
  const third = store.reminders.listOpen()[0]?.id ?? 0;
  store.reminders.close(third, 'done', OLD);
  open('C0OPEN', 'superseded lately', OLD);
  open('C0OPEN', 'open', NEW);
  expect(store.thinOut(CUT, CUT.slice(0, 10))).toMatchObject({ reminders: 2 });
  expect(store.reminders.find('C0TEAM', 'second')).toBeNull();
  expect(store.reminders.findLatest('C0TEAM')).toMatchObject({ dedupeKey: 'third', content });
  expect(store.reminders.find('C0OPEN', 'superseded lately')).toMatchObject({ isOpen: false });
  expect(store.reminders.listOpen()).toMatchObject([{ dedupeKey: 'open' }]);
  expect(store.thinOut(CUT, CUT.slice(0, 10))).toMatchObject({ reminders: 0 });
});

test('lets go of old versions of a document and keeps the newest, however old', () => {
  store.documents.save(RELEASE, OLD);
  store.documents.save({ ...RELEASE, body: 'second' }, OLD);
  for (const version of store.documents.listVersions(1)) store.documents.markRead(version.versionId, OLD);
  expect(store.thinOut(CUT, CUT.slice(0, 10))).toMatchObject({ documentVersions: 1 });
  expect(store.documents.find('aks-releases', '2025-01-01')).toMatchObject({ body: 'second', version: 2 });
  expect(store.documents.save({ ...RELEASE, body: 'second' }, NEW)).toBe('unchanged');
});

test('lets go of an old version that was replaced before anybody read it, and still reads the newest', () => {
  store.documents.save(RELEASE, OLD);
  store.documents.save({ ...RELEASE, body: 'second' }, OLD);
  expect(store.thinOut(CUT, CUT.slice(0, 10))).toMatchObject({ documentVersions: 1 });
  expect(store.documents.listUnread()).toMatchObject([{ body: 'second' }]);
});

test('old versions go also after everything was read again', () => {
  for (const body of ['first', 'second']) {
    store.documents.save({ ...RELEASE, body }, OLD);
    store.documents.markRead(store.documents.listUnread()[0]?.versionId ?? 0, OLD);
  }
  store.documents.markAllForRereading();
  expect(store.thinOut(CUT, CUT.slice(0, 10))).toMatchObject({ documentVersions: 1 });
  expect(store.documents.listVersions(1)).toMatchObject([{ body: 'second', isReread: true }]);
});

test('keeps of the release tracker only the newest version, also one that is still to be read', () => {
  const tracker: SourceDocument = { ...RELEASE, source: 'release-tracker', externalId: 'WindowsImage' };
  for (const body of ['first', 'second', 'third']) store.documents.save({ ...tracker, body }, NEW);
  expect(store.thinOut(CUT, CUT.slice(0, 10), ['release-tracker'])).toMatchObject({ documentVersions: 2 });
  expect(store.documents.listUnread()).toMatchObject([{ body: 'third', version: 3 }]);
  expect(store.documents.listVersions(1)).toMatchObject([{ body: 'third', version: 3 }]);
  expect(store.documents.save({ ...tracker, body: 'third' }, NEW)).toBe('unchanged');
  expect(store.documents.save({ ...tracker, body: 'fourth' }, NEW)).toBe('changed');
});
