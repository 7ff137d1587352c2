import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { AppError } from '../../domain/app-error.ts';
import { DAY_MS } from '../../domain/calendar-date.ts';
import { isSameSecret } from '../../domain/secrets.ts';
import { html } from '../../html/html.ts';
import { ALWAYS_ANSWERED, isLoopback } from './guard-requests.ts';
import { type PageFrame, renderDocument } from './layout.ts';

export interface PageAccess {
  readonly token: string;
  /** Name of a header that only a proxy with a log-in of its own can set; `null` where there is none. */
  readonly proxyHeader: string | null;
}

interface PageAccessSettings {
  readonly host: string;
  /** The token that was set; one is made where the pages need one and none is. */
  readonly token: string | undefined;
  readonly proxyHeader: string | undefined;
  /** File that keeps a token that was made; `null` where nothing outlives the process. */
  readonly tokenFile: string | null;
}

const COOKIE = 'vhdwatch_page';
const COOKIE_DAYS = 30;
const TOKEN_BYTES = 24;

/**
 * On an address that others can reach the pages ask for a token, since they show the whole fleet; on this machine's own
 * only where a token is set. `isMade`: nobody knows the token yet. @throws AppError `storage` when it cannot be kept
 */
export function decidePageAccess(settings: PageAccessSettings): { access: PageAccess; isMade: boolean } | null {
  const { host, token, proxyHeader = null, tokenFile } = settings;
  if (token !== undefined) return { access: { token, proxyHeader }, isMade: false };
  if (isLoopback(host)) return null;
  return { access: { token: keepToken(tokenFile), proxyHeader }, isMade: true };
}

/** Asks everybody who is not signed in, except machines that ask for nothing private. */
export function addPageAccess(app: Express, access: PageAccess, frame: PageFrame): void {
  const { prefix } = frame.place;
  const askWhoItIs = (response: Response, isWrong: boolean) => sendSignIn(response, frame, isWrong);
  app.post('/sign-in', express.urlencoded({ extended: false, limit: 2_000 }), (request, response) => {
    const given: unknown = (request.body as Record<string, unknown> | undefined)?.['token'];
    if (typeof given !== 'string' || !isSameSecret(given.trim(), access.token)) askWhoItIs(response, true);
    else signIn(response, access, prefix).redirect(303, `${prefix}/`);
  });
  app.use(admit(access, prefix, askWhoItIs));
}

function admit(
  access: PageAccess,
  prefix: string,
  askWhoItIs: (response: Response, isWrong: boolean) => void,
): RequestHandler {
  return (request, response, next) => {
    const { token } = request.query;
    if (ALWAYS_ANSWERED.has(request.path) || isSignedIn(request, access)) next();
    else if (typeof token !== 'string') askWhoItIs(response, false);
    else if (!isSameSecret(token, access.token)) askWhoItIs(response, true);
    // What another program fetches by its address (a calendar) has no cookie; a browser need not keep the token in sight.
    else if (request.path.includes('.')) next();
    else signIn(response, access, prefix).redirect(303, prefix + request.path.replace(/^\/+/, '/'));
  };
}

function isSignedIn(request: Request, { token, proxyHeader }: PageAccess): boolean {
  if (proxyHeader !== null && (request.get(proxyHeader) ?? '') !== '') return true;
  const [, bearer] = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '') ?? [];
  if (bearer !== undefined && isSameSecret(bearer, token)) return true;
  const cookies = (request.get('cookie') ?? '').split(/;\s*/);
  return cookies.some(
    (one) => one.startsWith(`${COOKIE}=`) && isSameSecret(one.slice(COOKIE.length + 1), cookieOf(token)),
  );
}

function signIn(response: Response, { token }: PageAccess, prefix: string): Response {
  return response.cookie(COOKIE, cookieOf(token), {
    httpOnly: true,
    sameSite: 'strict',
    secure: response.req.get('x-forwarded-proto') === 'https',
    maxAge: COOKIE_DAYS * DAY_MS,
    path: `${prefix}/`,
  });
}

function sendSignIn(response: Response, frame: PageFrame, isWrong: boolean): void {
  const wrong = isWrong && html`<p role="alert">This is not the token.</p>`;
  const content = html`${wrong}
<form method="post" action="/sign-in">
<p><label for="token">Token</label> <input id="token" name="token" type="password" autocomplete="current-password" required></p>
<p><button>Sign in</button></p>
</form>
<p>It is the value of <code>PAGE_TOKEN</code>. Where none is set, vhdwatch made one: its first line of output has a sign-in
link, and the file beside the database whose name ends in <code>.page-token</code> holds it.</p>`;
  const page = { title: 'Sign in', path: '/sign-in', lead: 'These pages show a whole fleet.', content };
  response.status(401).type('html').send(renderDocument(page, frame));
}

function cookieOf(token: string): string {
  return createHash('sha256').update(`cookie of ${token}`).digest('base64url');
}

function keepToken(file: string | null): string {
  const made = randomBytes(TOKEN_BYTES).toString('base64url');
  if (file === null) return made;
  try {
    writeFileSync(file, `${made}\n`, { flag: 'wx', mode: 0o600 });
    return made;
  } catch (error) {
    const kept = error instanceof Error && 'code' in error && error.code === 'EEXIST' ? readKept(file) : '';
    if (kept !== '') return kept;
    const advice = 'set PAGE_TOKEN, or let vhdwatch write beside its database (DATABASE_PATH)';
    throw new AppError('storage', `The token of the page cannot be kept in ${file}: ${advice}.`, { cause: error });
  }
}

function readKept(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
