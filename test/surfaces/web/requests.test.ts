import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/app-error.ts';
import { digestOf } from '../../../src/domain/text.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { buildMessage, sendRaw, serve } from './support/serve.ts';

const PATHS = [
  '/',
  '/inbox',
  '/fleet',
  '/images',
  '/retirements',
  '/healthz',
  '/readyz',
  '/metrics',
  '/nowhere',
  '/styles.css',
  '/icon.svg',
  '/page.js',
];

describe('every answer', () => {
  it.each(PATHS)('of %s carries the security headers and does not name the server', async (path) => {
    const { get } = await serve();
    const { headers } = await get(path);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it.each(['/', '/inbox', '/fleet', '/images', '/retirements', '/nowhere'])(
    'of %s has nothing that the policy forbids',
    async (path) => {
      const { get, store } = await serve();
      store.inbox.save(buildMessage(1));
      const { body } = await get(path);
      expect(body).toMatch(/^<!doctype html>\n<html lang="en">/);
      expect(body).not.toMatch(
        /<script(?! src="\/page\.js\?v=[0-9a-f]{12}" defer><\/script>)|<style|<iframe| style=| on\w+=/i,
      );
      expect(body).toContain('<main id="content">');
      expect(body).toMatch(/<nav aria-label="Pages">/);
    },
  );
});

describe('a request that nobody can read', () => {
  it('is the fault of its sender, and no alarm in the log', async () => {
    const { get } = await serve({ access: { token: 'a-token-of-thirty-two-characters', proxyHeader: null } });
    const headers = { authorization: 'Bearer a-token-of-thirty-two-characters' };
    expect((await get('/clusters/%E0%A4%A', { headers })).status).toBe(400);
    const body = new URLSearchParams({ token: 'x'.repeat(5_000) });
    expect((await get('/sign-in', { method: 'POST', body })).status).toBe(413);
  });
});

describe('the style sheet', () => {
  it('has the styles of pages and messages under an address that changes with them', async () => {
    const { get } = await serve();
    const address = /href="(\/styles\.css\?v=[0-9a-f]{12})"/.exec((await get('/')).body)?.[1] ?? '';
    const { headers, body } = await get(address);
    expect(headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(headers.get('cache-control')).toContain('immutable');
    expect(body).toContain('.top');
    expect(body).toContain('.chat-message');
    expect(address).toBe(`/styles.css?v=${digestOf(body, 12)}`);
  });
});

describe('an address', () => {
  it('that does not exist is answered with 404 and a way back', async () => {
    const { get } = await serve();
    const { status, body } = await get('/nowhere?<script>');
    expect(status).toBe(404);
    expect(body).toContain('There is no such page.');
    expect(body).toContain('href="/"');
    expect(body).not.toContain('<script>');
  });

  it('that cannot be decoded is answered like any that does not exist', async () => {
    const { get } = await serve();
    const { status, body } = await get('/%zz%');
    expect(status).toBe(404);
    expect(body).not.toContain('node_modules');
  });
});

describe('a page that fails', () => {
  it('says so with a reference that is in the log, and shows no stack', async () => {
    const store = openTestStore();
    const list = () => {
      throw new TypeError('secret detail');
    };
    const { get, logged } = await serve({}, { store: { ...store, inbox: { ...store.inbox, list } } });
    const { status, body } = await get('/inbox');
    expect(status).toBe(500);
    expect(body).not.toContain('secret detail');
    expect(body).not.toContain('.ts');
    const reference = /reference ([0-9a-f]{8})/.exec(body)?.[1];
    expect(logged.some(({ fields }) => fields?.['reference'] === reference)).toBe(true);
  });

  it('says what a person can do about it when that is known, without secrets', async () => {
    const store = openTestStore();
    const list = () => {
      throw new AppError('storage', 'The disk is full: free some space. (xoxb-1-secret)');
    };
    const { get } = await serve({}, { store: { ...store, inbox: { ...store.inbox, list } } });
    const { status, body } = await get('/');
    expect(status).toBe(503);
    expect(body).toContain('The disk is full: free some space. ([redacted])');
  });
});

describe('requests that no page takes', () => {
  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is refused with 405', async (method) => {
    const { get } = await serve();
    const { status, headers } = await get('/', { method });
    expect(status).toBe(405);
    expect(headers.get('allow')).toBe('GET, HEAD');
  });

  it('a body is refused with 413, whether its length is told or not', async () => {
    const { url } = await serve();
    expect((await sendRaw(`${url}/`, { 'Content-Length': '3' }, 'GET', 'abc')).status).toBe(413);
    expect((await sendRaw(`${url}/`, { 'Transfer-Encoding': 'chunked' }, 'GET', 'abc')).status).toBe(413);
  });
});

describe('POST /slack/events', () => {
  it('goes to the listener with its bytes unread', async () => {
    let received = '';
    const { get } = await serve({
      slackListener: async (request, response) => {
        for await (const chunk of request) received += String(chunk);
        response.writeHead(200).end('taken');
      },
    });
    const { status, body } = await get('/slack/events', { method: 'POST', body: 'payload=%7B%7D' });
    expect([status, body, received]).toEqual([200, 'taken', 'payload=%7B%7D']);
  });

  it('is 404 where Slack is not configured, and for other methods', async () => {
    const { get } = await serve();
    expect((await get('/slack/events', { method: 'POST', body: 'x' })).status).toBe(404);
    const configured = await serve({ slackListener: (_request, response) => response.end() });
    expect((await configured.get('/slack/events')).status).toBe(404);
  });

  it('is refused before reading when it says to be larger than anything Slack sends', async () => {
    let asked = false;
    const { get } = await serve({
      slackListener: (_request, response) => {
        asked = true;
        response.end();
      },
    });
    const { status } = await get('/slack/events', { method: 'POST', body: 'x'.repeat(1_048_577) });
    expect([status, asked]).toEqual([413, false]);
  });

  it('is answered with 500 when the listener fails, and is logged', async () => {
    const { get, logged } = await serve({
      slackListener: async () => {
        throw new Error('broken');
      },
    });
    expect((await get('/slack/events', { method: 'POST', body: 'x' })).status).toBe(500);
    expect(logged.some(({ message }) => message === 'A web request failed')).toBe(true);
  });
});
