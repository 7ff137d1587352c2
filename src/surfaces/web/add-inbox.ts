import { randomBytes } from 'node:crypto';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { findInboxPicture, readInbox, watchInbox } from '../../app/delivery/manage-outbox.ts';
import { isSameSecret } from '../../domain/secrets.ts';
import type { DrawTime } from '../../html/html.ts';
import type { InboxDesk } from '../../html/inbox-desk.ts';
import { checkReadiness } from './add-probes.ts';
import { type PageFrame, renderDocument } from './layout.ts';
import { renderInboxPage } from './pages/inbox-page.ts';
import { type InboxPlace, toInboxPath } from './parts/links.ts';
import { readParameter } from './read-query.ts';
import type { WebDependencies } from './web-dependencies.ts';

const LOOK_EVERY_MS = 1_000;
const LARGEST_FORM = 100_000;
/** A picture's address has its digest. */
const ALWAYS = 'private, max-age=31536000, immutable';

/** The inbox: messages with their pictures, and while they stay here everything that people do with them in a chat. */
export function addInbox(
  app: Express,
  dependencies: WebDependencies,
  frame: PageFrame,
  drawTime: DrawTime,
  token: string,
): void {
  const { context, desk } = dependencies;
  app.get('/inbox', (request: Request, response: Response) => {
    const place = readPlace(request);
    const page = renderInboxPage({
      ...readInbox(context, place),
      place,
      chat: frame.chat,
      problems: checkReadiness(dependencies).problems,
      drawTime,
      live: desk && { desk, token },
    });
    response.type('html').send(renderDocument(page, frame));
  });
  app.get(/^\/pictures\/F([0-9A-F]{32})\.png$/, ({ params }, response, next) => {
    const png = findInboxPicture(context, String(params[0]));
    if (png) response.set('Cache-Control', ALWAYS).type('png').send(Buffer.from(png));
    else next();
  });
  if (!desk) return;
  app.get('/inbox/events', (request, response) => {
    const kept = watchInbox(context, readPlace(request));
    follow(request, response, () => `${desk.version()} ${kept()}`);
  });
}

/** Where in the inbox somebody is, by the address. */
function readPlace({ query }: Request): InboxPlace {
  return {
    isHome: query['tab'] === 'home',
    channel: readParameter(query, 'channel'),
    until: readParameter(query, 'until'),
  };
}

/** What a form of the inbox has to bring, made anew with each start. */
export function makeFormToken(): string {
  return randomBytes(24).toString('base64url');
}

export function addInboxActions(app: Express, { desk }: WebDependencies, frame: PageFrame, token: string): void {
  if (!desk) return;
  const take = (path: string, work: (desk: InboxDesk, fields: URLSearchParams) => Promise<void>) =>
    app.post(
      path,
      express.text({ type: () => true, limit: LARGEST_FORM }),
      refuseOthers(token, frame.place.host),
      async (request, response) => {
        await work(desk, new URLSearchParams(String(request.body)));
        response.redirect(303, frame.place.prefix + toInboxPath(readPlace(request)));
      },
    );
  take('/inbox/command', (to, fields) => to.command(fields.get('channel') ?? '', fields.get('text') ?? ''));
  take('/inbox/act', (to, fields) => {
    const place = {
      channel: fields.get('channel') ?? '',
      ts: fields.get('ts') ?? '',
      place: fields.get('place') ?? '',
    };
    return to.click(place, fields.get('act') ?? '', fields);
  });
  take('/inbox/form', (to, fields) => {
    const act = fields.get('act');
    return act === null ? to.submit(fields) : to.click({ channel: '', ts: '', place: 'form' }, act, fields);
  });
  take('/inbox/dismiss', async (to, fields) => to.dismiss(fields.getAll('version')));
}

function refuseOthers(token: string, publicHost: string | null): RequestHandler {
  return (request, response, next) => {
    const site = request.get('sec-fetch-site');
    const origin = request.get('origin');
    const isOurs =
      (site === undefined || site === 'same-origin') &&
      (origin === undefined ||
        (URL.canParse(origin) && [request.get('host'), publicHost].includes(new URL(origin).host)));
    const given = new URLSearchParams(String(request.body)).get('token') ?? '';
    if (isOurs && isSameSecret(given, token)) next();
    else response.status(403).type('text').send('This form is not of this page: open the inbox again.\n');
  };
}

/** Tells the page that something changed, until it goes away. */
function follow(request: Request, response: Response, state: () => string): void {
  response.set({ 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
  response.write('retry: 2000\n\n');
  let last = state();
  const timer = setInterval(() => {
    const now = state();
    response.write(now === last ? ': \n\n' : 'event: change\ndata: \n\n');
    last = now;
  }, LOOK_EVERY_MS);
  request.on('close', () => clearInterval(timer));
}
