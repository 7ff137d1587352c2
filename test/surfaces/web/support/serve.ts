import { request as send } from 'node:http';
import { afterEach } from 'vitest';
import type { WritingContext } from '../../../../src/app/app-context.ts';
import type { Retirement } from '../../../../src/domain/catalogue.ts';
import type { InboxMessage } from '../../../../src/domain/inbox.ts';
import type { LogFields } from '../../../../src/domain/logger.ts';
import { DEFAULT_REMINDERS } from '../../../../src/domain/reminder-settings.ts';
import type { Source, SourceName } from '../../../../src/domain/source-document.ts';
import type { WritableStore } from '../../../../src/store/open-store.ts';
import { createMetrics } from '../../../../src/surfaces/web/create-metrics.ts';
import { createWebApp } from '../../../../src/surfaces/web/create-web-app.ts';
import { startWebServer } from '../../../../src/surfaces/web/start-web-server.ts';
import type { WebDependencies } from '../../../../src/surfaces/web/web-dependencies.ts';
import { CONTEXT_DEFAULTS } from '../../../support/context-defaults.ts';
import { openTestStore } from '../../../support/open-test-store.ts';
import { WEB_ALONE } from '../../../support/web-alone.ts';

export const NOW = new Date('2026-08-20T09:00:00Z');

/** What a name from outside may contain to do harm. */
export const HOSTILE = '<script>alert(1)</script>"\' onload=x &amp; \u202egnp.exe';

interface Page {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

export interface Served {
  readonly url: string;
  readonly store: WritableStore;
  readonly context: WritingContext;
  readonly logged: { message: string; fields: LogFields | undefined }[];
  get(path: string, init?: RequestInit): Promise<Page>;
}

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** The web surface on a free port of loopback, on a store in memory. Closed after the test. */
export async function serve(
  changes: Partial<WebDependencies> = {},
  context: Partial<WritingContext> = {},
): Promise<Served> {
  const store = context.store ?? openTestStore();
  const logged: Served['logged'] = [];
  const log = (message: string, fields?: LogFields) => {
    logged.push({ message, fields });
  };
  const whole: WritingContext = {
    ...CONTEXT_DEFAULTS,
    store,
    sources: [sourceNamed('aks-releases'), sourceNamed('vhd-notes')],
    sender: { post: neverAsked, update: neverAsked, find: neverAsked },
    clock: { now: () => NOW },
    wallClock: { now: () => NOW, uptimeMs: () => 0 },
    logger: { debug: log, info: log, warn: log, error: log },
    defaultChannel: 'inbox',
    timeZone: 'Europe/Berlin',
    reminders: DEFAULT_REMINDERS,
    random: () => 0.5,
    ...context,
  };
  const app = createWebApp({
    ...WEB_ALONE,
    context: whole,
    metrics: createMetrics({ ...WEB_ALONE, context: whole }),
    desk: null,
    chat: null,
    ...changes,
  });
  const { publicUrl = null } = changes;
  const server = await startWebServer({ app, host: '127.0.0.1', port: 0, publicUrl });
  open.push(() => server.close());
  return { url: server.url, store, context: whole, logged, get: (path, init) => fetchPage(server.url + path, init) };
}

async function fetchPage(url: string, init?: RequestInit): Promise<Page> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

/** A request with exactly these headers, `Host` included, as a program without a browser's manners sends it. */
export function sendRaw(
  url: string,
  headers: Record<string, string>,
  method = 'GET',
  body = '',
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = send(url, { method, headers, setHost: headers['Host'] === undefined }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** A message that Slack refused for good. */
export function giveUpOne(store: WritableStore): void {
  const at = NOW.toISOString();
  const content = { kind: 'test-message' as const, requestedBy: 'Dana' };
  store.outbox.add([{ channel: 'inbox', dedupeKey: 'key', content }], at);
  const id = store.outbox.list(1)[0]?.id ?? 0;
  store.outbox.markSending(id, at);
  store.outbox.recordAttempt(id, at, { state: 'dead', outcome: 'refused', detail: 'gone' });
}

/** A message of the local inbox; `at` counts up from the oldest. */
export function buildMessage(at: number, changes: Partial<InboxMessage> = {}): InboxMessage {
  return {
    channel: 'inbox',
    key: `key-${at}`,
    ts: `1787216400.${String(at).padStart(6, '0')}`,
    text: `message ${at}`,
    cardJson: '{}',
    postedAt: NOW.toISOString(),
    ...changes,
  };
}

/** A retirement as the catalogue keeps it. */
export function buildRetirement(changes: Pick<Retirement, 'subject' | 'phase'> & Partial<Retirement>): Retirement {
  return {
    date: null,
    fromKubernetes: null,
    previous: [],
    statedIn: '2026-06-19',
    statedAt: '2026-06-25T12:00:00.000Z',
    url: 'https://example.test/releases/2026-06-19',
    quote: `${changes.subject} ends`,
    doubt: null,
    ...changes,
  };
}

/** Where each text first stands; fails where one is missing. */
export function positionsOf(body: string, texts: readonly string[]): number[] {
  return texts.map((text) => {
    const at = body.indexOf(text);
    if (at < 0) throw new Error(`"${text}" is not on the page`);
    return at;
  });
}

export function sourceNamed(name: SourceName): Source {
  return { name, poll: neverAsked };
}

function neverAsked(): Promise<never> {
  throw new Error('a page polled or sent something');
}
