import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deliverDue, deliverEntry, isDeliveryDue } from '../../../src/app/delivery/deliver.ts';
import { listOutbox } from '../../../src/app/delivery/manage-outbox.ts';
import { findChatProblem } from '../../../src/app/delivery/sending-pause.ts';
import { readHealth } from '../../../src/app/operations/read-health.ts';
import { runDoctor } from '../../../src/app/operations/run-doctor.ts';
import { PROCESS_IDENTITY, withWorkLease } from '../../../src/app/work-lease.ts';
import type { OutboxEntry } from '../../../src/domain/outbox-entry.ts';
import type { FindOutcome, OutgoingMessage, Sender, SendOutcome } from '../../../src/domain/sender.ts';
import { createTestApp, createTestClock, type TestApp } from '../../support/create-test-app.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { makeFolder } from '../../support/run-vhdwatch.ts';

const NOW = '2026-08-20T09:00:00.000Z';
const TEST_MESSAGE = { kind: 'test-message', requestedBy: 'test' } as const;
let outcomes: SendOutcome[];
let history: FindOutcome;
let looks: { key: string; since: string }[];
let posted: OutgoingMessage[];
let app: TestApp;

const sender: Sender = {
  post: async (message) => {
    posted.push(message);
    return outcomes.shift() ?? { kind: 'delivered', ts: `${posted.length}.000100` };
  },
  update: async () => ({ kind: 'transient', reason: 'not used' }),
  find: async (_channel, key, since) => {
    looks.push({ key, since });
    return history;
  },
};

beforeEach(() => {
  outcomes = [];
  posted = [];
  looks = [];
  history = { kind: 'absent' };
  app = createTestApp({ githubUrl: 'http://127.0.0.1:1', now: NOW, sender });
  app.store.outbox.add(
    ['a', 'b'].map((dedupeKey) => ({
      channel: 'C1',
      dedupeKey,
      content: TEST_MESSAGE,
    })),
    NOW,
  );
});

function addRow(channel: string, dedupeKey: string) {
  app.store.outbox.add([{ channel, dedupeKey, content: TEST_MESSAGE }], NOW);
}

/** The first row alone, so that what follows it in the channel tells nothing. */
async function deliverEntryOnce() {
  const [first] = app.store.outbox.list(10).toReversed();
  if (first) await deliverEntry(app.context, first);
}

function stateOf(id: number) {
  return app.store.outbox.find(id)?.state;
}

describe('deliverDue', () => {
  test('sends what is due in order and marks it delivered', async () => {
    expect(await deliverDue(app.context)).toMatchObject({ delivered: 2, failed: 0 });
    expect(posted.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(app.store.outbox.find(1)).toMatchObject({ state: 'delivered', messageTs: '1.000100' });
  });

  test('waits as long as Slack says, and holds back what comes after in that channel', async () => {
    outcomes = [{ kind: 'rate-limited', retryAfterMs: 30_000 }];
    expect(await deliverDue(app.context)).toMatchObject({ delivered: 0, failed: 1 });
    app.clock.advance(29_000);
    expect(await deliverDue(app.context)).toMatchObject({ delivered: 0, failed: 0 });
    app.clock.advance(1_000);
    expect(await deliverDue(app.context)).toMatchObject({ delivered: 2, failed: 0 });
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
    app.clock.advance(60_000);
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

  describe('a channel that refuses', () => {
    const refused: SendOutcome = { kind: 'refused', scope: 'destination', reason: 'not_in_channel' };
    /** Both rows are tried and refused. */
    const refuseBoth = async () => {
      for (let time = 0; time < 2; time += 1) {
        outcomes = [refused];
        await deliverDue(app.context);
      }
      expect([stateOf(1), stateOf(2)]).toEqual(['dead', 'dead']);
    };
    const alarms = () => posted.filter(({ content }) => content.kind === 'operator-alarm');

    test('is tried again by itself, and what it did not take arrives once it takes messages', async () => {
      await refuseBoth();
      expect(app.store.channelRefusals.list()).toEqual([{ channel: 'C1', reason: 'not_in_channel', since: NOW }]);
      app.clock.advance(5 * 3_600_000);
      await deliverDue(app.context);
      expect([stateOf(1), stateOf(2)]).toEqual(['dead', 'dead']);
      app.clock.advance(2 * 3_600_000);
      await deliverDue(app.context);
      expect([stateOf(1), stateOf(2)]).toEqual(['delivered', 'delivered']);
      expect(app.store.channelRefusals.list()).toEqual([]);
    });

    test('gets the next message all the same, and is reported once, not for each', async () => {
      await refuseBoth();
      app.clock.advance(86_400_000);
      outcomes = [refused];
      await deliverDue(app.context);
      expect(alarms()).toHaveLength(1);
      addRow('C1', 'next');
      await deliverDue(app.context);
      expect(posted.map(({ key }) => key)).toContain('next');
      expect(app.store.outbox.countByState()).toMatchObject({ dead: 0 });
      expect(alarms()).toHaveLength(1);
    });

    test('is tried at once where a clock far ahead had tried it last', async () => {
      await refuseBoth();
      app.store.channelRefusals.markProbed('C1', '2286-11-20T17:46:39.000Z');
      await deliverDue(app.context);
      expect([stateOf(1), stateOf(2)]).toEqual(['delivered', 'delivered']);
    });

    test('is tried by hand as well', async () => {
      await refuseBoth();
      app.store.outbox.revive(1, NOW);
      await deliverDue(app.context);
      expect(stateOf(1)).toBe('delivered');
      expect(app.store.channelRefusals.find('C1')).toBeNull();
    });

    test('is another thing than a locked thread in it', async () => {
      outcomes = [{ kind: 'refused', scope: 'thread', reason: 'thread_locked' }];
      await deliverEntryOnce();
      expect(app.store.outbox.find(1)).toMatchObject({ state: 'dead', lastError: 'thread_locked' });
      expect(app.store.channelRefusals.list()).toEqual([]);
    });
  });

  test('a pause that a clock far ahead had noted holds nothing back', async () => {
    const until = '2286-11-20T17:46:39.000Z';
    app.store.settings.save(
      'sending-pause',
      JSON.stringify({ kind: 'rate-limited', reason: 'x', until, by: 'another' }),
    );
    expect(await deliverDue(app.context)).toMatchObject({ delivered: 2, failed: 0 });
  });

  test('what was given up is told to the operators once, with what to do', async () => {
    outcomes = [{ kind: 'refused', scope: 'destination', reason: 'not_in_channel' }];
    await deliverDue(app.context);
    await deliverDue(app.context);
    const alarms = posted.filter(({ content }) => content.kind === 'operator-alarm');
    expect(alarms).toMatchObject([
      {
        channel: 'C0PLATFORM',
        content: {
          lines: [expect.stringMatching(/C1.*not_in_channel.*invite the app there.*outbox retry 1/)],
          givenUp: [1],
        },
      },
    ]);
  });

  test('an alarm that is given up itself makes no further alarm', async () => {
    const refused: SendOutcome = { kind: 'refused', scope: 'destination', reason: 'is_archived' };
    outcomes = [refused, refused, refused];
    await deliverDue(app.context);
    await deliverDue(app.context);
    await deliverDue(app.context);
    const { dead } = app.store.outbox.countByState();
    expect(dead).toBe(3);
    expect(await deliverDue(app.context)).toEqual({ delivered: 0, updated: 0, failed: 0 });
  });

  test('a refused credential loses nothing: the row waits until the token is mended', async () => {
    outcomes = [{ kind: 'refused', scope: 'credential', reason: 'invalid_auth' }];
    await deliverDue(app.context);
    expect(stateOf(1)).toBe('retrying');
    app.clock.advance(60_000);
    expect(await deliverDue(app.context)).toMatchObject({ delivered: 2, failed: 0 });
  });

  test('a refused credential stops sending everywhere until the next try, and says why', async () => {
    addRow('C2', 'c');
    outcomes = [{ kind: 'refused', scope: 'credential', reason: 'invalid_auth' }];
    await deliverDue(app.context);
    app.clock.advance(59_000);
    expect(await deliverDue(app.context)).toMatchObject({ delivered: 0, failed: 0 });
    expect(posted).toHaveLength(1);
    expect(findChatProblem(app.context)).toBe('invalid_auth');
    expect(isDeliveryDue(app.context)).toBe(false);
    app.clock.advance(1_000);
    expect(await deliverDue(app.context)).toMatchObject({ delivered: 3 });
    expect(findChatProblem(app.context)).toBeNull();
  });

  test('another process, perhaps with a better token, does not wait', async () => {
    outcomes = [{ kind: 'refused', scope: 'credential', reason: 'invalid_auth' }];
    await deliverDue(app.context);
    const pause = JSON.parse(app.store.settings.find('sending-pause') ?? '{}');
    app.store.settings.save('sending-pause', JSON.stringify({ ...pause, by: 'another' }));
    expect(await deliverDue(app.context)).toMatchObject({ delivered: 2 });
  });

  test('weeks of a refused token bring no row nearer to being given up', async () => {
    for (let day = 0; day < 400; day += 1) {
      outcomes = [{ kind: 'refused', scope: 'credential', reason: 'token_revoked' }];
      await deliverDue(app.context);
      app.clock.advance(3_600_000);
    }
    outcomes = [{ kind: 'transient', reason: 'http_404' }];
    await deliverDue(app.context);
    expect(app.store.outbox.find(1)).toMatchObject({ state: 'retrying', attempts: 1 });
  });

  test('a rate limit holds for every channel: it is the limit of the method', async () => {
    addRow('C2', 'c');
    outcomes = [{ kind: 'rate-limited', retryAfterMs: 30_000 }];
    await deliverDue(app.context);
    app.clock.advance(29_000);
    await deliverDue(app.context);
    expect(posted).toHaveLength(1);
    app.clock.advance(1_000);
    expect(await deliverDue(app.context)).toMatchObject({ delivered: 3 });
  });

  test('what does not get through for an hour is told, with why, by health and doctor; until then it is no news', async () => {
    const isTold = async () => ({
      health: readHealth(app.context).warnings.filter((line) => line.includes('get through')),
      doctor: (await runDoctor(app.context)).find(({ name }) => name === 'outbox'),
    });
    for (let minutes = 0; minutes < 80; minutes += 10) {
      if (minutes === 50) expect(await isTold()).toMatchObject({ health: [], doctor: { result: 'ok' } });
      outcomes = Array(9).fill({ kind: 'transient', reason: 'not_reachable_enotfound' });
      await deliverDue(app.context);
      app.clock.advance(10 * 60_000);
    }
    const told =
      /^a notification does not get through since .* \(channel C1: not_reachable_enotfound\): "vhdwatch outbox list"$/;
    expect(await isTold()).toMatchObject({
      health: [expect.stringMatching(told)],
      doctor: { result: 'warning', detail: expect.stringContaining('not get through') },
    });
    outcomes = [];
    app.clock.advance(20 * 60_000);
    await deliverDue(app.context);
    expect(await isTold()).toMatchObject({ health: [], doctor: { result: 'ok' } });
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
    // The attempt that failed just now is counted.
    expect(waits[0]).toBeGreaterThanOrEqual(2_000);
    expect(waits[0]).toBeLessThanOrEqual(4_000);
    expect(waits.at(-1)).toBeLessThanOrEqual(15 * 60_000);
    expect(waits.at(-1)).toBeGreaterThan(7 * 60_000);
  });
});

describe('a message that may have been posted', () => {
  const LOST: SendOutcome = { kind: 'ambiguous', reason: 'answer_lost' };
  const SCOPE_MISSING: FindOutcome = { kind: 'unknown', reason: 'missing_scope', lasting: true };

  /** Delivers every two seconds for so long. */
  async function goOnFor(ms: number, context = app.context) {
    for (let left = ms; left > 0; left -= 2_000) {
      app.clock.advance(2_000);
      await deliverDue(context);
    }
  }
  const countOf = (key: string) => posted.filter((message) => message.key === key).length;

  test('is not believed lost while it may only be late in the history', async () => {
    outcomes = [LOST];
    await deliverDue(app.context);
    // Slack has shown a message 29 seconds late.
    await goOnFor(40_000);
    expect(looks.length).toBeGreaterThan(2);
    expect(looks.length).toBeLessThan(8);
    expect(countOf('a')).toBe(1);
    history = { kind: 'found', ts: '9.000900' };
    await goOnFor(10_000);
    expect(countOf('a')).toBe(1);
    expect(app.store.outbox.find(1)).toMatchObject({ state: 'delivered', messageTs: '9.000900' });
  });

  test('is looked for, with patience, after a process died while sending it', async () => {
    app.store.outbox.markSending(1, NOW);
    await deliverDue(app.context);
    expect(looks).toHaveLength(1);
    expect(posted).toHaveLength(0);
    await goOnFor(60_000);
    expect(posted.map(({ key }) => key)).toEqual(['a', 'b']);
  });

  test('is not sent while the history cannot be asked for a passing reason', async () => {
    outcomes = [LOST];
    await deliverDue(app.context);
    history = { kind: 'unknown', reason: 'http_503' };
    await goOnFor(120_000);
    expect(countOf('a')).toBe(1);
    history = { kind: 'found', ts: '9.000900' };
    await goOnFor(120_000);
    expect(countOf('a')).toBe(1);
    expect(stateOf(1)).toBe('delivered');
  });

  test('is sent again where the history can never be asked, unless twice would be worse', async () => {
    outcomes = [LOST];
    await deliverDue(app.context);
    history = SCOPE_MISSING;
    await goOnFor(60_000);
    expect(countOf('a')).toBe(2);
    expect(stateOf(1)).toBe('delivered');
  });

  test('is given up where the history can never be asked and twice would be worse, and the operators hear of it', async () => {
    const context = { ...app.context, withoutHistory: { 'test-message': 'at-most-once' } as const };
    outcomes = [LOST];
    await deliverDue(context);
    history = SCOPE_MISSING;
    await goOnFor(12_000, context);
    expect(countOf('a')).toBe(1);
    expect(stateOf(1)).toBe('dropped');
    expect(posted.filter(({ content }) => content.kind === 'operator-alarm')).toHaveLength(1);
  });

  test('is looked for in real time, whatever the present is taken to be', async () => {
    const wallClock = createTestClock('2031-03-01T12:00:00Z');
    outcomes = [LOST];
    await deliverDue({ ...app.context, wallClock });
    app.clock.advance(3_000);
    await deliverDue({ ...app.context, wallClock });
    expect(looks[0]?.since).toBe('2031-03-01T10:00:00.000Z');
    expect(countOf('a')).toBe(1);
    wallClock.advance(60_000);
    app.clock.advance(4_000);
    await deliverDue({ ...app.context, wallClock });
    expect(countOf('a')).toBe(2);
  });

  test('is looked for from its first attempt on, not from the latest', async () => {
    outcomes = [LOST, LOST];
    await deliverDue(app.context);
    await goOnFor(120_000);
    expect(looks.length).toBeGreaterThan(5);
    // A month further before it is sent again: a clock that was ahead would hide it.
    const once = ['2026-08-20T07:00:00.000Z', '2026-07-21T07:00:00.000Z'];
    expect(new Set(looks.map(({ since }) => since))).toEqual(new Set(once));
  });

  describe('while somebody sets the clock', () => {
    /** What the chat shows half a minute after the request, under its own stamp. */
    const showsAfter = (ms: number, at = Date.parse(NOW)): Sender => {
      const shownFrom = app.clock.uptimeMs() + ms;
      return {
        ...sender,
        find: async (channel, key, since) => {
          await sender.find(channel, key, since);
          const isShown = key === 'a' && app.clock.uptimeMs() >= shownFrom && Date.parse(since) <= at;
          return isShown ? { kind: 'found', ts: '9.000900' } : { kind: 'absent' };
        },
      };
    };

    test.each([3, -3, 0.02, -0.02])('by %d hours, it is posted once and waits for no hours', async (hours) => {
      const context = { ...app.context, sender: showsAfter(29_000) };
      outcomes = [LOST];
      await deliverDue(context);
      await goOnFor(4_000, context);
      app.clock.jump(hours * 3_600_000);
      await goOnFor(90_000, context);
      expect(posted.map(({ key }) => key)).toEqual(['a', 'b']);
      expect([stateOf(1), stateOf(2)]).toEqual(['delivered', 'delivered']);
    });

    test('back, a pause that the chat asked for holds nothing for hours', async () => {
      await deliverEntry(app.context, app.store.outbox.find(2) as OutboxEntry);
      outcomes = [LOST];
      await deliverDue(app.context);
      await goOnFor(60_000);
      addRow('C2', 'c');
      outcomes = [{ kind: 'rate-limited', retryAfterMs: 30_000 }];
      await deliverDue(app.context);
      app.clock.jump(-5 * 3_600_000);
      expect(isDeliveryDue(app.context)).toBe(true);
      await goOnFor(4_000);
      expect(countOf('c')).toBe(2);
    });

    test('before it is posted, it is found by the stamp of a chat that knows the time', async () => {
      const context = { ...app.context, sender: showsAfter(0) };
      await deliverEntry(context, app.store.outbox.find(2) as OutboxEntry);
      app.clock.jump(9 * 3_600_000);
      outcomes = [LOST];
      await deliverDue(context);
      await goOnFor(120_000, context);
      expect(countOf('a')).toBe(1);
      expect(stateOf(1)).toBe('delivered');
    });
  });
});

test('a change of an earlier message goes to its place, and twice changes it once', async () => {
  const updated: string[] = [];
  outcomes = [];
  const context = {
    ...app.context,
    sender: {
      ...sender,
      update: async (_message: OutgoingMessage, ts: string): Promise<SendOutcome> => {
        updated.push(ts);
        return updated.length === 1 ? { kind: 'ambiguous', reason: 'answer_lost' } : { kind: 'delivered', ts };
      },
    },
  };
  const content = { kind: 'test-message', requestedBy: 'again' } as const;
  const change = { channel: 'C1', operation: 'update', content } as const;
  app.store.outbox.add(
    [
      { ...change, dedupeKey: 'a/1', parentKey: 'a' },
      { ...change, dedupeKey: 'x/1', parentKey: 'never posted' },
    ],
    NOW,
  );
  await deliverDue(context);
  app.clock.advance(10_000);
  expect(await deliverDue(context)).toEqual({ delivered: 0, updated: 1, failed: 0 });
  expect(updated).toEqual(['1.000100', '1.000100']);
  expect(looks).toEqual([]);
  expect(app.store.outbox.findByKey('C1', 'x/1')).toMatchObject({ state: 'dropped' });
});

test('a machine that slept while another process took over sends nothing more', async () => {
  const run = withWorkLease(
    app.context,
    async () => {
      app.store.leases.release('work', PROCESS_IDENTITY);
      app.store.leases.acquire('work', 'other|1|x', new Date(), 30_000);
      return deliverDue(app.context);
    },
    0,
  );
  await expect(run).rejects.toThrow(/took over/);
  expect(posted).toEqual([]);
  expect(stateOf(1)).toBe('pending');
});

describe('a row that cannot be sent', () => {
  let path: string;
  let folder: ReturnType<typeof makeFolder>;

  beforeEach(() => {
    folder = makeFolder();
    path = join(folder.path, 'vhdwatch.db');
    const store = openTestStore(path);
    const created = createTestApp({ githubUrl: 'http://127.0.0.1:1', now: NOW, sender, store });
    app = { ...created, context: { ...created.context, version: '1.0.0' } };
    for (const key of ['a', 'b']) addRow('C1', key);
    addRow('C2', 'c');
  });
  afterEach(() => {
    app.store.close();
    folder.remove();
  });

  const spoil = (sql: string) => {
    const db = new Database(path);
    db.exec(sql);
    db.close();
  };
  const alarms = () => posted.flatMap(({ content }) => (content.kind === 'operator-alarm' ? [content] : []));

  test.each([
    ['no JSON', "update outbox set content = 'oops' where id = 1", 'unreadable'],
    ['due at no instant', "update outbox set due_at = 'soon' where id = 1", 'unreadable'],
    [
      'of no form that this version can compose',
      `update outbox set content = '{"kind":"release-news"}', kind = 'release-news' where id = 1`,
      'not_composable',
    ],
    [
      'a reminder whose items are a word',
      `update outbox set content = '{"kind":"upgrade-reminder","items":"x"}', kind = 'upgrade-reminder' where id = 1`,
      'not_composable',
    ],
  ])('%s: it is set aside with a name, and the others go out', async (_, sql, reason) => {
    spoil(sql);
    expect(isDeliveryDue(app.context)).toBe(true);
    expect(await deliverDue(app.context)).toMatchObject({ delivered: 3 });
    expect(posted.map(({ key }) => key)).toEqual(expect.arrayContaining(['b', 'c']));
    expect(app.store.outbox.find(1)).toMatchObject({ state: 'dead', lastError: reason });
    expect(alarms()).toMatchObject([{ lines: [expect.stringMatching(/next version tries it again/)] }]);
    expect(listOutbox(app.context)).toHaveLength(4);
    await deliverDue(app.context);
    expect(alarms()).toHaveLength(1);
  });

  test('a message that a clock of another century planned is due, and hides no other', async () => {
    spoil("update outbox set due_at = '2286-11-20T17:46:39.000Z'");
    expect(isDeliveryDue(app.context)).toBe(true);
    expect(await deliverDue(app.context)).toMatchObject({ delivered: 3, failed: 0 });
  });

  test.each([
    ['{"from":"2286-11-20T17:46:39.000Z","at":"2026-08-20T08:00:00.000Z"}', '2026-07-21T08:00:00.000Z'],
    ['{"from":"soon","at":"2026-08-20T08:00:00.000Z"}', '2026-07-21T08:00:00.000Z'],
    ['{"from":"2026-08-20T07:00:00.000Z","at":"soon"}', undefined],
  ])('a restore that is said to be %j: messages are looked for from %s on', async (restored, since) => {
    history = { kind: 'found', ts: '1.000100' };
    app.store.settings.save('restored', restored);
    expect(await deliverDue(app.context)).toMatchObject({ delivered: 3, failed: 0 });
    expect(looks[0]?.since).toBe(since);
  });

  test('nothing is sent of a database that was removed, since nobody would know of it later; it is not healthy', async () => {
    expect(readHealth(app.context).problems.join()).not.toContain('removed');
    rmSync(path);
    await expect(deliverDue(app.context)).rejects.toThrow(/was removed, replaced or overwritten/);
    expect(posted).toEqual([]);
    expect(readHealth(app.context).problems[0]).toMatch(
      /was removed, replaced or overwritten.*put a backup in its place/,
    );
  });

  test('is tried again, once, by the next version', async () => {
    spoil("update outbox set content = 'oops' where id = 1");
    await deliverDue(app.context);
    spoil(`update outbox set content = '${JSON.stringify(TEST_MESSAGE)}' where id = 1`);
    await deliverDue(app.context);
    expect(stateOf(1)).toBe('dead');
    await deliverDue({ ...app.context, version: '1.0.1' });
    expect(stateOf(1)).toBe('delivered');
  });

  test('of another table is left out alone, and said once, with what repairs it', async () => {
    spoil(`insert into channel_subscriptions (channel, data, created_at) values ('C1', 'oops', '${NOW}')`);
    expect(app.store.channelSubscriptions.list()).toEqual([]);
    await deliverDue(app.context);
    await deliverDue(app.context);
    expect(alarms()).toMatchObject([{ lines: ['channel_subscriptions, row 1', expect.stringContaining('doctor')] }]);
    expect(await runDoctor(app.context)).toContainEqual(
      expect.objectContaining({ name: 'table channel_subscriptions', result: 'failed' }),
    );
    expect(readHealth(app.context).warnings).toContainEqual(expect.stringContaining('channel_subscriptions'));
  });
});

describe('a machine that slept in the middle of a message while another process took over', () => {
  const takeOver = () => {
    app.store.leases.release('work', PROCESS_IDENTITY);
    app.store.leases.acquire('work', 'other|1|x', new Date(), 30_000);
  };
  const sleepDuring = (when: 'before the request' | 'after it', outcome: SendOutcome): Promise<unknown> => {
    const sleepy: Sender = {
      ...sender,
      post: async (message) => {
        if (when === 'before the request') takeOver();
        message.beforeRequest?.();
        posted.push(message);
        takeOver();
        return outcome;
      },
    };
    return withWorkLease(app.context, () => deliverDue({ ...app.context, sender: sleepy }), 0);
  };

  test('sends nothing where it slept before the request, for its turn in the channel or for a picture', async () => {
    await expect(sleepDuring('before the request', { kind: 'delivered', ts: '1.1' })).rejects.toThrow(/took over/);
    expect(posted).toEqual([]);
    expect(stateOf(1)).toBe('sending');
  });

  test('does not overwrite what the other found out, where it knows nothing itself', async () => {
    await expect(sleepDuring('after it', { kind: 'ambiguous', reason: 'timeout' })).rejects.toThrow(/took over/);
    expect(stateOf(1)).toBe('sending');
    expect(posted).toHaveLength(1);
  });
});

test('a message that a clock far ahead had planned is not waited for', async () => {
  const at = '2027-01-01T00:00:00.000Z';
  app.store.outbox.add([{ channel: 'C2', dedupeKey: 'ahead', content: TEST_MESSAGE }], at);
  expect(await deliverDue(app.context)).toMatchObject({ delivered: 3 });
});

test('a retry that a clock far ahead had planned is not waited for', async () => {
  app.clock.set('2027-01-01T00:00:00Z');
  outcomes = [{ kind: 'transient', reason: 'http_404' }];
  await deliverDue(app.context);
  app.clock.set(NOW);
  expect(await deliverDue(app.context)).toMatchObject({ delivered: 2 });
});

test('a message whose process died while the clock was hours ahead is looked for once it was set right', async () => {
  await deliverDue(app.context);
  app.clock.jump(4 * 3_600_000);
  await deliverDue(app.context);
  const at = app.context.clock.now().toISOString();
  app.store.outbox.add([{ channel: 'C1', dedupeKey: 'cut', content: TEST_MESSAGE }], at);
  app.store.outbox.markSending(app.store.outbox.findByKey('C1', 'cut')?.id ?? 0, at);
  app.clock.jump(-4 * 3_600_000);
  await deliverDue(app.context);
  expect(looks).toMatchObject([{ key: 'cut' }]);
});

describe('a process that is to end', () => {
  /** What each message waits for before and in its request, until it is let go. */
  async function stopWhile(stage: 'turn' | 'look' | 'request') {
    const stop = new AbortController();
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const at = (place: typeof stage) => {
      if (place !== stage) return undefined;
      stop.abort();
      return gate;
    };
    const slow: Sender = {
      ...sender,
      post: async (message) => {
        await at('turn');
        message.beforeRequest?.();
        await at('request');
        return sender.post(message);
      },
      find: async (...asked) => {
        await at('look');
        return sender.find(...asked);
      },
    };
    const delivered = deliverDue({ ...app.context, sender: slow, stopping: stop.signal });
    await vi.advanceTimersByTimeAsync(6_000);
    return { delivered, letGo };
  }

  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout'], fakeNodeBuiltins: true }));
  afterEach(() => void vi.useRealTimers());

  test.each(['turn', 'look'] as const)('waits a few seconds for a %s, and sends nothing after it', async (stage) => {
    if (stage === 'look') app.store.outbox.markSending(1, NOW);
    app.clock.advance(120_000);
    const { delivered, letGo } = await stopWhile(stage);
    expect(await delivered).toMatchObject({ delivered: 0 });
    letGo();
    await vi.advanceTimersByTimeAsync(100);
    expect(posted).toEqual([]);
    await deliverDue(app.context);
    app.clock.advance(120_000);
    await deliverDue(app.context);
    expect(posted.map(({ key }) => key).sort()).toEqual(['a', 'b']);
  });

  test('waits for the answer to a request that may have posted something', async () => {
    const { delivered, letGo } = await stopWhile('request');
    letGo();
    expect(await delivered).toMatchObject({ delivered: 1 });
    expect(stateOf(1)).toBe('delivered');
  });
});
