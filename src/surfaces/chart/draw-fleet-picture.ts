import { readFile } from 'node:fs/promises';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { type CalendarDate, daysBetween, formatDate } from '../../domain/calendar-date.ts';
import { type FleetPicture, type PictureDate, SHOWN_STATUSES } from '../../domain/pool-week.ts';
import { shorten } from '../../domain/text.ts';
import { type Html, html } from '../../html/html.ts';
import { drawWeeks, WEEKS_CHART } from '../../html/weeks-chart.ts';

/** What the raster library is given as a font file, and browsers may have by themselves. */
const FONT_FAMILY = 'Lato';

/** Neighbours differ in lightness too, so that they are told apart without colour. A phone shows it at less than half its size. */
const STYLE = `
text { font-family: ${FONT_FAMILY}, sans-serif; font-size: 19px; fill: #1d1c1d; }
.title { font-size: 23px; font-weight: bold; }
.tick { fill: #616061; }
.axis { stroke: #dddddd; }
.share-current, .far { fill: #00674a; }
.share-behind { fill: #e0a526; }
.ahead { fill: #b87a00; }
.share-unsupported, .near { fill: #b3093c; }`;

const PICTURE_WIDTH = 720;
const MARGIN = 21;

/** The picture as an SVG document without scripts; what text it has is escaped. */
export function drawFleetPicture({ weeks, dates, drawnOn }: FleetPicture): string {
  const panels = [
    ...(weeks.length > 0 ? [{ height: 292, inside: drawWeeksPanel(drawWeeks(weeks, drawnOn)) }] : []),
    ...(dates.length > 0 ? [drawDatesPanel(dates.slice(0, DATES_SHOWN), drawnOn)] : []),
  ];
  let height = 0;
  const placed = panels.map((panel) => {
    const top = height;
    height += panel.height;
    return html`<g transform="translate(0 ${top})">${panel.inside}</g>`;
  });
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${PICTURE_WIDTH}" height="${Math.max(1, height)}">
<style>${STYLE}</style>
<rect width="100%" height="100%" fill="#ffffff"/>
${placed}
</svg>`.text;
}

/** Where the legend has the key of each status: as wide as the words are in our font. */
const KEYS_LEFT = { current: MARGIN, behind: 134, unsupported: 244 };
/** Beside the chart stand the words of its axis, larger than it is drawn for. */
const CHART_SCALE = 0.97;

function drawWeeksPanel(chart: Html): Html {
  const keys = SHOWN_STATUSES.map(
    (status) =>
      html`<rect class="share-${status}" x="${KEYS_LEFT[status]}" y="53" width="17" height="17"/><text class="tick" x="${KEYS_LEFT[status] + 25}" y="68">${status}</text>`,
  );
  return html`${drawTitle('Windows node pools, week by week')}${keys}
<g transform="translate(${PICTURE_WIDTH - MARGIN - WEEKS_CHART.width * CHART_SCALE} 92) scale(${CHART_SCALE})">${chart}</g>`;
}

function drawTitle(title: string): Html {
  return html`<text class="title" x="${MARGIN}" y="35">${title}</text>`;
}

/** More than these make a picture that nobody reads; the table beside it has them all. */
const DATES_SHOWN = 8;
const ROW_HEIGHT = 32;
const ROWS_TOP = 52;
/** What fits in most words; the message has them whole. */
const WORDS_SHOWN = 76;
const NEAR_DAYS = 90;
const AHEAD_DAYS = 365;

/** What ends when: a row for each date, the soonest first, its mark as near as it is. */
function drawDatesPanel(dates: readonly PictureDate[], today: CalendarDate): { height: number; inside: Html } {
  const rows = dates.map(({ on, title }, row) => {
    const y = ROWS_TOP + (row + 0.5) * ROW_HEIGHT;
    const words = shorten(`${formatDate(on)}  ${title}`, WORDS_SHOWN);
    return html`<path class="${nearnessOf(daysBetween(today, on))}" d="M${MARGIN + 8} ${y - 8}l8 8l-8 8l-8 -8z"/><text xml:space="preserve" x="${MARGIN + 26}" y="${y + 6}">${words}</text>`;
  });
  return {
    height: ROWS_TOP + dates.length * ROW_HEIGHT + 18,
    inside: html`${drawTitle('What ends for them')}${rows}`,
  };
}

function nearnessOf(daysLeft: number): 'near' | 'ahead' | 'far' {
  if (daysLeft <= NEAR_DAYS) return 'near';
  return daysLeft <= AHEAD_DAYS ? 'ahead' : 'far';
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
