import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, type Beside, buildApp } from '../src/build-app.ts';
import { readConfig } from '../src/config.ts';
import { createClock, startService } from '../src/start-service.ts';
import { type BundledFeed, startBundledFeed } from './bundled-feed.ts';
import { DEMO_DAY, tellStory } from './tell-story.ts';

/** Where the demo speaks, and what works beside it: for tests, which play it in their process. */
interface Surroundings {
  readonly say: (text: string) => void;
  readonly complain: (text: string) => void;
  /** Shows its page to whoever sits there. */
  readonly open: (url: string) => void;
  readonly beside: Beside | null;
}

const PROCESS: Surroundings = {
  say: (text) => process.stdout.write(`${text}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
  open: (url) => process.stdout.isTTY && openInBrowser(url),
  beside: null,
};

/**
 * Plays the main job from a new database to the upgrade reminder, then keeps the page up until it is told to stop;
 * with `--once` it ends by itself. Returns the exit code: 1 when any step failed.
 */
export async function playDemo(
  args: readonly string[],
  { say, complain, open, beside }: Surroundings = PROCESS,
): Promise<number> {
  const once = args.includes('--once');
  if (args.some((arg) => arg !== '--once')) {
    complain('usage: npm run demo [-- --once]');
    return 2;
  }
  // From here on, so that a demo stopped in the middle still tidies up.
  const stopped = once ? Promise.resolve() : waitForSignal();
  const folder = mkdtempSync(join(tmpdir(), 'vhdwatch-demo-'));
  const feed = await startBundledFeed();
  const config = createConfig(feed, join(folder, 'vhdwatch.db'));
  const app = await buildApp(config, createClock(DEMO_DAY), beside);
  try {
    await tellStory(app.context, { feed, say, inFull: once });
    // Asked now, since others can take it while the story is told.
    const port = once ? 0 : await findPort(3000);
    await showPage({ ...app, config: { ...config, port } }, (url) => {
      say(once ? '\nThe page that shows all of this as Slack draws it answered, too. Done.' : sayWhatToLookAt(url));
      if (!once) open(url);
      return stopped;
    });
    return 0;
  } catch (error) {
    complain(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    await app.close();
    await feed.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Nothing of the caller's own configuration gets in: the demo never talks to a real Slack, GitHub or release tracker. */
function createConfig(feed: BundledFeed, databasePath: string): App['config'] {
  return readConfig({
    GITHUB_API_URL: feed.url,
    RELEASE_TRACKER_URL: feed.trackerUrl,
    SLACK_CHANNEL: 'C0PLATFORM',
    DATABASE_PATH: databasePath,
    LOG_LEVEL: 'warn',
  });
}

/** Serves the pages as long as `look` lasts. */
async function showPage(app: App, look: (url: string) => Promise<void>): Promise<void> {
  const service = await startService(app);
  try {
    const { status } = await fetch(service.url);
    if (status !== 200) throw new Error(`the page at ${service.url} answered ${status}`);
    await look(service.url);
  } finally {
    await service.stop();
  }
}

function sayWhatToLookAt(url: string): string {
  return `
What to look at:
  ${url}/                           am I fine? ages against the 90 days, what ends next
  ${url}/inbox                      every message; press a button, or send /vhdwatch status
  ${url}/clusters/ledger-prod       one cluster: what was found, the plan step by step, who is told and why
  ${url}/fleet?status=behind        search and filter the pools
  ${url}/retirements                what ends when, with the dates that moved
  ${url}/images                     which image is newest, where it is, what changed between two

The page: ${url}
Ctrl+C ends the demo.`;
}

/** In the browser of this machine, where there is one: the address is printed anyway. */
function openInBrowser(url: string): void {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (opener === 'xdg-open' && !DISPLAY && !WAYLAND_DISPLAY) return;
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .once('error', () => {})
    .unref();
}

function waitForSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

/** `wanted` when it is free on the loopback, else 0: any free port. */
function findPort(wanted: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(wanted)));
  });
}
