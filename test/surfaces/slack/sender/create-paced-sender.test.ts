import { describe, expect, it } from 'vitest';
import type { OutgoingMessage, Sender } from '../../../../src/domain/sender.ts';
import { createPacedSender } from '../../../../src/surfaces/slack/sender/create-paced-sender.ts';
import { createSlackSender } from '../../../../src/surfaces/slack/sender/create-slack-sender.ts';
import { startFakeSlack } from '../../../support/fake-slack.ts';
import { createRecordingLogger } from './recording-logger.ts';

function message(channel: string, key: string): OutgoingMessage {
  return { channel, key, content: { kind: 'test-message', requestedBy: 'Ada' }, plainText: false };
}

/** A clock that only `sleep` moves, and a sender that notes when it was called. */
function createBench(post?: Sender['post']) {
  let now = 0;
  let followedAt: number | null = null;
  const sent: { key: string; at: number }[] = [];
  const note = async ({ key }: OutgoingMessage) => {
    sent.push({ key, at: now });
    return { kind: 'delivered', ts: '1.1' } as const;
  };
  const find: Sender['find'] = async (_, key) => (key === 'late' ? { kind: 'found', ts: '1.1' } : { kind: 'absent' });
  const inner: Sender = { post: post ?? note, update: note, find };
  const sleep = async (ms: number) => {
    now += ms;
  };
  const advance = (ms: number) => {
    now += ms;
  };
  const follow = () => {
    followedAt = now;
  };
  const findSinceFollowedMs = () => (followedAt === null ? null : now - followedAt);
  return { sent, sender: createPacedSender(inner, { nowMs: () => now, sleep, findSinceFollowedMs }), advance, follow };
}

describe('pacing', () => {
  it('lets the messages of a channel go a second apart, in the order they came', async () => {
    const { sender, sent } = createBench();
    await Promise.all(['a', 'b', 'c'].map((key) => sender.post(message('C1', key))));
    expect(sent.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
    expect(sent.map(({ at }) => at)).toEqual([0, 1_020, 2_040]);
  });

  it('does not wait when the last message is long ago', async () => {
    const { sender, sent, advance } = createBench();
    await sender.post(message('C1', 'a'));
    advance(5_000);
    await sender.post(message('C1', 'b'));
    expect(sent.map(({ at }) => at)).toEqual([0, 5_000]);
  });

  it('counts updates too, since Slack does', async () => {
    const { sender, sent } = createBench();
    await sender.post(message('C1', 'a'));
    await sender.update(message('C1', 'b'), '1.1');
    expect(sent.map(({ at }) => at)).toEqual([0, 1_020]);
  });

  it('does not delay other channels, nor a look into the history', async () => {
    let release = () => {};
    const stuck = new Promise<void>((resolve) => {
      release = resolve;
    });
    const done: string[] = [];
    const { sender } = createBench(async ({ channel, key }) => {
      if (channel === 'C1') await stuck;
      done.push(key);
      return { kind: 'delivered', ts: '1.1' };
    });
    const slow = sender.post(message('C1', 'slow'));
    await sender.post(message('C2', 'quick'));
    expect(await sender.find('C1', 'slow', '2026-07-17T00:00:00Z')).toEqual({ kind: 'absent' });
    expect(done).toEqual(['quick']);
    release();
    await slow;
    expect(done).toEqual(['quick', 'slow']);
  });

  it('waits after a message that was found: it may have come this very moment', async () => {
    const { sender, sent, advance } = createBench();
    await sender.post(message('C1', 'a'));
    advance(20_000);
    await sender.find('C1', 'late', '2026-07-17T00:00:00Z');
    await sender.post(message('C1', 'b'));
    expect(sent[1]?.at).toBe(21_020);
  });

  it('waits where another process may have sent until a moment ago, also one that worked here before', async () => {
    const { sender, sent, advance, follow } = createBench();
    await sender.post(message('C1', 'a'));
    advance(60_000);
    follow();
    advance(300);
    await Promise.all(['C1', 'C2'].map((channel) => sender.post(message(channel, 'b'))));
    expect(sent[1]?.at).toBe(61_020);
    advance(5_000);
    await sender.post(message('C1', 'c'));
    expect(sent.at(-1)?.at).toBeLessThan(66_000 + 2_000);
  });

  it('goes on after a sender that threw', async () => {
    let calls = 0;
    const { sender } = createBench(async () => {
      calls += 1;
      if (calls === 1) throw new Error('defect');
      return { kind: 'delivered', ts: '1.1' };
    });
    await expect(sender.post(message('C1', 'a'))).rejects.toThrow('defect');
    await expect(sender.post(message('C1', 'b'))).resolves.toMatchObject({ kind: 'delivered' });
  });

  it('keeps to the pace of Slack in real time', async () => {
    const slack = await startFakeSlack();
    const clock = { now: () => new Date() };
    const logger = createRecordingLogger();
    const sender = createPacedSender(createSlackSender({ token: slack.token, apiUrl: slack.apiUrl, logger, clock }));
    await Promise.all(
      ['C0NEWS', 'C0TEAM'].flatMap((channel) => ['1', '2'].map((key) => sender.post(message(channel, key)))),
    );
    expect(slack.paceViolations).toEqual([]);
    expect(slack.keys('C0NEWS')).toEqual(['1', '2']);
    await slack.close();
  });
});
