import { beforeEach, describe, expect, test } from 'vitest';
import { deliverDue } from '../../src/app/deliver.ts';
import type { FindOutcome, OutgoingMessage, Sender, SendOutcome } from '../../src/domain/sender.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';

const NOW = '2026-08-20T09:00:00.000Z';
let outcomes: SendOutcome[];
let history: FindOutcome;
let posted: OutgoingMessage[];
let app: TestApp;

const sender: Sender = {
  post: async (message) => {
    posted.push(message);
    return outcomes.shift() ?? { kind: 'delivered', ts: `${posted.length}.000100` };
  },
  update: async () => ({ kind: 'transient', reason: 'not used' }),
  find: async () => history,
};

beforeEach(() => {
  outcomes = [];
  posted = [];
  history = { kind: 'absent' };
  app = createTestApp({ githubUrl: 'http://127.0.0.1:1', now: NOW, sender });
  app.store.outbox.add(
    ['a', 'b'].map((dedupeKey) => ({
      channel: 'C1',
      dedupeKey,
      dueAt: NOW,
      content: { kind: 'test-message', requestedBy: 'test' },
    })),
    NOW,
  );
});

function stateOf(id: number) {
  return app.store.outbox.find(id)?.state;
}

describe('deliverDue', () => {
  test('sends what is due in order and marks it delivered', async () => {
    expect(await deliverDue(app.context)).toEqual({ delivered: 2, failed: 0 });
    expect(posted.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(app.store.outbox.find(1)).toMatchObject({ state: 'delivered', messageTs: '1.000100' });
  });

  test('waits as long as Slack says, and holds back what comes after in that channel', async () => {
    outcomes = [{ kind: 'rate-limited', retryAfterMs: 30_000 }];
    expect(await deliverDue(app.context)).toEqual({ delivered: 0, failed: 1 });
    app.clock.advance(29_000);
    expect(await deliverDue(app.context)).toEqual({ delivered: 0, failed: 0 });
    app.clock.advance(1_000);
    expect(await deliverDue(app.context)).toEqual({ delivered: 2, failed: 0 });
    expect(posted.map(({ key }) => key)).toEqual(['a', 'a', 'b']);
  });

  test('a lost answer is looked for before anything is sent again, and found', async () => {
    outcomes = [{ kind: 'ambiguous', reason: 'answer lost' }];
    await deliverDue(app.context);
    history = { kind: 'found', ts: '9.000900' };
    app.clock.advance(10_000);
    await deliverDue(app.context);
    expect(posted.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(app.store.outbox.find(1)).toMatchObject({ state: 'delivered', messageTs: '9.000900' });
  });

  test('a lost answer that the history does not have is sent again', async () => {
    outcomes = [{ kind: 'ambiguous', reason: 'answer lost' }];
    await deliverDue(app.context);
    app.clock.advance(10_000);
    await deliverDue(app.context);
    expect(posted.map(({ key }) => key)).toEqual(['a', 'a', 'b']);
  });

  test('refused blocks are followed by plain text once, then the row is given up', async () => {
    const refused: SendOutcome = { kind: 'refused', scope: 'payload', reason: 'invalid_blocks' };
    outcomes = [refused, refused];
    await deliverDue(app.context);
    expect(posted.slice(0, 2).map(({ plainText }) => plainText)).toEqual([false, true]);
    expect(stateOf(1)).toBe('dead');
    await deliverDue(app.context);
    expect(stateOf(2)).toBe('delivered');
  });

  test('a channel that is gone gives the row up with its reason', async () => {
    outcomes = [{ kind: 'refused', scope: 'destination', reason: 'channel_not_found' }];
    await deliverDue(app.context);
    expect(app.store.outbox.find(1)).toMatchObject({ state: 'dead', lastError: 'channel_not_found' });
  });

  test('a refused credential loses nothing: the row waits until the token is mended', async () => {
    outcomes = [{ kind: 'refused', scope: 'credential', reason: 'invalid_auth' }];
    await deliverDue(app.context);
    expect(stateOf(1)).toBe('retrying');
    app.clock.advance(60_000);
    expect(await deliverDue(app.context)).toEqual({ delivered: 2, failed: 0 });
  });

  test('retries back off further and further, up to a quarter of an hour', async () => {
    const waits: number[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      outcomes = [{ kind: 'transient', reason: 'connection refused' }];
      await deliverDue(app.context);
      const dueAt = Date.parse(app.store.outbox.find(1)?.dueAt ?? '');
      waits.push(dueAt - app.clock.now().getTime());
      app.clock.set(new Date(dueAt).toISOString());
    }
    expect(waits.toSorted((a, b) => a - b)).toEqual(waits);
    expect(waits[0]).toBeLessThanOrEqual(4_000);
    expect(waits.at(-1)).toBeLessThanOrEqual(15 * 60_000);
    expect(waits.at(-1)).toBeGreaterThan(7 * 60_000);
  });
});
