import { readFile } from 'node:fs/promises';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { type FleetPicture, SHOWN_STATUSES } from '../../domain/pool-week.ts';
import { html } from '../../html/html.ts';
import { drawWeeks, WEEKS_CHART, WEEKS_PICTURE } from '../../html/weeks-chart.ts';

/** What the raster library is given as a font file, and browsers may have by themselves. */
const FONT_FAMILY = 'Lato';

/**
 * It has no ground of its own: Slack's own, light or dark, is seen through it, and every colour is told from both.
 * Neighbours differ in lightness too, so that they are told apart without colour. A phone shows it at half its size.
 */
const STYLE = `
text { font-family: ${FONT_FAMILY}, sans-serif; font-size: 20px; font-weight: bold; fill: #7d7d7d; }
.axis { stroke: #7d7d7d; stroke-opacity: 0.3; }
.share-current { fill: #007a56; }
.share-behind { fill: #c48a12; }
.share-unsupported { fill: #d3134c; }`;

const MARGIN = 6;
/** Where the legend has the key of each status: as wide as the words are in our font. */
const KEYS_LEFT = { current: 322, behind: 442, unsupported: 560 };
const CHART_TOP = 42;
/** Beside the chart stand the words of its axis, larger than it is drawn for. */
const CHART_SCALE = 0.97;

/** The weeks as an SVG document without scripts. */
export function drawFleetPicture({ weeks, drawnOn }: FleetPicture): string {
  const keys = SHOWN_STATUSES.map(
    (status) =>
      html`<rect class="share-${status}" x="${KEYS_LEFT[status]}" y="8" width="17" height="17"/><text x="${KEYS_LEFT[status] + 25}" y="24">${status}</text>`,
  );
  const { width, height } = WEEKS_PICTURE;
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<style>${STYLE}</style>
<text x="${MARGIN}" y="24">Windows node pools by week</text>${keys}
<g transform="translate(${width - MARGIN - WEEKS_CHART.width * CHART_SCALE} ${CHART_TOP}) scale(${CHART_SCALE})">${drawWeeks(weeks, drawnOn)}</g>
</svg>`.text;
}

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
