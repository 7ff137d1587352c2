import { expect, it } from 'vitest';
import { rasterizeSvg } from '../../../src/surfaces/chart/draw-fleet-picture.ts';

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
