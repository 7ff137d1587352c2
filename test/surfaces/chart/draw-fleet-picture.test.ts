import { expect, it } from 'vitest';
import { addDays } from '../../../src/domain/calendar-date.ts';
import { drawFleetPicture } from '../../../src/surfaces/chart/draw-fleet-picture.ts';
import { picture } from '../slack/sample-contents.ts';

/** How wide letters of our font are, in bold and of that size, taken together. */
const LETTER = 10;

/** How high its capitals are at that size. */
const CAPITAL = 14.5;

/** What Slack draws on, by its light and its dark scheme. */
const GROUNDS = ['#ffffff', '#1a1d21'];

it('draws the weeks as the page does, each with its date where they are few', () => {
  const week = (weekOn: string) => ({ weekOn, current: 1, behind: 0, unsupported: 0, unknown: 0 });
  const svg = drawFleetPicture(picture({ weeks: [week('2026-07-06'), week('2026-07-20')] }));
  expect(svg.match(/<rect class="share-current" x="[\d.]+" y="6" /g)).toHaveLength(2);
  expect(svg).toContain('13 Jul 2026');
});

it('writes no date over another, however many weeks there are', () => {
  const week = { current: 1, behind: 0, unsupported: 0, unknown: 0 };
  for (let count = 2; count <= 53; count += 1) {
    const weeks = Array.from({ length: count }, (_, index) => ({ ...week, weekOn: addDays('2026-07-20', index * -7) }));
    const svg = drawFleetPicture(picture({ weeks: weeks.toReversed(), drawnOn: '2026-07-20' }));
    const names = [...svg.matchAll(/x="([\d.]+)" y="\d+" text-anchor="middle">([^<]+)</g)];
    const spans = names.map(([, x, name = '']) => ({ x: Number(x), half: (name.length * LETTER) / 2 }));
    for (const [index, { x, half }] of spans.entries())
      expect((spans[index + 1]?.x ?? 999) - (spans[index + 1]?.half ?? 0), `${count} weeks`).toBeGreaterThan(x + half);
  }
});

it('writes no month into the zero of the axis beside it', () => {
  const svg = drawFleetPicture(picture());
  const [, zero = ''] = /y="([\d.]+)" text-anchor="end">0 %</.exec(svg) ?? [];
  const [, months = ''] = /y="([\d.]+)" text-anchor="middle">/.exec(svg) ?? [];
  expect(Number(months) - CAPITAL).toBeGreaterThan(Number(zero) + 2);
});

it('names the months of a year and what its colours mean', () => {
  const svg = drawFleetPicture(picture());
  for (const words of ['Windows node pools by week', 'Aug', 'Dec', '2026', 'current', 'behind', 'unsupported'])
    expect(svg).toContain(`>${words}<`);
});

it('is read on the light and on the dark ground that Slack has, and brings none', () => {
  const svg = drawFleetPicture(picture());
  expect(svg).not.toContain('width="100%"');
  const colours = [...svg.matchAll(/fill: (#[0-9a-f]{6})/g)].map(([, colour = '']) => colour);
  expect(colours).toHaveLength(4);
  for (const ground of GROUNDS)
    for (const colour of colours) expect(contrastOf(colour, ground), `${colour} on ${ground}`).toBeGreaterThan(3);
});

/** As WCAG counts it: 3 is what letters of this size, in bold, and bars want. */
function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [one, other].map(luminanceOf).toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
