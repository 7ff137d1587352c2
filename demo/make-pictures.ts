import { spawn } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { CHROMIUM, openBrowser } from '../test/support/open-browser.ts';
import { digestStructure, PICTURES, type Picture } from './pictures.ts';

const IMAGES = fileURLToPath(new URL('../docs/images/', import.meta.url));
const LARGEST_BYTES = 150_000;

/** Makes the pictures of the README anew from the demo, in the Chromium of this machine (or that in CHROMIUM). */
if (CHROMIUM === null) throw new Error('no Chromium here: apt-get install chromium, or set CHROMIUM');
const demo = spawn(process.execPath, [fileURLToPath(new URL('run-demo.ts', import.meta.url))], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await openBrowser();
try {
  const url = await findUrl();
  const structures: Record<string, string> = {};
  for (const picture of PICTURES) {
    structures[picture.name] = digestStructure(picture, await (await fetch(url + picture.path)).text());
    for (const theme of ['light', 'dark'] as const) await take(browser, url, picture, theme);
  }
  writeFileSync(`${IMAGES}structures.json`, `${JSON.stringify(structures, null, 2)}\n`);
} finally {
  await browser.close();
  demo.kill('SIGTERM');
}

async function findUrl(): Promise<string> {
  let text = '';
  for await (const chunk of demo.stdout) {
    text += String(chunk);
    const [, url] = /The page: (\S+)\n/.exec(text) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error('the demo ended before it showed its page');
}

async function take(
  to: Browser,
  baseURL: string,
  { name, path, element, width, height }: Picture,
  theme: 'light' | 'dark',
) {
  const page = await to.newPage({ baseURL, colorScheme: theme, viewport: { width, height } });
  await page.goto(path, { waitUntil: 'load' });
  const file = `${IMAGES}${name}-${theme}.png`;
  if (element === null) await page.screenshot({ path: file });
  else {
    // All of it in sight, so that nothing loads, moves or lies in front while the picture is taken.
    await page.setViewportSize({ width, height: (await page.evaluate('document.body.scrollHeight')) as number });
    await page.evaluate('document.querySelector(".top").remove()');
    await page.evaluate('Promise.all([...document.images].map((image) => image.decode().catch(() => {})))');
    await page.locator(element).first().screenshot({ path: file });
  }
  await page.close();
  const { size } = statSync(file);
  if (size > LARGEST_BYTES) throw new Error(`${file} has ${size} bytes: more than ${LARGEST_BYTES}`);
  process.stdout.write(`${file} (${Math.round(size / 1_000)} kB)\n`);
}
