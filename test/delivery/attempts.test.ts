import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planAfterLook, planNextAttempt } from '../../src/delivery/attempts.ts';
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

const ENTRY: OutboxEntry = {
  ...createEntry(1),
  state: 'retrying',
  attemptedAt: '2026-08-20T08:59:55Z',
  firstAttemptedAt: '2026-08-20T08:59:55Z',
  settlesAt: '2026-08-20T09:00:05Z',
  ambiguous: true,
};
const judgement = { wallNow: NOW, random: 0.5, policy: 'at-least-once' } as const;
const settled = { ...ENTRY, settlesAt: '2026-08-20T08:59:59Z' };

describe('after a look', () => {
  test('found is delivered, absent is believed only once it has settled', () => {
    expect(planAfterLook(ENTRY, { kind: 'found', ts: '1.2' }, judgement)).toEqual({ kind: 'delivered', ts: '1.2' });
    expect(planAfterLook(ENTRY, { kind: 'absent' }, judgement)).toMatchObject({ kind: 'look-again', afterMs: 3_000 });
    expect(planAfterLook(settled, { kind: 'absent' }, judgement)).toEqual({ kind: 'send' });
  });

  test('a process that died left no instant: it settles from now on', () => {
    const died = { ...ENTRY, state: 'sending', settlesAt: null } as const;
    expect(planAfterLook(died, { kind: 'absent' }, judgement)).toMatchObject({
      kind: 'look-again',
      settlesAt: '2026-08-20T09:00:45.000Z',
    });
  });

  test('an instant that lies far ahead was set by a clock that ran ahead', () => {
    const ahead = { ...ENTRY, settlesAt: '2027-08-20T09:00:05Z' };
    expect(planAfterLook(ahead, { kind: 'absent' }, judgement)).toMatchObject({
      settlesAt: '2026-08-20T09:00:45.000Z',
    });
  });

  test('a history that fails for a day is as good as none', () => {
    const unknown = { kind: 'unknown', reason: 'http_503' } as const;
    expect(planAfterLook({ ...settled, looks: 99 }, unknown, judgement).kind).toBe('look-again');
    const waitAfter = (looks: number) => {
      const next = planAfterLook({ ...settled, looks }, unknown, judgement);
      return next.kind === 'look-again' ? next.afterMs / 1_000 : 0;
    };
    expect(waitAfter(8)).toBeLessThan(10);
    expect(waitAfter(40)).toBeGreaterThan(7 * 60);
    expect(planAfterLook({ ...settled, looks: 100 }, unknown, judgement)).toEqual({ kind: 'send' });
    expect(planAfterLook({ ...settled, looks: 100 }, unknown, { ...judgement, policy: 'at-most-once' })).toMatchObject({
      kind: 'give-up',
      state: 'dropped',
    });
  });

  test('a rate limit of the history is honoured', () => {
    const limited = { kind: 'unknown', reason: 'ratelimited', retryAfterMs: 42_000 } as const;
    expect(planAfterLook(ENTRY, limited, judgement)).toMatchObject({ kind: 'look-again', afterMs: 42_000 });
  });

  test('what was tried for days is given up and not sent again', () => {
    expect(planAfterLook({ ...settled, attempts: 300 }, { kind: 'absent' }, judgement)).toMatchObject({
      kind: 'give-up',
      state: 'dead',
    });
  });
});
