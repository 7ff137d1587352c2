import { describe, expect, it } from 'vitest';
import type { OutgoingMessage } from '../../../src/domain/sender.ts';
import { createInboxSender } from '../../../src/surfaces/inbox/create-inbox-sender.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { picture, releaseNews, upgradeReminder } from '../slack/sample-contents.ts';

const clock = { now: () => new Date('2026-07-17T20:05:00.123Z') };

function message(key: string, changes: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return { channel: 'inbox', key, content: releaseNews(), plainText: false, ...changes };
}

describe('the local inbox', () => {
  it('keeps the card', async () => {
    const store = openTestStore().inbox;
    const outcome = await createInboxSender({ store, clock }).post(message('k1', { threadTs: '1.1' }));
    const [kept] = store.list(9);
    expect(outcome).toEqual({ kind: 'delivered', ts: '1784318700.123000' });
    expect(kept).toMatchObject({ channel: 'inbox', key: 'k1', threadTs: '1.1', postedAt: '2026-07-17T20:05:00.123Z' });
    const { card } = JSON.parse(kept?.cardJson ?? '');
    expect(card.headline).toEqual([{ kind: 'text', text: expect.stringContaining('3 pools need') }]);
    expect(kept?.text).toContain('20348.5386.260715');
  });

  it('gives every message a ts of its own, though the clock stands still and the process restarts', async () => {
    const store = openTestStore().inbox;
    for (const key of ['a', 'b', 'c']) await createInboxSender({ store, clock }).post(message(key));
    const all = store.list(9).map(({ ts }) => ts);
    expect(all).toEqual(['1784318700.123200', '1784318700.123100', '1784318700.123000']);
  });

  it('keeps a key once per channel', async () => {
    const store = openTestStore().inbox;
    const sender = createInboxSender({ store, clock });
    const first = await sender.post(message('k1'));
    expect(await sender.post(message('k1'))).toEqual(first);
    await sender.post(message('k1', { channel: 'C0TEAM' }));
    expect(store.list(9)).toHaveLength(2);
  });

  it('finds and updates by key and ts, and says when there is nothing', async () => {
    const store = openTestStore().inbox;
    const sender = createInboxSender({ store, clock });
    await sender.post(message('k1'));
    const ts = store.list(1)[0]?.ts ?? '';
    expect(await sender.find('inbox', 'k1', '2026-01-01T00:00:00Z')).toEqual({ kind: 'found', ts });
    expect(await sender.find('inbox', 'k2', '2026-01-01T00:00:00Z')).toEqual({ kind: 'absent', isCertain: true });
    expect(await sender.update(message('k1', { content: { kind: 'test-message', requestedBy: 'ann' } }), ts)).toEqual({
      kind: 'delivered',
      ts,
    });
    expect(store.list(1)[0]?.text).toContain('requested by ann');
    expect(store.list(1)[0]?.cardJson).not.toContain('20348');
    expect(await sender.update(message('k1'), '9.9')).toMatchObject({ kind: 'refused', reason: 'message_not_found' });
  });

  it('keeps a picture once for all messages that show it, and a message without one that cannot be drawn', async () => {
    const { inbox, pictures } = openTestStore();
    const png = Buffer.from('png bytes');
    const drawn: string[] = [];
    const draw = async ({ drawnOn }: { readonly drawnOn: string }) => {
      drawn.push(drawnOn);
      return drawnOn === '2026-07-20' ? png : null;
    };
    const sender = createInboxSender({ store: inbox, clock, pictures: { store: pictures, draw } });
    for (const [key, drawnOn] of [
      ['first', '2026-07-20'],
      ['again', '2026-07-20'],
      ['undrawn', '2026-07-21'],
    ] as const)
      await sender.post(message(key, { content: upgradeReminder(2, { picture: picture({ drawnOn }) }) }));
    const kept = (key: string) => JSON.parse(inbox.findByKey('inbox', key)?.cardJson ?? '{}').picture;
    expect([kept('again'), kept('undrawn')]).toEqual([kept('first'), null]);
    expect(pictures.find(kept('first'))?.png).toEqual(png);
    expect(drawn).toEqual(['2026-07-20', '2026-07-21']);
  });

  it('keeps nothing of what cannot be drawn as a card', async () => {
    const store = openTestStore().inbox;
    const sender = createInboxSender({ store, clock });
    const content = { ...upgradeReminder(2), items: 'x' } as unknown as OutgoingMessage['content'];
    const refused = { kind: 'refused', scope: 'payload', reason: 'not_renderable' };
    expect(await sender.post(message('k1', { content }))).toEqual(refused);
    expect(await sender.update(message('k1', { content }), '1.000100')).toEqual(refused);
    expect(store.list(9)).toEqual([]);
  });
});
