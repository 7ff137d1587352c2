import { describe, expect, it } from 'vitest';
import { buildMessage, HOSTILE, positionsOf, serve } from '../support/serve.ts';

describe('the inbox page', () => {
  it('says that messages stay here and what will come, while there are none', async () => {
    const { get } = await serve();
    const { status, headers, body } = await get('/inbox');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(body).toContain('Messages stay on this page');
    expect(body).toContain('No messages yet');
    expect(body).toContain('aks-releases and vhd-notes were not polled successfully yet');
  });

  it('says that messages go to Slack when they do', async () => {
    const { get } = await serve({ chat: 'Slack' });
    const { body } = await get('/inbox');
    expect(body).toContain('Messages go to Slack.');
    expect(body).toContain('Look into your channels in Slack');
    expect(body).not.toContain('Messages stay');
  });

  it('says nothing about problems once the first poll succeeded', async () => {
    const { get, store } = await serve();
    store.sources.markSucceeded('aks-releases', {}, '2026-08-20T09:00:00.000Z');
    expect((await get('/inbox')).body).not.toContain('Not ready');
  });

  it('draws messages oldest first, the channel with the newest on top, with the time in the time zone', async () => {
    const { get, store } = await serve();
    store.inbox.save(buildMessage(1, { text: 'oldest' }));
    store.inbox.save(buildMessage(2, { text: 'middle', channel: 'C0OTHER' }));
    store.inbox.save(buildMessage(3, { text: 'latest' }));
    const { body } = await get('/inbox');
    const order = positionsOf(body, [
      'class="channel-name">inbox',
      '<p>oldest</p>',
      '<p>latest</p>',
      'class="channel-name">C0OTHER',
      '<p>middle</p>',
    ]);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(body).toContain('>20 Aug 2026, 11:00 CEST</time>');
  });

  it('puts replies under their message, oldest first, and a lone reply on its own', async () => {
    const { get, store } = await serve();
    store.inbox.save(buildMessage(1, { text: 'question' }));
    store.inbox.save(buildMessage(2, { text: 'unrelated' }));
    const threadTs = buildMessage(1).ts;
    store.inbox.save(buildMessage(3, { text: 'first answer', threadTs }));
    store.inbox.save(buildMessage(4, { text: 'second answer', threadTs }));
    store.inbox.save(buildMessage(5, { text: 'lone answer', threadTs: '1.000001' }));
    const { body } = await get('/inbox');
    const order = positionsOf(body, [
      'question',
      '2 replies',
      'first answer',
      'second answer',
      'unrelated',
      'lone answer',
    ]);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('draws the card as it was kept, and the text where that cannot be read', async () => {
    const { get, store } = await serve();
    const card = { headline: [{ kind: 'text', text: 'the card' }], parts: [] };
    store.inbox.save(buildMessage(1, { text: 'beside the card', cardJson: JSON.stringify({ card }) }));
    store.inbox.save(buildMessage(2, { text: 'whole', cardJson: '[{"type":"divider"}]' }));
    store.inbox.save(buildMessage(3, { text: 'half', cardJson: '[{"type":"divi' }));
    const { body } = await get('/inbox');
    expect(body).toContain('the card</p>');
    expect(body).not.toContain('beside the card');
    expect(body).toContain('<p>whole</p>');
    expect(body).toContain('<p>half</p>');
  });

  it.each([
    ['long', 150],
    ['short', 0],
  ])('shows what fits 100 kB of %s messages, newest last, and leads to all that is older', async (_, words) => {
    const { get, store } = await serve();
    store.transaction(() => {
      for (let at = 1; at <= 600; at += 1)
        store.inbox.save(
          buildMessage(at, { text: `message ${at} ${'words '.repeat(words)}`, channel: `C0TEAM${at % 3}` }),
        );
    });
    const seen: string[] = [];
    for (let path: string | undefined = '/inbox'; path; ) {
      const { body } = await get(path);
      expect(Buffer.byteLength(body)).toBeLessThan(100_000);
      seen.push(...[...body.matchAll(/<p>message (\d+)/g)].map(([, at = '']) => at));
      expect(body.includes('The newest messages')).toBe(path !== '/inbox');
      [, path] = /href="([^"]+)">Older messages/.exec(body) ?? [];
    }
    expect([seen.length, new Set(seen).size]).toEqual([600, 600]);
  });

  it('shows one channel at a time, and how many messages each has', async () => {
    const { get, store } = await serve();
    store.inbox.save(buildMessage(1, { text: 'first' }));
    store.inbox.save(buildMessage(2, { text: 'elsewhere', channel: 'C0OTHER' }));
    store.inbox.save(buildMessage(3, { text: 'an answer', threadTs: buildMessage(1).ts }));
    const { body } = await get('/inbox?channel=inbox');
    expect(body).toContain('<p>first</p>');
    expect(body).not.toContain('elsewhere');
    expect(body).toContain('href="/inbox?channel=inbox" aria-current="page"><span>inbox</span> <span class="soft">2<');
    const older = await get(`/inbox?channel=inbox&until=${buildMessage(1).ts}`);
    expect(older.body).toContain('<p>first</p>');
    expect(older.body).not.toContain('an answer');
    expect((await get('/inbox?channel=nobody')).body).toContain('No messages');
  });

  it('leads from a reply on its own to what it replies to', async () => {
    const { get, store } = await serve();
    store.inbox.save(buildMessage(5, { text: 'lone answer', threadTs: buildMessage(1).ts }));
    expect((await get('/inbox')).body).toContain(`href="/inbox?channel=inbox&#38;until=${buildMessage(1).ts}"`);
  });

  it('escapes the names of channels, keys and times', async () => {
    const { get, store } = await serve();
    store.inbox.save(buildMessage(1, { channel: HOSTILE, ts: `1"><script>`, postedAt: HOSTILE }));
    const { body } = await get('/inbox');
    expect(body).not.toContain('<script>');
    expect(body).not.toContain('\u202e');
    expect(body).toContain('&#60;script&#62;alert(1)');
  });

  it('pictures of the local inbox are served by their digest, and nothing else is', async () => {
    const { get, store } = await serve();
    const digest = 'A1'.repeat(16);
    store.pictures.savePng(digest, Buffer.from('png bytes'), '2026-08-20T09:00:00Z');
    const found = await get(`/pictures/F${digest}.png`);
    expect([found.status, found.headers.get('content-type'), found.body]).toEqual([200, 'image/png', 'png bytes']);
    for (const path of [`F${'B2'.repeat(16)}.png`, 'F.png', '..%2F..%2Fetc%2Fpasswd', `F${digest}.png.html`])
      expect((await get(`/pictures/${path}`)).status).toBe(404);
  });
});
