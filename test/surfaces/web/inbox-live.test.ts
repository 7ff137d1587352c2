import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawLiveMessage, drawMessage, MESSAGE_STYLES } from '../../../src/surfaces/inbox/draw-message.ts';
import { createInboxDesk } from '../../../src/surfaces/slack/desk/create-inbox-desk.ts';
import { buildAugustCatalogue } from '../../advice/support/august-2026.ts';
import { buildCluster } from '../../advice/support/builders.ts';
import { CHROMIUM, findBarriers, openBrowser, WITHOUT_CHROMIUM } from '../../support/open-browser.ts';
import { buildMessage, HOSTILE, type Served, serve } from './support/serve.ts';

/** An inbox with its desk, on one context. */
async function serveDesk(): Promise<Served> {
  const { store, context } = await serve();
  store.catalogue.replace(buildAugustCatalogue());
  store.clusters.save(buildCluster({ name: 'shop' }));
  store.inbox.save(buildMessage(1, { channel: 'C0TEAM', text: HOSTILE }));
  const desk = createInboxDesk(context, '/vhdwatch');
  return serve({ desk, drawMessage, drawLiveMessage, messageStyles: MESSAGE_STYLES }, { ...context, store });
}

const tokenOf = (body: string) => /name="token" value="([^"]+)"/.exec(body)?.[1] ?? '';

const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  [path, { method: 'POST', body: new URLSearchParams(fields), headers }] as const;

describe('the live inbox', () => {
  it('answers a command as Slack would, visible to nobody else, without a script', async () => {
    const { get } = await serveDesk();
    const token = tokenOf((await get('/inbox')).body);
    const sent = await get(...post('/inbox/command', { token, channel: 'C0TEAM', text: '/vhdwatch cluster shop' }));
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/inbox']);
    const { body } = await get('/inbox');
    expect(body).toContain('Only visible to you');
    expect(body).toContain('shop');
    expect(body).toContain('name="act" value="answer.share|cluster shop"');
  });

  it('takes a form: problems next to their fields, then what changed', async () => {
    const { get, store } = await serveDesk();
    const token = tokenOf((await get('/inbox')).body);
    await get(...post('/inbox/command', { token, channel: 'C0TEAM', text: 'register' }));
    expect((await get('/inbox')).body).toContain('<h2 id="form-title" tabindex="-1">Register a cluster</h2>');
    await get(...post('/inbox/form', { token, name: 'desk-made', pools: 'no pool at all' }));
    const wrong = (await get('/inbox')).body;
    expect(wrong).toContain('role="alert"');
    expect(wrong).toContain('value="desk-made"');
    const pools = 'npwin=AKSWindows-2022-containerd-20348.5386.260715';
    await get(...post('/inbox/form', { token, name: 'desk-made', pools }));
    expect(store.clusters.list().map(({ name }) => name)).toContain('desk-made');
  });

  it.each([
    ['no token', {}, {}],
    ['a wrong token', { token: 'guessed' }, {}],
    ['another site by its origin', null, { origin: 'https://evil.example' }],
    ['another site by what the browser says', null, { 'sec-fetch-site': 'cross-site' }],
  ])('refuses a form with %s', async (_, fields, headers) => {
    const { get, store } = await serveDesk();
    const token = tokenOf((await get('/inbox')).body);
    const given = fields ?? { token };
    const { status } = await get(
      ...post('/inbox/command', { channel: 'C0TEAM', text: 'unregister shop', ...given }, headers),
    );
    expect(status).toBe(403);
    expect(store.clusters.list()).toHaveLength(1);
  });

  it('takes nothing while messages go to Slack', async () => {
    const { get } = await serve({ postsToSlack: true });
    expect((await get('/inbox/command', { method: 'POST', body: 'text=help' })).status).toBe(405);
    expect((await get('/inbox')).body).not.toContain('<form');
  });
});

describe.skipIf(CHROMIUM === null)(`the live inbox in a browser${WITHOUT_CHROMIUM}`, () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it('is played by clicking, follows by itself, and has no barrier', async () => {
    const { url, store } = await serveDesk();
    const page = await browser.newPage({ baseURL: url });
    await page.goto('/inbox');
    expect(await findBarriers(page)).toEqual([]);
    await page.fill('#text', '/vhdwatch register');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#form-title');
    expect(await page.evaluate('document.activeElement.id')).toBe('form-title');
    expect(await findBarriers(page)).toEqual([]);
    await page.fill('[name=name]', 'clicked');
    await page.fill('[name=pools]', 'npwin=AKSWindows-2022-containerd-20348.5386.260715');
    await page.click('.desk button.primary');
    await page.getByText('clicked').first().waitFor();
    expect(store.clusters.list().map(({ name }) => name)).toContain('clicked');
    await page.locator('body').click();
    store.inbox.save(buildMessage(2, { channel: 'C0TEAM', text: 'came by itself' }));
    await page.getByText('came by itself').first().waitFor();
    await page.goto('/inbox?tab=home');
    expect(await findBarriers(page)).toEqual([]);
    await page.close();
  });
});
