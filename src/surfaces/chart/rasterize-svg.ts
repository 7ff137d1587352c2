import { readFile } from 'node:fs/promises';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { FONT_FAMILY } from './chart-theme.ts';

const WASM = import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm');
/** A slim container has no font at all: ours comes with the program. */
const FONTS = [
  import.meta.resolve('@expo-google-fonts/lato/400Regular/Lato_400Regular.ttf'),
  import.meta.resolve('@expo-google-fonts/lato/700Bold/Lato_700Bold.ttf'),
];
/** Screens with two pixels for each of the drawing's. */
const ZOOM = 2;

/** Loaded once; the library refuses a second time. */
let ready: Promise<readonly Uint8Array[]> | null = null;

/** An SVG drawing as PNG bytes, at twice its size. Nothing outside the drawing and our font is read. */
export async function rasterizeSvg(svg: string): Promise<Uint8Array> {
  ready ??= load();
  const fontBuffers = [...(await ready)];
  const drawing = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: ZOOM },
    font: { fontBuffers, defaultFontFamily: FONT_FAMILY, sansSerifFamily: FONT_FAMILY },
  });
  try {
    const image = drawing.render();
    const png = image.asPng();
    image.free();
    return png;
  } finally {
    drawing.free();
  }
}

async function load(): Promise<readonly Uint8Array[]> {
  await initWasm(await readFile(new URL(WASM)));
  return Promise.all(FONTS.map((file) => readFile(new URL(file))));
}
