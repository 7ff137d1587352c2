import { describe, expect, it } from 'vitest';
import type { InboxMessage, InboxStore } from '../../../src/domain/inbox.ts';
import type { OutgoingMessage } from '../../../src/domain/sender.ts';
import { createInboxSender } from '../../../src/surfaces/inbox/create-inbox-sender.ts';
import { releaseNews } from '../slack/sample-contents.ts';

const clock = { now: () => new Date('2026-07-17T20:05:00.123Z') };

function createStore(): InboxStore & { messages: InboxMessage[] } {
  const messages: InboxMessage[] = [];
  return {
    messages,
    save: (message) => void messages.push(message),
    findByKey: (channel, key) => messages.find((one) => one.channel === channel && one.key === key) ?? null,
    replace: (ts, content) => {
      const index = messages.findIndex((one) => one.ts === ts);
      if (index >= 0) messages[index] = { ...(messages[index] as InboxMessage), ...content };
      return index >= 0;
    },
    findNewestTs: () =>
      messages
        .map(({ ts }) => ts)
        .sort()
        .at(-1) ?? null,
  };
}

function message(key: string, changes: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return { channel: 'inbox', key, content: releaseNews(), plainText: false, ...changes };
}

describe('the local inbox', () => {
  it('keeps the card', async () => {
    const store = createStore();
    const outcome = await createInboxSender({ store, clock }).post(message('k1', { threadTs: '1.1' }));
    const [kept] = store.messages;
    expect(outcome).toEqual({ kind: 'delivered', ts: '1784318700.123000' });
    expect(kept).toMatchObject({ channel: 'inbox', key: 'k1', threadTs: '1.1', postedAt: '2026-07-17T20:05:00.123Z' });
    const { card } = JSON.parse(kept?.cardJson ?? '');
    expect(card.headline).toEqual([{ kind: 'text', text: expect.stringContaining('3 pools need') }]);
    expect(kept?.text).toContain('20348.5386.260715');
  });

  it('gives every message a ts of its own, though the clock stands still and the process restarts', async () => {
    const store = createStore();
    for (const key of ['a', 'b', 'c']) await createInboxSender({ store, clock }).post(message(key));
    const all = store.messages.map(({ ts }) => ts);
    expect(all).toEqual(['1784318700.123000', '1784318700.123100', '1784318700.123200']);
  });

  it('keeps a key once per channel', async () => {
    const store = createStore();
    const sender = createInboxSender({ store, clock });
    const first = await sender.post(message('k1'));
    expect(await sender.post(message('k1'))).toEqual(first);
    await sender.post(message('k1', { channel: 'C0TEAM' }));
    expect(store.messages).toHaveLength(2);
  });

  it('finds and updates by key and ts, and says when there is nothing', async () => {
    const store = createStore();
    const sender = createInboxSender({ store, clock });
    await sender.post(message('k1'));
    const ts = store.messages[0]?.ts ?? '';
    expect(await sender.find('inbox', 'k1', '2026-01-01T00:00:00Z')).toEqual({ kind: 'found', ts });
    expect(await sender.find('inbox', 'k2', '2026-01-01T00:00:00Z')).toEqual({ kind: 'absent', isCertain: true });
    expect(await sender.update(message('k1', { content: { kind: 'test-message', requestedBy: 'ann' } }), ts)).toEqual({
      kind: 'delivered',
      ts,
    });
    expect(store.messages[0]?.text).toContain('requested by ann');
    expect(store.messages[0]?.cardJson).not.toContain('20348');
    expect(await sender.update(message('k1'), '9.9')).toMatchObject({ kind: 'refused', reason: 'message_not_found' });
  });
});
