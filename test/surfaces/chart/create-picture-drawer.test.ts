import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, type TestContext } from 'vitest';
import { createPictureDrawer } from '../../../src/surfaces/chart/create-picture-drawer.ts';
import type { IdleProcessOptions } from '../../../src/workers/idle-process.ts';
import { makeFolder } from '../../support/run-vhdwatch.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { picture } from '../slack/sample-contents.ts';
import { createRecordingLogger } from '../slack/sender/recording-logger.ts';

/** As it is shipped: it starts in a third of the time. */
const BUILT = new URL('../../../dist/render-worker.js', import.meta.url);
const BROKEN = { ...picture(), weeks: null as never };

/** A drawer of a test's own with its log, and with `source` in the place of the program that draws. */
function open({ onTestFinished }: TestContext, source: string | null, options: Partial<IdleProcessOptions> = {}) {
  const folder = makeFolder();
  const path = join(folder.path, 'program.mjs');
  if (source !== null) writeFileSync(path, source);
  const logger = createRecordingLogger();
  const program = source === null ? BUILT : pathToFileURL(path);
  const drawer = createPictureDrawer(logger, { program, ...options });
  onTestFinished(async () => {
    await drawer.close();
    folder.remove();
  });
  return { drawer, logger, folder: folder.path };
}

// Alone, so that its process has started by then.
it('gives up a drawing that hangs, and ends its process', async (context) => {
  const hangs = `import { writeFileSync } from 'node:fs';
    writeFileSync(new URL('pid', import.meta.url), String(process.pid));
    process.on('message', () => {});`;
  const { drawer, folder } = open(context, hangs, { timeoutMs: 1_500 });
  const file = join(folder, 'pid');
  expect(await Promise.all([drawer.drawPng(picture()), drawer.drawPng(picture())])).toEqual([null, null]);
  await waitUntil('its process is gone', () => existsSync(file) && !isRunning(readFileSync(file, 'utf8')));
});

// Beside each other: each waits for its process most of the time.
it.concurrent('draws a PNG in a size that Slack and a phone take, and goes on after a broken one', async (context) => {
  const { drawer, logger } = open(context, null);
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

it.concurrent('answers what waits when its process is ended, and starts another for the next one', async (context) => {
  const answers = `process.on('message', ({ id, body: { weeks } }) => {
    if (weeks.length === 0) process.send({ id, body: String(process.pid) });
  });`;
  const { drawer } = open(context, answers);
  const lost = drawer.drawPng(picture());
  await drawer.close();
  expect(await lost).toBeNull();
  expect(await drawer.drawPng(picture({ weeks: [] }))).toMatch(/^\d+$/);
});

it.concurrent('keeps its process for the next picture, and lets go of it when there was none for a while', async (context) => {
  const answers = `process.on('message', ({ id }) => process.send({ id, body: String(process.pid) }));`;
  const { drawer } = open(context, answers, { idleMs: 300 });
  const pid = String(await drawer.drawPng(picture()));
  expect(await drawer.drawPng(picture())).toBe(pid);
  expect(isRunning(pid)).toBe(true);
  await waitUntil('its process is gone', () => !isRunning(pid));
  expect(await drawer.drawPng(picture())).not.toBe(pid);
});

function isRunning(pid: string): boolean {
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
}
