import { beforeEach, expect, test } from 'vitest';
import type { PlannedNotification } from '../../src/domain/outbox-entry.ts';
import type { WritableStore } from '../../src/store/open-store.ts';
import { openTestStore } from '../support/open-test-store.ts';

const AT = '2026-08-20T09:00:00.000Z';
const LATER = '2026-08-20T10:00:00.000Z';
let store: WritableStore;

function plan(channel: string, dedupeKey: string): PlannedNotification {
  return { channel, dedupeKey, content: { kind: 'test-message', requestedBy: 'test' } };
}

/** Queues a message at an instant that is to be tried again at another one. */
function addRetrying(channel: string, dedupeKey: string, dueAt: string, at = AT): void {
  store.outbox.add([plan(channel, dedupeKey)], at);
  const { id } = store.outbox.findByKey(channel, dedupeKey) ?? { id: 0 };
  store.outbox.recordAttempt(id, AT, { state: 'retrying', outcome: 'transient', detail: 'x', dueAt });
}

beforeEach(() => {
  store = openTestStore();
});

test('the same key in the same channel is added once', () => {
  expect(store.outbox.add([plan('C1', 'a'), plan('C1', 'a'), plan('C2', 'a')], AT)).toBe(2);
  expect(store.outbox.add([plan('C1', 'a')], AT)).toBe(0);
});

test('a channel keeps its order: a retrying row holds back the ones behind it, not other channels', () => {
  store.outbox.add([plan('C1', 'a'), plan('C1', 'b'), plan('C2', 'c')], AT);
  const first = store.outbox.findNextDue(AT, []);
  expect(first?.dedupeKey).toBe('a');
  store.outbox.markSending(first?.id ?? 0, AT);
  store.outbox.recordAttempt(first?.id ?? 0, AT, {
    state: 'retrying',
    outcome: 'transient',
    detail: 'x',
    dueAt: LATER,
  });
  expect(store.outbox.findNextDue(AT, [])?.dedupeKey).toBe('c');
  expect(store.outbox.findNextDue(LATER, ['C2'])?.dedupeKey).toBe('a');
  expect(store.outbox.findNextDue(AT, ['C2'])).toBeNull();
});

test('a row whose process died while sending comes back, with the instant of its attempt', () => {
  store.outbox.add([plan('C1', 'a')], AT);
  store.outbox.markSending(1, AT);
  expect(store.outbox.findNextDue(AT, [])).toMatchObject({ state: 'sending', attemptedAt: AT, attempts: 1 });
});

test('only a row that was given up can be revived', () => {
  store.outbox.add([plan('C1', 'a')], AT);
  expect(store.outbox.revive(1, LATER)).toBe(false);
  store.outbox.recordAttempt(1, AT, { state: 'dead', outcome: 'refused', detail: 'channel_not_found' });
  expect(store.outbox.findNextDue(LATER, [])).toBeNull();
  expect(store.outbox.revive(1, LATER)).toBe(true);
  expect(store.outbox.findNextDue(LATER, [])).toMatchObject({ state: 'retrying' });
});

test('counts by state, all states named', () => {
  store.outbox.add([plan('C1', 'a'), plan('C1', 'b')], AT);
  store.outbox.recordAttempt(1, AT, { state: 'delivered', outcome: 'delivered', detail: null, messageTs: '1.2' });
  expect(store.outbox.countByState()).toEqual({
    pending: 1,
    sending: 0,
    retrying: 0,
    delivered: 1,
    dead: 0,
    dropped: 0,
  });
  expect(store.outbox.find(1)).toMatchObject({ messageTs: '1.2', deliveredAt: AT });
});

test.each(['soon', '', '9', '2026-08-20T09:30', '2286-11-20T17:46:39.000Z', '+275760-09-13T00:00:00.000Z'])(
  'a due time that is none to wait for (%s) is due since the row was added, and hides no other',
  (dueAt) => {
    addRetrying('C1', 'poison', dueAt);
    expect(store.outbox.findNextDueAt(LATER)).toBe(dueAt === '2026-08-20T09:30' ? dueAt : AT);
    expect(store.outbox.findNextDue(LATER, [])?.dedupeKey).toBe('poison');
    addRetrying('C2', 'behind', LATER);
    expect(store.outbox.findNextDue(LATER, ['C1'])?.dedupeKey).toBe('behind');
  },
);

test('what was dropped before anybody tried to send it is planned again, and nothing else twice', () => {
  store.outbox.add([plan('C1', 'untried'), plan('C1', 'tried'), plan('C1', 'sent')], AT);
  store.outbox.markSending(2, AT);
  for (const id of [1, 2]) store.outbox.recordAttempt(id, AT, { state: 'dropped', outcome: 'dropped', detail: null });
  store.outbox.recordAttempt(3, AT, { state: 'delivered', outcome: 'delivered', detail: null });
  const again = ['untried', 'tried', 'sent'].map((key) => plan('C1', key));
  expect(store.outbox.add(again, LATER)).toBe(1);
  expect(store.outbox.list(9).map(({ dedupeKey, state }) => `${dedupeKey} ${state}`)).toEqual([
    'sent delivered',
    'tried dropped',
    'untried pending',
  ]);
});

test('the first that is due is not hidden by one in a channel whose clock ran ahead', () => {
  addRetrying('C1', 'jumped', '2286-11-20T17:46:39.000Z');
  addRetrying('C2', 'later', LATER);
  expect(store.outbox.findNextDueAt(AT)).toBe(AT);
  store.outbox.recordAttempt(1, AT, { state: 'delivered', outcome: 'delivered', detail: null });
  expect(store.outbox.findNextDueAt(AT)).toBe(LATER);
});

test('a row that was added by a clock that ran ahead, or at no instant, is due now', () => {
  addRetrying('C1', 'a', 'never', '2286-11-20T17:46:39.000Z');
  expect(store.outbox.findNextDueAt(AT)).toBe(AT);
  store.outbox.recordAttempt(1, AT, { state: 'dropped', outcome: 'dropped', detail: null });
  addRetrying('C1', 'b', 'never', 'never');
  expect(store.outbox.findNextDueAt(AT)).toBe(AT);
});
