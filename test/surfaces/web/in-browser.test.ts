import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { updateFindings } from '../../../src/app/fleet/open-findings.ts';
import { COMMANDS } from '../../../src/surfaces/slack/listeners/registry.ts';
import { buildAugustCatalogue } from '../../advice/support/august-2026.ts';
import { buildCluster, buildPool, buildSystemPool } from '../../advice/support/builders.ts';
import {
  CHROMIUM,
  findBarriers,
  findOverflow,
  openBrowser,
  turnTo,
  WITHOUT_CHROMIUM,
} from '../../support/open-browser.ts';
import { buildMessage, HOSTILE, type Served, serve } from './support/serve.ts';
import { postReminder, serveDesk } from './support/serve-desk.ts';

const PAGES = [
  '/',
  '/inbox',
  '/fleet',
  '/fleet?q=nothing',
  '/clusters/alpha-fine',
  `/clusters/${encodeURIComponent(HOSTILE)}/win19`,
  '/images',
  '/images/20348.5386.260715',
  '/regions',
  '/retirements',
  '/health',
  '/nowhere',
];

interface View {
  readonly name: string;
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
  readonly media?: 'print';
  /** What axe looks at: what differs from the view before. The whole product of views and rules is for SOAK. */
  readonly rules: readonly string[] | null;
}

const ALL_RULES: readonly string[] = [];
const isWhole = process.env['SOAK'] !== undefined;
/** All pages have their colours from one style sheet: between them these have every colour on every ground. */
const COLOURED = ['/', '/inbox', '/fleet', '/clusters/alpha-fine'];

const VIEWS: readonly View[] = [
  { name: 'light', colorScheme: 'light', width: 1200, rules: ALL_RULES },
  { name: 'dark', colorScheme: 'dark', width: 1200, rules: isWhole ? ALL_RULES : ['color-contrast'] },
  { name: 'on a phone', colorScheme: 'light', width: 360, rules: isWhole ? ALL_RULES : null },
  { name: 'in print, from a dark screen', colorScheme: 'dark', width: 703, media: 'print', rules: ['color-contrast'] },
];

/** Pages and widths that between them have every kind of what a keyboard stops at. */
const WALKS = [
  { path: '/fleet', width: 360 },
  { path: '/clusters/alpha-fine', width: 1200 },
  { path: '/images', width: 360 },
];

/** Where the keyboard stops: which element, its place in the page, and whether a ring is drawn there that nothing hides. */
interface Stop {
  readonly name: string;
  readonly place: number;
  readonly isSeen: boolean;
}

const READ_STOP = `(() => {
  const stop = document.activeElement;
  if (stop === null || stop === document.body) return null;
  const box = stop.getClientRects()[0] ?? stop.getBoundingClientRect();
  const { outlineStyle, outlineWidth } = getComputedStyle(stop);
  const within = (value, most) => Math.min(Math.max(value, 1), most - 2);
  const on = document.elementFromPoint(within(box.left + Math.min(box.width / 2, 40), innerWidth), within(box.top + Math.min(box.height / 2, 10), innerHeight));
  return {
    name: stop.localName + ' ' + stop.textContent.trim().slice(0, 30),
    place: [...document.querySelectorAll('*')].indexOf(stop),
    isSeen: outlineStyle !== 'none' && parseFloat(outlineWidth) > 0 && on !== null && (stop.contains(on) || on.contains(stop)),
  };
})()`;

const COUNT_CUT =
  '[...document.querySelectorAll(".table, pre")].filter((one) => one.scrollWidth > one.clientWidth).length';

/** Puts in a fleet with every status, names that try to break out, and a message with every kind of text. */
function fill({ store, context }: Served): void {
  store.catalogue.replace(buildAugustCatalogue());
  store.sources.markSucceeded('aks-releases', {}, '2026-08-20T08:45:00.000Z');
  store.clusters.save(buildCluster({ name: 'alpha-fine' }));
  store.clusters.save(
    buildCluster({
      id: 'manual/hostile',
      name: HOSTILE,
      ownership: { channel: HOSTILE, owners: [HOSTILE], environment: HOSTILE },
      nodePools: [
        buildSystemPool(),
        buildPool({ name: HOSTILE, nodeImageVersion: 'AKSWindows-2022-containerd-20348.5020.260415' }),
        buildPool({ name: 'win19', nodeImageVersion: 'AKSWindows-2019-containerd-17763.8389.260210' }),
        buildPool({ name: 'never', nodeImageVersion: null }),
      ],
    }),
  );
  store.transaction(() => updateFindings(context));
  store.inbox.save(buildMessage(1, { text: `*News* <https://example.test|link> \`az aks\` ${'x'.repeat(200)}` }));
  store.inbox.save(buildMessage(2, { text: HOSTILE, channel: HOSTILE }));
}

describe.skipIf(CHROMIUM === null)(`in a browser${WITHOUT_CHROMIUM}`, () => {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    // Colours change at once, so that none is looked at half-way.
    page = await browser.newPage({ reducedMotion: 'reduce' });
    // What is not there, and servers that went away with their test, are no fault of the page.
    const complain = (text: string) => /404|net::ERR_|Failed to fetch/.test(text) || complaints.push(text);
    page.on('console', (message) => message.type() === 'error' && complain(message.text()));
    page.on('pageerror', (error) => complain(error.message));
    page.on('dialog', () => complaints.push('a name from outside ran as a script'));
  });
  let seconds: NodeJS.Timeout;
  beforeEach(async () => {
    // The inbox looks each second whether it changed: here ten of them pass in one.
    const { setInterval: repeat } = globalThis;
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    seconds = repeat(() => vi.advanceTimersByTime(1_000), 100);
    await page.emulateMedia({ colorScheme: 'light', media: 'screen' });
    await page.setViewportSize({ width: 1200, height: 800 });
  });
  afterEach(() => {
    vi.useRealTimers();
    clearInterval(seconds);
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(() => browser?.close());

  it('every page in every view keeps to the policy, has no barrier, and does not scroll sideways, nor has the empty overview', async () => {
    const served = await serve();
    const policy = (await page.goto(served.url))?.headers()['content-security-policy'];
    // Here, since to load a page and axe anew takes three times what it takes to look.
    expect(['empty', await findBarriers(page)]).toEqual(['empty', []]);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#content$/);
    fill(served);
    for (const path of PAGES) {
      expect([path, await turnTo(page, path)]).toEqual([path, policy]);
      for (const { name, colorScheme, width, media = 'screen', rules } of VIEWS) {
        const isLookedAt = rules !== null && (isWhole || rules === ALL_RULES || COLOURED.includes(path));
        // It differs in its colours only.
        if (name === 'dark' && !isLookedAt) continue;
        await page.emulateMedia({ colorScheme, media });
        await page.setViewportSize({ width, height: 800 });
        const known = isWhole || COLOURED.includes(path) ? [] : ['color-contrast'];
        if (isLookedAt) expect([path, name, await findBarriers(page, rules, known)]).toEqual([path, name, []]);
        expect([path, name, await findOverflow(page)]).toEqual([path, name, 0]);
        // Nobody scrolls on paper.
        if (media === 'print') expect([path, await page.evaluate(COUNT_CUT)]).toEqual([path, 0]);
      }
    }
    // A dozen pages, each looked through by axe: more than a minute on a machine that is busy with other things.
  }, 240_000);

  // A phone folds the tables and has no bar that stays: both are walked through, all of it with SOAK.
  it('a keyboard alone gets through a page, and is seen wherever it is', async () => {
    const served = await serve();
    fill(served);
    await page.goto(served.url);
    for (const { path, width } of isWhole
      ? PAGES.flatMap((path) => [360, 1200].map((width) => ({ path, width })))
      : WALKS) {
      await page.setViewportSize({ width, height: 800 });
      await turnTo(page, path);
      const stops: Stop[] = [];
      for (;;) {
        await page.keyboard.press('Tab');
        const stop = (await page.evaluate(READ_STOP)) as Stop | null;
        if (stop === null || stop.place <= (stops.at(-1)?.place ?? -1)) break;
        stops.push(stop);
      }
      expect([path, stops[0]?.name]).toEqual([path, 'a Skip to the content']);
      expect([path, stops.length > 10]).toEqual([path, true]);
      expect([path, stops.filter(({ isSeen }) => !isSeen).map(({ name }) => name)]).toEqual([path, []]);
    }
  }, 240_000);

  it('the live inbox is played by clicking, follows by itself, and has no barrier', async () => {
    const { url, store } = await serveDesk();
    await page.goto(`${url}/inbox`);
    await page.fill('#text', '/vhdwatch register');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#form-title');
    expect(await page.evaluate('document.activeElement.id')).toBe('form-title');
    expect(await findBarriers(page)).toEqual([]);
    // On a phone all of the form can be reached, and nothing of it stands beside the screen.
    await page.setViewportSize({ width: 360, height: 640 });
    expect(await findOverflow(page)).toBe(0);
    expect(
      await page.evaluate(
        'document.querySelector(".desk-place").scrollWidth - document.querySelector(".desk-place").clientWidth',
      ),
    ).toBe(0);
    // In one go: what arrives meanwhile takes the place of the button.
    await page.evaluate('document.querySelector(".dismiss button").scrollIntoView()');
    expect(await findBarriers(page, ['target-size', 'label'])).toEqual([]);
    await page.setViewportSize({ width: 1200, height: 800 });
    await page.fill('[name=name]', 'clicked');
    // What is typed stays.
    await page.keyboard.press('Escape');
    await page.fill('[name=pools]', 'npwin=AKSWindows-2022-containerd-20348.5386.260715');
    await page.click('.desk-place button.primary');
    await page.getByText('clicked').first().waitFor();
    expect(store.clusters.list().map(({ name }) => name)).toContain('clicked');
    await page.locator('body').click();
    store.inbox.save(buildMessage(2, { channel: 'C0TEAM', text: 'came by itself' }));
    await page.getByText('came by itself').first().waitFor();
    await page.fill('#text', '/vhdwatch half a command');
    await page.locator('h1').click();
    store.inbox.save(buildMessage(3, { channel: 'C0TEAM', text: 'came meanwhile' }));
    await page.getByText('came meanwhile').first().waitFor();
    expect(await page.inputValue('#text')).toBe('/vhdwatch half a command');
    // Neither the keyboard's place nor what was folded is lost to what arrives.
    store.inbox.save(buildMessage(4, { channel: 'C0TEAM', text: 'an answer', threadTs: buildMessage(1).ts }));
    const thread = page.locator('details.thread');
    await thread.locator('summary').click();
    expect(await thread.getAttribute('open')).toBeNull();
    await page.locator('article a').first().focus();
    store.inbox.save(buildMessage(5, { channel: 'C0TEAM', text: 'came last' }));
    await page.getByText('came last').first().waitFor();
    expect(await thread.getAttribute('open')).toBeNull();
    expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe(`#m${buildMessage(1).ts}`);
    // Nor is a click to what arrives between its press and its release.
    await page.fill('#text', '/vhdwatch help');
    await page.locator('form[data-live] button', { hasText: 'Send' }).hover();
    await page.mouse.down();
    store.inbox.save(buildMessage(6, { channel: 'C0TEAM', text: 'came in between' }));
    await page.waitForTimeout(400);
    await page.mouse.up();
    await page.locator('#answer').waitFor();
    await page.getByText('came in between').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#answer').waitFor({ state: 'detached' });
    // What a button far down the page answers is in sight, with the keyboard there, and back at the button afterwards.
    await page.setViewportSize({ width: 1200, height: 400 });
    postReminder(store, 8, 'came with buttons');
    await page.getByRole('button', { name: 'Show commands', exact: true }).click();
    await page.locator('#answer').waitFor();
    expect(await page.evaluate('scrollY')).toBeGreaterThan(0);
    expect(await page.evaluate('document.activeElement.id')).toBe('answer');
    expect(await page.evaluate('answer.getBoundingClientRect().top')).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await page.locator('#answer').waitFor({ state: 'detached' });
    // It gets there once the page is drawn without the answer.
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Show commands');
    // In print the messages take the place of what is left out beside them.
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate('document.querySelector(".pane").clientWidth')).toBeGreaterThan(1_000);
    await page.emulateMedia({ media: null });
    await page.goto(`${url}/inbox?tab=home`);
    expect(await findBarriers(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await findBarriers(page, ['color-contrast'])).toEqual([]);
  });

  it('an open form keeps what is typed, and the messages beside it change all the same', async () => {
    const { url, store } = await serveDesk();
    await page.goto(`${url}/inbox`);
    await page.fill('#text', '/vhdwatch register');
    await page.keyboard.press('Enter');
    await page.fill('[name=name]', 'half a name');
    await page.locator('h1').click();
    store.inbox.replace(buildMessage(1).ts, { text: 'Done, as Dana said', cardJson: '{}' });
    await page.getByText('Done, as Dana said').waitFor();
    expect(await page.inputValue('[name=name]')).toBe('half a name');
    // An answer comes beside it, and the keyboard is there; what is wrong in the form takes its place.
    await page.fill('#text', '/vhdwatch help');
    await page.keyboard.press('Enter');
    await page.locator('#answer').waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('answer');
    expect(await page.inputValue('[name=name]')).toBe('half a name');
    await page.fill('[name=pools]', 'nonsense');
    await page.click('.desk-place button.primary');
    await page.getByRole('alert').first().waitFor();
    expect(await page.inputValue('[name=name]')).toBe('half a name');
  });

  it('a box stands beside its words, and the next command goes where the last one went', async () => {
    const { url, store } = await serveDesk();
    store.inbox.save(buildMessage(2, { channel: 'C0OTHER', text: 'newer, so its channel is the first' }));
    await page.goto(`${url}/inbox`);
    await page.selectOption('#channel', 'C0TEAM');
    await page.fill('#text', '/vhdwatch subscribe');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#form-title');
    const lines = await page.evaluate(`[...document.querySelectorAll('.box')].map((box) => {
      const words = document.createRange();
      words.selectNodeContents(box.lastChild);
      const [mark, text] = [box.querySelector('input').getBoundingClientRect(), words.getBoundingClientRect()];
      return mark.right <= text.left && mark.bottom > text.top && mark.top < text.bottom;
    })`);
    expect(lines).not.toEqual([]);
    expect(lines).not.toContain(false);
    expect(await page.inputValue('#channel')).toBe('C0TEAM');
    // What was ticked off stays so while something else is wrong.
    await page.locator('.box input').last().uncheck();
    await page.fill('[name=zone]', 'Nowhere/Else');
    await page.click('.desk-place button.primary');
    await page.getByRole('alert').first().waitFor();
    expect(await page.locator('.box input').last().isChecked()).toBe(false);
    // Nor does one key throw away what was typed and refused.
    await page.keyboard.press('Escape');
    await page.click('.dismiss button:not([form])');
    await page.locator('.desk').waitFor({ state: 'detached' });
    await page.fill('#text', '/vhdwatch help');
    await page.keyboard.press('Enter');
    await page.locator('#answer').waitFor();
    expect(await page.inputValue('#channel')).toBe('C0TEAM');
    // Nothing of it is scrolled away.
    expect(await page.evaluate('document.querySelector(".desk-place").scrollTop')).toBe(0);
  });

  it('on a phone the messages of very many channels begin on the first screen', async () => {
    const { url, store } = await serveDesk();
    for (let at = 2; at < 300; at += 1) store.inbox.save(buildMessage(at, { channel: `C0TEAM${at}`, text: 'One' }));
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${url}/inbox`);
    expect(await page.evaluate('document.querySelector(".pane").getBoundingClientRect().top')).toBeLessThan(500);
    expect(await findOverflow(page)).toBe(0);
    expect(await findBarriers(page, ['scrollable-region-focusable'])).toEqual([]);
  });

  it('says in sight that a form was replaced by another tab, where its fields are sent all the same', async () => {
    const { url, store, get } = await serveDesk();
    await page.goto(`${url}/inbox`);
    await page.fill('#text', '/vhdwatch register');
    await page.keyboard.press('Enter');
    await page.fill('[name=name]', 'of-one-tab');
    const token = await page.locator('[name=token]').first().inputValue();
    const other = new URLSearchParams({ token, channel: 'C0TEAM', text: 'subscribe' });
    expect((await get('/inbox/command', { method: 'POST', body: other })).status).toBe(303);
    await page.locator('[name=name]').press('Enter');
    const answer = page.locator('#answer');
    await answer.waitFor();
    expect(await answer.textContent()).toContain('Not taken: that form is not open any more.');
    expect(await page.evaluate('document.activeElement.id')).toBe('answer');
    const bottoms = () =>
      page.evaluate(
        '["#answer", ".desk-place"].map((one) => document.querySelector(one).getBoundingClientRect().bottom)',
      );
    const isInSight = async () => {
      const [answered = 0, place = 0] = (await bottoms()) as number[];
      return answered <= place;
    };
    expect(await isInSight()).toBe(true);
    // And stays there when something happens elsewhere.
    store.inbox.save(buildMessage(7, { channel: 'C0TEAM', text: 'came later' }));
    await page.getByText('came later').first().waitFor();
    expect(await isInSight()).toBe(true);
    expect(store.clusters.list().map(({ name }) => name)).not.toContain('of-one-tab');
  });

  it('without JavaScript commands are answered, and forms are taken', async () => {
    const { url, store } = await serveDesk();
    const plain = await browser.newPage({ javaScriptEnabled: false, baseURL: url });
    const answer = plain.locator('.desk');
    await plain.goto('/inbox');
    const send = async (command: string) => {
      await plain.fill('#text', `/vhdwatch ${command}`);
      await plain.getByRole('button', { name: 'Send' }).click();
      await answer.first().waitFor();
    };
    // With SOAK: each is half a dozen pages, of which inbox-live.test.ts holds what the server makes of them, and of what is wrong.
    for (const { name } of isWhole ? COMMANDS : []) {
      await send(name);
      const form = plain.locator('[aria-labelledby=form-title]');
      const submit = form.locator('button.primary');
      // As it opened: taken, or kept with what is wrong.
      if ((await submit.count()) > 0 && (await form.locator('[required]').count()) === 0) await submit.click();
      expect([name, ((await answer.first().textContent()) ?? '').length > 20]).toEqual([name, true]);
      await plain.getByRole('button', { name: 'Dismiss' }).click();
      expect([name, await answer.count()]).toEqual([name, 0]);
    }
    await send('register');
    await plain.fill('[name=name]', 'by-hand');
    await plain.fill('[name=pools]', 'npwin=AKSWindows-2022-containerd-20348.5386.260715');
    await plain.locator('.desk-place button.primary').click();
    await plain.getByText('by-hand').first().waitFor();
    expect(store.clusters.list().map(({ name }) => name)).toContain('by-hand');
    await plain.close();
  }, 60_000);

  it('shows all columns of the fleet, however long a name is', async () => {
    const { url, store, context } = await serve();
    store.catalogue.replace(buildAugustCatalogue());
    for (const name of ['prod-eu-west-'.repeat(5).slice(0, 63), 'n'.repeat(63)])
      store.clusters.save(buildCluster({ id: `manual/${name}`, name }));
    store.transaction(() => updateFindings(context));
    await page.setViewportSize({ width: 1120, height: 900 });
    await page.goto(`${url}/fleet`);
    expect(await page.evaluate(COUNT_CUT)).toBe(0);
  });

  it('keeps the order of names that are written from right to left', async () => {
    const { url, store, context } = await serve();
    store.catalogue.replace(buildAugustCatalogue());
    for (const name of ['אב', 'גד']) store.clusters.save(buildCluster({ id: `manual/${name}`, name }));
    store.transaction(() => updateFindings(context));
    // Nothing but a comma stands between them: as one run of letters they would change places.
    await page.goto(url);
    const [first, second] = (await page.evaluate(
      `[...document.querySelector(".time-line .small").querySelectorAll("bdi")].map((name) => [name.textContent, name.getBoundingClientRect().left])`,
    )) as [string, number][];
    expect(second?.[1]).toBeGreaterThan(first?.[1] ?? Number.NaN);
  });
});
