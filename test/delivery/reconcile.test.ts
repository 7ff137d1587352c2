import { describe, expect, test } from 'vitest';
import { planAfterLook } from '../../src/delivery/attempts.ts';
import type { OutboxEntry } from '../../src/domain/outbox-entry.ts';
import { parseDeliveryPolicies } from '../../src/domain/sender.ts';

const NOW = new Date('2026-08-20T09:00:00Z');
const ENTRY: OutboxEntry = {
  id: 1,
  channel: 'C1',
  dedupeKey: 'a',
  content: { kind: 'test-message', requestedBy: 'test' },
  dueAt: NOW.toISOString(),
  state: 'retrying',
  attempts: 1,
  attemptedAt: '2026-08-20T08:59:55Z',
  firstAttemptedAt: '2026-08-20T08:59:55Z',
  settlesAt: '2026-08-20T09:00:05Z',
  looks: 0,
  lastError: null,
  ambiguous: true,
  plainText: false,
  messageTs: null,
  createdAt: NOW.toISOString(),
  deliveredAt: null,
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

describe('DELIVERY_WITHOUT_HISTORY', () => {
  test('is one word for everything, or one per kind', () => {
    expect(parseDeliveryPolicies('at-most-once')).toMatchObject({
      'release-news': 'at-most-once',
      'upgrade-reminder': 'at-most-once',
    });
    expect(parseDeliveryPolicies('release-news=at-most-once, upgrade-reminder=at-least-once')).toEqual({
      'release-news': 'at-most-once',
      'upgrade-reminder': 'at-least-once',
    });
  });

  test.each(['escalation', 'image-hold', 'reminder-done', 'commands', 'release-difference', 'operator-alarm'] as const)(
    'holds for %s as for every other kind of message',
    (kind) => {
      expect(parseDeliveryPolicies('at-most-once')?.[kind]).toBe('at-most-once');
      expect(parseDeliveryPolicies(`${kind}=at-most-once`)).toEqual({ [kind]: 'at-most-once' });
    },
  );

  test.each(['', 'twice', 'news=at-most-once', 'release-news=', 'release-news=never'])('is not "%s"', (text) => {
    expect(parseDeliveryPolicies(text)).toBeNull();
  });
});
