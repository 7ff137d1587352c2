import { expect, it } from 'vitest';
import { createPictureDrawer } from '../../../src/surfaces/chart/create-picture-drawer.ts';
import { rasterizeSvg } from '../../../src/surfaces/chart/rasterize-svg.ts';
import { picture } from '../slack/sample-contents.ts';
import { createRecordingLogger } from '../slack/sender/recording-logger.ts';

const svg = (inner: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40">${inner}</svg>`;
const sizeOf = (png: Uint8Array) => [Buffer.from(png).readUInt32BE(16), Buffer.from(png).readUInt32BE(20)];

it('makes a PNG at twice the size of the drawing', async () => {
  const png = await rasterizeSvg(svg('<rect width="120" height="40" fill="#fff"/>'));
  expect(Buffer.from(png).subarray(1, 4).toString()).toBe('PNG');
  expect(sizeOf(png)).toEqual([240, 80]);
});

it('draws text with a font of its own, on a machine without any', async () => {
  const words = '<text x="5" y="25" style="font-family:Lato, sans-serif">Aug</text>';
  expect(await rasterizeSvg(svg(words))).not.toEqual(await rasterizeSvg(svg('')));
});

it('draws a whole picture in a size that Slack and a phone take', async () => {
  const png = await createPictureDrawer(createRecordingLogger())(picture());
  expect(png?.byteLength).toBeGreaterThan(10_000);
  expect(png?.byteLength).toBeLessThan(400_000);
});

it('gives nothing and says so in the log where it cannot draw', async () => {
  const logger = createRecordingLogger();
  const broken = { ...picture(), weeks: null as never };
  expect(await createPictureDrawer(logger)(broken)).toBeNull();
  expect(logger.lines.join('\n')).toContain('A picture could not be drawn');
});
