import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { digestStructure, PICTURES } from '../../demo/pictures.ts';
import { playDemo } from '../../demo/play-demo.ts';
import { findUntrueLine, readConsoleBlocks } from '../docs/console-blocks.ts';
import { readRepositoryFile } from '../docs/repository.ts';
import { CHROMIUM, openBrowser } from '../support/open-browser.ts';
import { WORKED_HERE } from '../support/run-in-process.ts';
import { waitUntil } from '../support/wait-until.ts';

const STRUCTURES: Record<string, string> = JSON.parse(
  readFileSync(new URL('../../docs/images/structures.json', import.meta.url), 'utf8'),
);
const ALL_CHANNELS = ['C0LEDGER', 'C0PARTNERS', 'C0PLATFORM', 'C0STOREFRONT', 'C0TICKETS'];
const folder = mkdtempSync(join(tmpdir(), 'demo-test-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const said: string[] = [];
const complaints: string[] = [];
const opened: string[] = [];
/** Plays the demo in this process; `.ci/run` has the one that users start. Pictures are drawn elsewhere. */
const play = (...args: string[]) =>
  playDemo(args, {
    say: (text) => said.push(`${text}\n`),
    complain: (text) => complaints.push(text),
    open: (url) => opened.push(url),
    beside: { ...WORKED_HERE, drawer: { ...WORKED_HERE.drawer, drawPng: async () => new Uint8Array([1]) } },
  });

/** Settings of the caller that would break the demo, or post to a real Slack, if it took them. */
const OF_THE_CALLER = {
  SLACK_BOT_TOKEN: 'xoxb-of-the-caller',
  SLACK_API_URL: 'http://127.0.0.1:9/',
  GITHUB_API_URL: 'http://127.0.0.1:9',
  RELEASE_TRACKER_URL: 'http://127.0.0.1:9',
  GITHUB_TOKEN: 'of-the-caller',
  DATABASE_PATH: '/nowhere/vhdwatch.db',
  PORT: 'none',
  // The system's folder for what is thrown away.
  TMPDIR: folder,
};

beforeAll(() => {
  for (const [name, value] of Object.entries(OF_THE_CALLER)) vi.stubEnv(name, value);
});
afterAll(() => vi.unstubAllEnvs());

describe('npm run demo -- --once', () => {
  let output = '';

  beforeAll(async () => {
    expect([await play('--once'), complaints]).toEqual([0, []]);
    output = said.join('');
  });

  it('prints what the README shows of it', () => {
    const block = readConsoleBlocks(readRepositoryFile('README.md')).find(
      ({ command }) => command === 'npm run demo -- --once',
    );
    expect(findUntrueLine(block?.shown ?? ['nothing is shown'], output)).toBeNull();
  });

  it('registers the bundled fleet', () => {
    expect(output).toContain('10 clusters with 22 node pools, 11 of them Windows');
  });

  it('posts one summary at the first poll, not one message per old release', () => {
    const messages = readMessages(output, 2);
    expect(messages.map(({ channel }) => channel)).toEqual(['C0PLATFORM']);
    const text = messages[0]?.text ?? '';
    // No release has announced the one of Windows Server 2022 yet, but the regions of two more pools have it.
    for (const newest of ['26100.33158.260715', '20348.5499.260812', '25398.2330.260513', '17763.8389.260210']) {
      expect(text).toContain(newest);
    }
    expect(text).toContain('11 Windows node pools: 2 unsupported, 8 behind (2 left to AKS)');
  });

  it('posts one message per channel for the new release, with the versions and the pools of that channel only', () => {
    const messages = readMessages(output, 3);
    expect(messages.map(({ channel }) => channel).sort()).toEqual(ALL_CHANNELS);
    for (const { text } of messages) {
      expect(text).toContain('2026-08-21');
      expect(text).toMatch(/20348\.5499\.260812|26100\.33296\.260812/);
    }
    expect(textFor(messages, 'C0PLATFORM')).toContain('20348.5499.260812');
    expect(textFor(messages, 'C0PLATFORM')).toContain('26100.33296.260812');
    expect(poolsIn(messages, 'C0TICKETS')).toEqual(['tickets-prod/win22a', 'tickets-prod/win22b']);
    expect(poolsIn(messages, 'C0STOREFRONT')).toEqual(['storefront-prod/npwin']);
    expect(textFor(messages, 'C0TICKETS')).toContain(
      '20348.5020.260415 → 20348.5499.260812 (4 images and 119 days behind)',
    );
    expect(textFor(messages, 'C0TICKETS')).toContain(
      'az aks nodepool upgrade -g rg-tickets-prod --cluster-name tickets-prod --name win22a --node-image-only',
    );
  });

  it('prints what the button answers for the first pool of a message, and says how many more the page has', () => {
    const messages = readMessages(output, 3);
    const asking = messages.filter(({ text }) => !text.split('\n')[0]?.includes('nothing to do'));
    expect(asking).toHaveLength(4);
    for (const { text } of asking) expect(text.match(/^What to do for /gm)).toHaveLength(1);
    // Two more of its pools get the image from AKS.
    expect(textFor(messages, 'C0PLATFORM')).toMatch(/\n… 1 more plan is on the page$/);
    expect(textFor(messages, 'C0TICKETS')).toMatch(/\n… 1 more plan is on the page$/);
    expect(textFor(messages, 'C0LEDGER')).not.toContain('…');
  });

  it('stays short: news of four pools in 150 words, a reminder of five unlike ones in 300', () => {
    const wordsIn = (step: number) =>
      readMessages(output, step).map(({ text }) => text.split('[Show commands]')[0]?.split(/\s+/).length ?? 0);
    expect(Math.max(...wordsIn(3))).toBeLessThanOrEqual(150);
    expect(Math.max(...wordsIn(5))).toBeLessThanOrEqual(300);
  });

  it('prints a plan once, however many messages lead to it', () => {
    const plans = readMessages(output, 5).map(({ text }) => text.split('[Show commands]')[1] ?? '');
    expect(plans.filter((plan) => plan === ' as above').length).toBeGreaterThan(0);
    const titles = output.match(/What to do for \S+/g) ?? [];
    expect(titles).toHaveLength(new Set(titles).size);
  });

  it('posts nothing when it polls again', () => {
    expect(output).toContain('\n== 4. ');
    expect(readMessages(output, 4)).toEqual([]);
  });

  it('reminds each channel whose people have something to do, also of what no upgrade can cure', () => {
    const messages = readMessages(output, 5);
    // Not C0STOREFRONT: its one pool is upgraded by AKS in its window.
    const channels = messages.map(({ channel }) => channel);
    expect(channels).toEqual(expect.arrayContaining(['C0LEDGER', 'C0PARTNERS', 'C0PLATFORM', 'C0TICKETS']));
    expect(new Set(channels).size).toBe(channels.length);
    expect(textFor(messages, 'C0TICKETS')).toMatch(/tickets-prod\/win22a .*20348\.5499\.260812/s);
    expect(textFor(messages, 'C0LEDGER')).toMatch(/ledger-prod\/win19.*Windows Server 2019/);
    expect(textFor(messages, 'C0PARTNERS')).toContain('30 Sep 2026');
  });

  it('says first what has to come first, once by when, and what else would do it', () => {
    const messages = readMessages(output, 5);
    const ledger = textFor(messages, 'C0LEDGER');
    expect(ledger.split('\n')[0]).toMatch(/^ledger-prod\/win19: move to a new pool of Windows Server 2025 now/);
    expect(ledger.indexOf('ledger-prod/win19')).toBeLessThan(ledger.indexOf('move the pools of Windows Server 2019'));
    expect(ledger).toMatch(/ledger-prod\/win22 · .*; the Kubernetes upgrade brings the newest image/);
    expect(textFor(messages, 'C0PLATFORM')).toMatch(
      /payroll-dev · due now · .*: AKS takes no .* before you add or rebuild one/,
    );
    for (const { text } of messages) expect(text).not.toMatch(/\(limit |at the latest|with an end ahead/);
    const news = readMessages(output, 3);
    expect(textFor(news, 'C0PLATFORM')).toMatch(/lab\/wvm · now · .*NodeImage should have done it by now/);
    expect(textFor(news, 'C0LEDGER')).toMatch(
      /win22 · by 13 Oct 2026 · .*; the Kubernetes upgrade brings the newest image/,
    );
    expect(textFor(news, 'C0PARTNERS')).toContain(
      '20348.5499.260812 built 12 Aug 2026 · not in the region of partner-portal/win22 yet',
    );
  });

  it('says since when the region of a pool has the image, and reminds of none that it does not have yet', () => {
    const messages = readMessages(output, 5);
    expect(textFor(messages, 'C0TICKETS')).toContain('In northeurope since 24 Aug 2026');
    expect(textFor(messages, 'C0PARTNERS')).toContain('→ 20348.5386.260715');
    expect(textFor(messages, 'C0PARTNERS')).toContain('20348.5499.260812 has not reached westus3 yet');
    expect(textFor(messages, 'C0PLATFORM')).toContain('20348.5499.260812 has not reached centralus yet\n');
  });

  it('shows what people did on the card, where it stands', () => {
    const messages = readMessages(output, 6);
    expect(textFor(messages, 'C0TICKETS, changed in place')).toContain('Assigned to Dana');
    expect(messages.map(({ text }) => text).join()).toContain('Snoozed until 4 Sep 2026 by Kim');
  });

  it('closes news and card by themselves once the next import shows the upgrade, and says so in its thread', () => {
    const messages = readMessages(output, 7);
    expect(messages.map(({ channel }) => channel)).toEqual([
      'C0TICKETS, changed in place',
      'C0TICKETS, changed in place',
      'C0TICKETS',
    ]);
    for (const { text } of messages) expect(text).toMatch(/^All done/);
  });
});

describe('npm run demo', () => {
  let played: Promise<number>;
  let shown = '';
  let url = '';

  beforeAll(async () => {
    said.length = 0;
    played = play();
    await waitUntil('it says what to look at', () => said.join('').includes('Ctrl+C'));
    shown = said.join('');
    [, url = ''] = /The page: (\S+)/.exec(shown) ?? [];
  });

  it('keeps one screen that leads to what is worth a look, and each link is there', async () => {
    expect(shown.split('\n').length).toBeLessThan(50);
    expect(opened).toEqual([url]);
    for (const [link] of shown.matchAll(/http:\S+/g)) expect([link, (await fetch(link)).status]).toEqual([link, 200]);
    const html = await (await fetch(`${url}/inbox`)).text();
    for (const pool of ['win22a', 'win22b']) expect(html).toContain(`tickets-prod/${pool}`);
    expect(await (await fetch(`${url}/health`)).text()).toMatch(/<dt>Poll<\/dt>.*?26 Aug 2026/s);
  });

  it('shows the pages that the pictures of the README have', async () => {
    for (const picture of PICTURES) {
      const { name, path } = picture;
      const structure = digestStructure(picture, await (await fetch(url + path)).text());
      expect([name, structure], 'run "npm run pictures", and look at docs/images/').toEqual([name, STRUCTURES[name]]);
    }
  });

  // What each button and form does is held one by one elsewhere, in a browser by in-browser.test.ts.
  it.runIf(process.env['SOAK'] && CHROMIUM !== null)(
    'is played by clicking, every button and form of it (with SOAK, and a Chromium)',
    async () => {
      await using browser = await openBrowser();
      const page = await browser.newPage({ baseURL: url });
      await page.goto('/inbox');
      const form = page.locator('[aria-labelledby=form-title]');
      const answer = page.getByLabel('Only visible to you');
      const card = page.locator('.channel:has(h2:text-is("C0LEDGER")) .message').last();
      const press = (name: string) => card.getByRole('button', { name, exact: true }).click();
      const open = (title: string) => page.locator(`#form-title:text-is("${title}")`).waitFor();
      const submit = () => form.locator('button.primary').click();
      const send = async (command: string) => {
        await page.fill('#text', command);
        await page.keyboard.press('Enter');
      };

      await press('Show commands');
      await answer.getByText('What to do for ledger-prod').waitFor();
      await page.keyboard.press('Escape');
      await answer.waitFor({ state: 'detached' });
      await press('Snooze');
      await open('Snooze reminders');
      await form.getByLabel('Why').fill('change freeze');
      await submit();
      await card.getByText(/Snoozed until .* by you: change freeze/).waitFor();
      await press('Assign');
      await open('Assign');
      await submit();
      await card.getByText('Assigned to you').waitFor();
      await press('Done');
      await card.getByText('Done, as you said on').waitFor();
      await send('/vhdwatch register');
      await open('Register a cluster');
      await form.locator('[name=name]').fill('clicked');
      await form.locator('[name=pools]').fill('npwin=AKSWindows-2022-containerd-20348.5386.260715');
      await submit();
      await form.getByText('clicked').first().waitFor();
      await send('/vhdwatch subscribe');
      await open('Subscribe a channel');
      await submit();
      await page.getByText('C0TICKETS now hears').first().waitFor();
      await send('/vhdwatch status clicked');
      await answer.getByText('clicked: 1 Windows node pool in 1 cluster').waitFor();
      await page.getByRole('link', { name: 'Home' }).click();
      await page.getByText('Windows node pools in 11 clusters').waitFor();
    },
    60_000,
  );

  it('tidies up when it is stopped', async () => {
    const own = () => readdirSync(folder).filter((name) => name.startsWith('vhdwatch-'));
    expect(own()).toHaveLength(1);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.emit(signal);
    expect([await played, complaints]).toEqual([0, []]);
    expect(own()).toEqual([]);
  });

  it('refuses an option it does not know, with the usage', async () => {
    expect(await play('--twice')).toBe(2);
    expect(complaints.join()).toContain('--once');
  });
});

/** A message as the demo prints it. */
interface PrintedMessage {
  readonly channel: string;
  readonly text: string;
}

/** The messages printed under a step's heading (`== 3. …`). */
function readMessages(output: string, step: number): PrintedMessage[] {
  const [, section = ''] = output.split(`\n== ${step}. `);
  const [own = ''] = section.split('\n== ');
  return own
    .split('\n  To channel ')
    .slice(1)
    .map((part) => {
      const [head = '', ...lines] = part.split('\n');
      const text = lines.filter((line) => line.startsWith('  |')).map((line) => line.slice('  | '.length));
      return { channel: head.replace(/:$/, ''), text: text.join('\n') };
    });
}

function textFor(messages: readonly PrintedMessage[], channel: string): string {
  return messages.find((message) => message.channel === channel)?.text ?? '';
}

function poolsIn(messages: readonly PrintedMessage[], channel: string): readonly string[] {
  const found = textFor(messages, channel).match(/\b[a-z]+-[a-z]+\/(?:n?p?win\w*|annu|wvm)\b/g) ?? [];
  return [...new Set(found)].sort();
}
