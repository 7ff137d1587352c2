import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planNextAttempt } from '../../src/delivery/attempts.ts';
import type { OutboxEntry } from '../../src/domain/outbox-entry.ts';

const NOW = new Date('2026-08-20T09:00:00Z');

function createEntry(attempts: number, plainText = false): OutboxEntry {
  return {
    id: 1,
    channel: 'C1',
    dedupeKey: 'a',
    content: { kind: 'test-message', requestedBy: 'test' },
    dueAt: NOW.toISOString(),
    state: 'sending',
    attempts,
    attemptedAt: NOW.toISOString(),
    firstAttemptedAt: NOW.toISOString(),
    settlesAt: null,
    looks: 0,
    lastError: null,
    ambiguous: false,
    plainText,
    messageTs: null,
    createdAt: NOW.toISOString(),
    deliveredAt: null,
  };
}

test('a retry is never in the past and never later than a quarter of an hour', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 299 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempts, random) => {
        const next = planNextAttempt(createEntry(attempts), { kind: 'transient', reason: 'x' }, NOW, random);
        expect(next.state).toBe('retrying');
        const wait = next.state === 'retrying' ? Date.parse(next.dueAt) - NOW.getTime() : -1;
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(15 * 60_000);
      },
    ),
  );
});

test('gives up a transient failure only after days of trying', () => {
  expect(planNextAttempt(createEntry(300), { kind: 'transient', reason: 'x' }, NOW, 0)).toMatchObject({
    state: 'dead',
    scope: 'exhausted',
  });
});

test('a lost answer stays ambiguous until the history was asked', () => {
  expect(planNextAttempt(createEntry(1), { kind: 'ambiguous', reason: 'x' }, NOW, 0)).toMatchObject({
    state: 'retrying',
    ambiguous: true,
  });
});
