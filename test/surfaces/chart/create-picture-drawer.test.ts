import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { createPictureDrawer, type PictureDrawer } from '../../../src/surfaces/chart/create-picture-drawer.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { picture } from '../slack/sample-contents.ts';
import { createRecordingLogger } from '../slack/sender/recording-logger.ts';

/** As it is shipped: it starts in a third of the time. */
const BUILT = new URL('../../../dist/render-worker.js', import.meta.url);
const logger = createRecordingLogger();
const BROKEN = { ...picture(), weeks: null as never };
let drawer: PictureDrawer;
const folders: string[] = [];

afterEach(async () => {
  await drawer.close();
  logger.lines.length = 0;
  for (const path of folders.splice(0)) rmSync(path, { recursive: true });
});

it('draws a PNG in a size that Slack and a phone take, and goes on after a broken one', async () => {
  drawer = createPictureDrawer(logger, { program: BUILT });
  const png = await drawer.drawPng(picture());
  expect(
    Buffer.from(png ?? [])
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  expect(png?.byteLength).toBeLessThan(400_000);

  // One that cannot be drawn is said in the log, and keeps nobody from the next one.
  expect(await drawer.drawPng(BROKEN)).toBeNull();
  expect(logger.lines.filter((line) => line.includes('A picture could not be drawn'))).toHaveLength(1);
  expect(await drawer.drawPng(picture())).not.toBeNull();
});

it('answers what waits when its process is ended, and starts another for the next one', async () => {
  const answers = write(`process.on('message', ({ id, body: { weeks } }) => {
    if (weeks.length === 0) process.send({ id, body: String(process.pid) });
  });`);
  drawer = createPictureDrawer(logger, { program: answers });
  const lost = drawer.drawPng(picture());
  await drawer.close();
  expect(await lost).toBeNull();
  expect(await drawer.drawPng(picture({ weeks: [] }))).toMatch(/^\d+$/);
});

it('gives up a drawing that hangs, and ends its process', async () => {
  const file = join(folder(), 'pid');
  const hangs = write(`import { writeFileSync } from 'node:fs';
    process.on('message', () => writeFileSync(${JSON.stringify(file)}, String(process.pid)));`);
  drawer = createPictureDrawer(logger, { timeoutMs: 1_500, program: hangs });
  expect(await Promise.all([drawer.drawPng(picture()), drawer.drawPng(picture())])).toEqual([null, null]);
  await waitUntil('its process is gone', () => existsSync(file) && !isRunning(readFileSync(file, 'utf8')));
});

it('keeps its process for the next picture, and lets go of it when there was none for a while', async () => {
  const answers = write(`process.on('message', ({ id }) => process.send({ id, body: String(process.pid) }));`);
  drawer = createPictureDrawer(logger, { idleMs: 300, program: answers });
  const pid = String(await drawer.drawPng(picture()));
  expect(await drawer.drawPng(picture())).toBe(pid);
  expect(isRunning(pid)).toBe(true);
  await waitUntil('its process is gone', () => !isRunning(pid));
  expect(await drawer.drawPng(picture())).not.toBe(pid);
});

function folder(): string {
  folders.push(mkdtempSync(join(tmpdir(), 'vhdwatch-drawer-')));
  return folders.at(-1) ?? '';
}

/** A program in the place of the one that draws. */
function write(source: string): URL {
  const path = join(folder(), 'program.mjs');
  writeFileSync(path, source);
  return pathToFileURL(path);
}

function isRunning(pid: string): boolean {
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
}
