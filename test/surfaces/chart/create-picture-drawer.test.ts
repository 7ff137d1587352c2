import { afterEach, expect, it } from 'vitest';
import { createPictureDrawer, type PictureDrawer } from '../../../src/surfaces/chart/create-picture-drawer.ts';
import { picture } from '../slack/sample-contents.ts';
import { createRecordingLogger } from '../slack/sender/recording-logger.ts';

const logger = createRecordingLogger();
const BROKEN = { ...picture(), weeks: null as never };
let drawer: PictureDrawer;

afterEach(async () => {
  await drawer.close();
  logger.lines.length = 0;
});

it('draws a PNG in a size that Slack and a phone take, and an SVG of the same', async () => {
  drawer = createPictureDrawer(logger);
  const [png, svg] = await Promise.all([drawer.drawPng(picture()), drawer.drawSvg(picture(), 'dark')]);
  expect(
    Buffer.from(png ?? [])
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  expect(png?.byteLength).toBeLessThan(400_000);
  expect(svg).toContain('Windows Server 2022 retires');
});

it('says in the log why there is no picture, and draws the next one', async () => {
  drawer = createPictureDrawer(logger);
  expect(await drawer.drawPng(BROKEN)).toBeNull();
  await expect(drawer.drawSvg(BROKEN, 'light')).rejects.toThrow('The picture could not be drawn');
  expect(logger.lines.filter((line) => line.includes('A picture could not be drawn'))).toHaveLength(2);
  expect(await drawer.drawPng(picture())).not.toBeNull();
});

it('answers what waits when its process is ended, and starts another for the next one', async () => {
  drawer = createPictureDrawer(logger);
  const lost = drawer.drawPng(picture());
  await drawer.close();
  expect(await lost).toBeNull();
  expect(await drawer.drawPng(picture())).not.toBeNull();
});

it('lets go of its process when nothing was drawn for a while', async () => {
  drawer = createPictureDrawer(logger, { idleMs: 1 });
  for (const pauseMs of [0, 1, 2, 5, 30]) {
    expect(await drawer.drawSvg(picture(), 'light')).toMatch(/^<svg/);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
});
