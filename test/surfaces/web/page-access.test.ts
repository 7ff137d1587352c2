import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decidePageAccess } from '../../../src/surfaces/web/page-access.ts';
import { serve } from './support/serve.ts';

const TOKEN = 'a-token-of-thirty-two-characters';
const guarded = (proxyHeader: string | null = null) => serve({ access: { token: TOKEN, proxyHeader } });
const PRIVATE = ['/', '/fleet', '/images', '/retirements', '/findings.json', '/calendar.ics', '/nowhere'];

describe('pages that ask who reads them', () => {
  it('show nothing without the token, and how to sign in', async () => {
    const { get } = await guarded();
    for (const path of PRIVATE) {
      const { status, body } = await get(path);
      expect([path, status]).toEqual([path, 401]);
      expect(body).toContain('<form method="post" action="/sign-in">');
    }
  });

  it('leave probes and metrics to machines', async () => {
    const { get } = await guarded();
    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/metrics')).status).toBe(200);
  });

  it('open by a sign-in link, which leaves a cookie that is not the token', async () => {
    const { get } = await guarded();
    const { status, headers } = await get(`/fleet?token=${TOKEN}`);
    expect([status, headers.get('location')]).toEqual([303, '/fleet']);
    const cookie = headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    expect(cookie).not.toContain(TOKEN);
    const [pair = ''] = cookie.split(';');
    // Never to another site.
    expect((await get(`//elsewhere/?token=${TOKEN}`)).headers.get('location')).toBe('/elsewhere/');
    expect((await get('/fleet', { headers: { cookie: `other=1; ${pair}` } })).status).toBe(200);
  });

  it('open by the form, and say when the token is wrong', async () => {
    const { get } = await guarded();
    const post = (token: string) => get('/sign-in', { method: 'POST', body: new URLSearchParams({ token }) });
    const wrong = await post('something else');
    expect([wrong.status, wrong.headers.get('set-cookie')]).toEqual([401, null]);
    expect(wrong.body).toContain('This is not the token.');
    const right = await post(` ${TOKEN} `);
    expect([right.status, right.headers.get('location')]).toEqual([303, '/']);
    expect(right.headers.get('set-cookie')).toContain('vhdwatch_page=');
  });

  it('serve a program that brings the token with each request', async () => {
    const { get } = await guarded();
    expect((await get('/findings.json', { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(200);
    expect((await get(`/calendar.ics?token=${TOKEN}`)).status).toBe(200);
    expect((await get(`/calendar.ics?token=${TOKEN}x`)).status).toBe(401);
  });

  it('believe the header of a proxy only where one is named', async () => {
    const headers = { 'x-forwarded-user': 'ada@example.test' };
    expect((await (await guarded('X-Forwarded-User')).get('/fleet', { headers })).status).toBe(200);
    expect((await (await guarded()).get('/fleet', { headers })).status).toBe(401);
  });

  it('are not fooled by a cookie or a token that only begins right', async () => {
    const { get } = await guarded();
    for (const headers of [{ cookie: `vhdwatch_page=${TOKEN}` }, { authorization: `Bearer ${TOKEN.slice(0, 20)}` }])
      expect((await get('/fleet', { headers })).status).toBe(401);
  });
});

describe('whether the pages ask', () => {
  const settings = { host: '0.0.0.0', token: undefined, proxyHeader: undefined, tokenFile: null };

  it('on this machine alone they do not, unless a token is set', () => {
    expect(decidePageAccess({ ...settings, host: '127.0.0.1' })).toBeNull();
    expect(decidePageAccess({ ...settings, host: 'localhost', token: TOKEN })).toMatchObject({ isMade: false });
  });

  it('elsewhere they do, by a token that is made once and kept for its owner only', () => {
    const folder = mkdtempSync(join(tmpdir(), 'vhdwatch-page-'));
    const tokenFile = join(folder, 'vhdwatch.db.page-token');
    const first = decidePageAccess({ ...settings, tokenFile });
    expect(decidePageAccess({ ...settings, tokenFile })).toEqual(first);
    expect(readFileSync(tokenFile, 'utf8').trim()).toBe(first?.access.token);
    expect(statSync(tokenFile).mode & 0o777).toBe(0o600);
    rmSync(folder, { recursive: true });
  });

  it('says what to set where it cannot be kept', () => {
    expect(() => decidePageAccess({ ...settings, tokenFile: '/nonexistent/vhdwatch.db.page-token' })).toThrow(
      /set PAGE_TOKEN, or let vhdwatch write beside its database \(DATABASE_PATH\)/,
    );
  });
});

// To this machine alone: see e2e/service.test.ts.
