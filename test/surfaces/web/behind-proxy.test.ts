import { describe, expect, it } from 'vitest';
import { createInboxDesk } from '../../../src/surfaces/slack/desk/create-inbox-desk.ts';
import { buildAugustCatalogue } from '../../advice/support/august-2026.ts';
import { buildCluster } from '../../advice/support/builders.ts';
import { buildMessage, type Served, sendRaw, serve } from './support/serve.ts';

const PREFIX = '/tools/vhdwatch';
const PUBLIC_URL = `https://ops.example.test${PREFIX}/`;
const PAGES = ['/', '/fleet', '/clusters/shop/win22', '/images', '/regions', '/retirements', '/inbox', '/health'];

/** How a proxy hands on what it is asked for below its prefix. */
const PROXIES = [
  ['takes the path off', ''],
  ['leaves the path', PREFIX],
] as const;

async function serveBehindProxy(changes: Parameters<typeof serve>[0] = {}): Promise<Served> {
  const { store, context } = await serve();
  store.catalogue.replace(buildAugustCatalogue());
  store.clusters.save(buildCluster({ name: 'shop' }));
  store.inbox.save(buildMessage(1, { channel: 'C0TEAM' }));
  const desk = createInboxDesk(context, '/vhdwatch');
  return serve({ publicUrl: PUBLIC_URL, desk, ...changes }, { ...context, store });
}

/** What a page leads to, loads, or sends its forms to, without what lies elsewhere. */
function listTargets(body: string): string[] {
  const found = [...body.matchAll(/ (?:href|src|srcset|action|data-follow)="([^"]*)"/g)].map(
    ([, target]) => target ?? '',
  );
  return [...new Set(found)].filter((target) => !/^(?:#|https?:)/.test(target));
}

describe.each(PROXIES)('behind a proxy that %s', (_, handedOn) => {
  it('every link, picture, form and stream of every page lies below the prefix, and is there', async () => {
    const { get } = await serveBehindProxy();
    const targets = new Set<string>();
    for (const page of PAGES) {
      const { status, body } = await get(`${handedOn}${page}`);
      expect([page, status]).toEqual([page, 200]);
      for (const target of listTargets(body)) targets.add(target);
    }
    expect([...targets].filter((target) => !target.startsWith(`${PREFIX}/`))).toEqual([]);
    expect(targets).toContain(`${PREFIX}/inbox/events`);
    for (const target of targets) {
      // A stream, and what is only posted to; the tests below are about them.
      if (/\/inbox\/\w+$/.test(target)) continue;
      const path = handedOn + target.slice(PREFIX.length).replaceAll('&#38;', '&');
      expect([path, (await get(path)).status]).not.toEqual([path, 404]);
    }
  });

  it('forms of the public page are taken, and lead back below the prefix', async () => {
    const { get } = await serveBehindProxy();
    const [, token = ''] = /name="token" value="([^"]+)"/.exec((await get(`${handedOn}/inbox`)).body) ?? [];
    const send = (origin: string) =>
      get(`${handedOn}/inbox/command`, {
        method: 'POST',
        body: new URLSearchParams({ token, channel: 'C0TEAM', text: 'help' }),
        headers: { origin },
      });
    const { status, headers } = await send('https://ops.example.test');
    expect([status, headers.get('location')]).toEqual([303, `${PREFIX}/inbox`]);
    expect((await send('https://evil.example')).status).toBe(403);
  });

  it('the inbox follows by itself', async () => {
    const { url } = await serveBehindProxy();
    const events = await fetch(`${url}${handedOn}/inbox/events`);
    expect(events.headers.get('content-type')).toContain('text/event-stream');
    await events.body?.cancel();
  });

  it('signing in leads back below the prefix, with a cookie of its own', async () => {
    const token = 'a-token-of-thirty-two-characters';
    const { get } = await serveBehindProxy({ access: { token, proxyHeader: null } });
    const byLink = await get(`${handedOn}/fleet?token=${token}`);
    expect(byLink.headers.get('location')).toBe(`${PREFIX}/fleet`);
    expect(byLink.headers.get('set-cookie')).toContain(`Path=${PREFIX}/;`);
    const byForm = await get(`${handedOn}/sign-in`, { method: 'POST', body: new URLSearchParams({ token }) });
    expect(byForm.headers.get('location')).toBe(`${PREFIX}/`);
    expect((await get(`${handedOn}/healthz`)).status).toBe(200);
  });
});

describe('the name of the proxy', () => {
  it('is answered on the loopback, and no other name is', async () => {
    const { url } = await serveBehindProxy();
    const ask = (host: string) => sendRaw(`${url}${PREFIX}/fleet`, { Host: host });
    expect((await ask('ops.example.test')).status).toBe(200);
    expect((await ask('evil.example')).status).toBe(421);
  });

  it('a path that only begins like the prefix is none of ours', async () => {
    const { get } = await serveBehindProxy();
    expect((await get(`${PREFIX}-other/fleet`)).status).toBe(404);
  });
});
