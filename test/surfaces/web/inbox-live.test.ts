import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/app-error.ts';
import { createInboxDesk } from '../../../src/surfaces/slack/desk/create-inbox-desk.ts';
import { buildCluster } from '../../advice/support/builders.ts';
import { serve } from './support/serve.ts';
import { postReminder, serveDesk } from './support/serve-desk.ts';

const AT = '2026-08-20T08:45:00.000Z';

const tokenOf = (body: string) => /name="token" value="([^"]+)"/.exec(body)?.[1] ?? '';

const versionOf = (body: string) => /name="version" value="([^"]+)"/.exec(body)?.[1] ?? '';

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

  it('says on the Home tab how to begin while nothing is registered, and once why nothing is read', async () => {
    const { store, context } = await serve();
    const desk = createInboxDesk(context, '/vhdwatch');
    for (const name of ['aks-releases', 'vhd-notes'] as const)
      store.sources.markFailed(name, new AppError('unavailable', 'The name could not be resolved.'), AT);
    const { get } = await serve({ desk }, { ...context, store });
    const { body } = await get('/inbox?tab=home');
    expect(body).toContain('/vhdwatch import takes all of them at once');
    expect(body).toContain('Not read now: aks-releases and vhd-notes. The name could not be resolved.');
    expect(body).not.toContain('Nothing is due.');
    expect(body).not.toContain('My clusters');
    store.clusters.save(buildCluster({ name: 'shop' }));
    expect((await get('/inbox?tab=home')).body).toContain('My clusters');
  });

  it('takes a form: problems next to their fields, then what changed', async () => {
    const { get, store } = await serveDesk();
    const token = tokenOf((await get('/inbox')).body);
    await get(...post('/inbox/command', { token, channel: 'C0TEAM', text: 'register' }));
    const opened = (await get('/inbox')).body;
    expect(opened).toContain('<h2 id="form-title" tabindex="-1">Register a cluster</h2>');
    await get(
      ...post('/inbox/form', { token, version: versionOf(opened), name: 'desk-made', pools: 'no pool at all' }),
    );
    const wrong = (await get('/inbox')).body;
    expect(wrong).toContain('role="alert"');
    expect(wrong).toContain('value="desk-made"');
    const pools = 'npwin=AKSWindows-2022-containerd-20348.5386.260715';
    await get(...post('/inbox/form', { token, version: versionOf(wrong), name: 'desk-made', pools }));
    expect(store.clusters.list().map(({ name }) => name)).toContain('desk-made');
  });

  it('does not take what was filled in for a form that another tab has replaced', async () => {
    const { get, store } = await serveDesk();
    const token = tokenOf((await get('/inbox')).body);
    const open = async (text: string) => {
      await get(...post('/inbox/command', { token, channel: 'C0TEAM', text }));
      return versionOf((await get('/inbox')).body);
    };
    const version = await open('register');
    const other = await open('register');
    const pools = 'npwin=AKSWindows-2022-containerd-20348.5386.260715';
    const send = (fields: Record<string, string>) =>
      get(...post('/inbox/form', { token, name: 'of-another', pools, ...fields }));
    for (const fields of [{ version }, {}, { version, act: 'subscription.preview|' }]) {
      await get(...post('/inbox/command', { token, channel: 'C0TEAM', text: 'help' }));
      await send(fields as Record<string, string>);
      const { body } = await get('/inbox');
      expect(body).toContain('Not taken: that form is not open any more.');
      expect(versionOf(body)).toBe(other);
    }
    expect(store.clusters.list().map(({ name }) => name)).not.toContain('of-another');
    await send({ version: other });
    expect(store.clusters.list().map(({ name }) => name)).toContain('of-another');
  });

  it('dismisses what was seen, and nothing that another tab opened or asked since', async () => {
    const { get } = await serveDesk();
    const token = tokenOf((await get('/inbox')).body);
    const send = async (text: string) => {
      await get(...post('/inbox/command', { token, channel: 'C0TEAM', text }));
      return (await get('/inbox')).body;
    };
    const dismiss = async (seen: string) => {
      const [, form = ''] = /<form [^>]*class="dismiss">(.*?)<\/form>/.exec(seen) ?? [];
      const fields = new URLSearchParams(
        [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']): [string, string] => [
          name,
          value,
        ]),
      );
      await get('/inbox/dismiss', { method: 'POST', body: fields });
      const { body } = await get('/inbox');
      return [body.includes('Register a cluster'), body.includes('id="answer"'), body.includes('class="dismiss"')];
    };
    const helped = await send('help');
    const opened = await send('register');
    // An answer to something else does not stand below the form.
    expect(opened).not.toContain('id="answer"');
    expect(await dismiss(helped)).toEqual([true, false, true]);
    const reopened = await send('register');
    expect(await dismiss(opened)).toEqual([true, false, true]);
    const both = await send('help');
    expect(await dismiss(reopened)).toEqual([false, true, true]);
    expect(await dismiss(both)).toEqual([false, false, false]);
  });

  it('gives no form what makes it look like one of an earlier start', async () => {
    const versions = [1, 2].map(async () => {
      const { get } = await serveDesk();
      const token = tokenOf((await get('/inbox')).body);
      await get(...post('/inbox/command', { token, channel: 'C0TEAM', text: 'register' }));
      const { body } = await get('/inbox');
      expect(body).toContain(`data-version="${versionOf(body)}"`);
      return versionOf(body);
    });
    const [first, second] = await Promise.all(versions);
    expect(first).not.toBe(second);
  });

  it('says which message a form and an answer are about, wherever in the inbox they are seen', async () => {
    const { get, store } = await serveDesk();
    const ts = postReminder(store, 2, 'shop/npwin: move\nand more');
    const token = tokenOf((await get('/inbox')).body);
    const click = (act: string) =>
      get(...post('/inbox/act', { token, channel: 'C0TEAM', ts, place: 'message', act: `message.${act}|` }));
    await click('assign');
    const { body: assigning } = await get('/inbox?channel=C0OTHER');
    expect(assigning).toContain('Assign</h2><p class="soft small">C0TEAM · shop/npwin: move</p>');
    await click('commands');
    expect((await get('/inbox?channel=C0OTHER')).body).toContain('Only visible to you · C0TEAM · shop/npwin: move</p>');
    await get(...post('/inbox/form', { token, version: versionOf(assigning), person: 'U0LOCAL' }));
    expect((await get('/inbox')).body).toContain('vhdwatch</h2><p class="soft small">C0TEAM · shop/npwin: move</p>');
  });

  it('leads back to where in the inbox it was sent from', async () => {
    const { get } = await serveDesk();
    const { body } = await get('/inbox?channel=C0TEAM');
    expect(body).toContain('<input type="hidden" name="channel" value="C0TEAM">');
    const [, action = ''] = /action="([^"]+)"/.exec(body) ?? [];
    const { headers } = await get(...post(action, { token: tokenOf(body), channel: 'C0TEAM', text: 'help' }));
    expect(headers.get('location')).toBe('/inbox?channel=C0TEAM');
    expect(body).toContain('data-follow="/inbox/events?channel=C0TEAM"');
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
    const { get } = await serve({ chat: 'Slack' });
    expect((await get('/inbox/command', { method: 'POST', body: 'text=help' })).status).toBe(405);
    expect((await get('/inbox')).body).not.toContain('<form');
  });
});
