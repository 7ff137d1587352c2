import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';

/** The first takes a third less of the processor; the others are what people have. */
const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Where a Chromium is that tests can drive; `null` where there is none, and tests skip, saying so. */
export const CHROMIUM = process.env['CHROMIUM'] ?? PLACES.find((path) => existsSync(path)) ?? null;

/** What the tests that need it are called where there is none. */
export const WITHOUT_CHROMIUM = CHROMIUM === null ? ' (skipped: no Chromium here, apt-get install chromium)' : '';

/** Starts it, without a window. */
export async function openBrowser(): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox', '--disable-gpu'] });
}

/** Minified: a page takes half the time to read it. */
const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly target: readonly unknown[] }[];
  }[];
}

/**
 * What axe finds on a page that is serious, critical or moderate: `serious color-contrast at .lead`.
 * @param rules those to look at; all where none is named
 * @param unless those to leave out
 */
export async function findBarriers(
  page: Page,
  rules: readonly string[] = [],
  unless: readonly string[] = [],
): Promise<readonly string[]> {
  // Style sheets need not be loaded a second time: the page has them.
  const options = JSON.stringify({
    preload: false,
    resultTypes: ['violations'],
    ...(rules.length > 0 ? { runOnly: rules } : {}),
    rules: Object.fromEntries(unless.map((rule) => [rule, { enabled: false }])),
  });
  if (await page.evaluate('typeof axe === "undefined"')) await page.evaluate(`${AXE}; 0`);
  // Of what it passed nothing is carried here: that is a hundred times more.
  return (await page.evaluate(`axe.run(${options}).then(${describeViolations})`)) as readonly string[];
}

/** Runs in the page. */
function describeViolations({ violations }: AxeResult): readonly string[] {
  return violations
    .filter(({ impact }) => impact !== 'minor')
    .map(({ id, impact, nodes }) => `${impact} ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/**
 * Shows another page of the same site in the window that is there, under the policy that it has, and gives the policy of that
 * page. Axe stays, and so does what the script of all pages did: to load both anew takes longer than what is looked at.
 */
export async function turnTo(page: Page, path: string): Promise<string> {
  return (await page.evaluate(`fetch(${JSON.stringify(path)}).then(async (answer) => {
    const html = await answer.text();
    document.open();
    const loaded = new Promise((resolve) => addEventListener('load', resolve, { once: true }));
    document.write(html.replace(/<script [^>]*><\\/script>/, ''));
    document.close();
    document.documentElement.classList.add('script');
    await loaded;
    return answer.headers.get('content-security-policy');
  })`)) as string;
}

/** By how many pixels a page is wider than its window. */
export function findOverflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - innerWidth') as Promise<number>;
}
