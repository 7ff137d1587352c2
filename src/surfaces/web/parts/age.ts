import { type AgePart, agePartOf, SOON_DAYS, SUPPORTED_DAYS } from '../../../domain/node-pool-assessment.ts';
import { type Html, html } from '../html.ts';
import { count } from './badges.ts';

/** The age of one image on a bar of ninety days, with the number beside it. */
export function renderAgeBar(days: number | null): Html {
  if (days === null) return html`<span class="soft">unknown</span>`;
  const width = Math.max(1, Math.min(SUPPORTED_DAYS, days));
  return html`<span class="age"><svg viewBox="0 0 90 6" width="90" height="6" preserveAspectRatio="none" aria-hidden="true"><rect class="rail" width="90" height="6" rx="3"/><rect class="zone-${agePartOf(days)}" width="${width}" height="6" rx="3"/></svg> <span class="age-days">${count(days, 'day')}</span></span>`;
}

const WIDTH = 720;
const HEIGHT = 132;
const BIN_DAYS = 5;
const BINS = SUPPORTED_DAYS / BIN_DAYS;
/** The last place, for everything older, is as wide as some bins. */
const OVER_BINS = 4;
const STEP = WIDTH / (BINS + OVER_BINS);
const GROUND = HEIGHT - 26;
const DOTS_HIGH = 8;

/** Pools by the age of their image, from 0 to 90 days and beyond: a dot a pool, or bars where they are many. */
export function renderAgeChart(ages: readonly number[]): Html {
  const bins = Array.from({ length: BINS }, (_, bin) =>
    ages.filter((days) => days < SUPPORTED_DAYS && Math.floor(days / BIN_DAYS) === bin),
  );
  const over = ages.filter((days) => days >= SUPPORTED_DAYS);
  const most = Math.max(...bins.map(({ length }) => length));
  const asDots = most <= DOTS_HIGH && over.length <= DOTS_HIGH * OVER_BINS;
  const scale = asDots ? 1 : (GROUND - 16) / Math.max(most, over.length, 1);
  const marks = [...bins.entries()].flatMap(([bin, own]) => {
    const zone = agePartOf(bin * BIN_DAYS);
    return asDots ? drawDots(own.length, bin * STEP, 1, zone) : drawBar(own.length, bin * STEP, STEP, scale, zone);
  });
  const last = asDots
    ? drawDots(over.length, BINS * STEP + 8, OVER_BINS, 'over')
    : drawBar(over.length, BINS * STEP + 8, STEP * OVER_BINS - 8, scale, 'over');
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${sayAges(ages)}">
<rect class="ground-young" x="0" y="0" width="${(SOON_DAYS / BIN_DAYS) * STEP}" height="${GROUND}"/>
<rect class="ground-soon" x="${(SOON_DAYS / BIN_DAYS) * STEP}" y="0" width="${((SUPPORTED_DAYS - SOON_DAYS) / BIN_DAYS) * STEP}" height="${GROUND}"/>
<rect class="ground-over" x="${BINS * STEP}" y="0" width="${OVER_BINS * STEP}" height="${GROUND}"/>
${marks}${last}
<line class="axis" x1="0" x2="${WIDTH}" y1="${GROUND}" y2="${GROUND}"/>
${[0, 30, 60, 90].map((days) => html`<text class="tick" x="${(days / BIN_DAYS) * STEP}" y="${HEIGHT - 6}" text-anchor="${days === 0 ? 'start' : 'middle'}">${days}</text>`)}
<text class="tick" x="${WIDTH}" y="${HEIGHT - 6}" text-anchor="end">older</text>
</svg>`;
}

/** The same in words: `8 under 60 days, 1 of 60 to 89 days, 2 of 90 days or more`. */
export function sayAges(ages: readonly number[]): string {
  const inZone = (zone: AgePart) => ages.filter((days) => agePartOf(days) === zone).length;
  return `Node pools by the age of their image: ${inZone('young')} under 60 days, ${inZone('soon')} of 60 to 89 days, ${inZone('over')} of 90 days or more`;
}

function drawDots(amount: number, x: number, columns: number, zone: AgePart): readonly Html[] {
  const perColumn = Math.max(1, Math.min(DOTS_HIGH, Math.ceil(amount / columns)));
  return Array.from({ length: amount }, (_, index) => {
    const column = Math.floor(index / perColumn);
    const row = index % perColumn;
    return html`<circle class="zone-${zone}" cx="${round(x + STEP * (column + 0.5))}" cy="${round(GROUND - 8 - row * 12)}" r="5"/>`;
  });
}

function drawBar(amount: number, x: number, width: number, scale: number, zone: AgePart): readonly Html[] {
  if (amount === 0) return [];
  const height = Math.max(2, amount * scale);
  return [
    html`<rect class="zone-${zone}" x="${round(x + 2)}" y="${round(GROUND - height)}" width="${round(width - 4)}" height="${round(height)}" rx="2"/><text class="tick" x="${round(x + width / 2)}" y="${round(GROUND - height - 4)}" text-anchor="middle">${amount}</text>`,
  ];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
