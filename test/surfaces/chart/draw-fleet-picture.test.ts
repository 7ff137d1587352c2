import { expect, it } from 'vitest';
import { drawFleetPicture } from '../../../src/surfaces/chart/draw-fleet-picture.ts';
import { HOSTILE, picture } from '../slack/sample-contents.ts';

const GREEN = '#00674a';
const AMBER = '#e0a526';

const week = (weekOn: string, current: number, behind: number) => ({
  weekOn,
  current,
  behind,
  unsupported: 0,
  unknown: 0,
});

/** Heights of the bars of a colour, left to right: of a path `Mx yl40 0l0 -39.5l…`, its way up. */
function heightsOf(svg: string, color: string): readonly number[] {
  const paths = svg.split('\n').filter((line) => line.includes(`fill="${color}"`) && line.includes('"chart"'));
  return paths.map((path) => Number(/l0 -([\d.]+)/.exec(path)?.[1] ?? 0));
}

it('draws each week as a bar whose parts are as high as their share', () => {
  const svg = drawFleetPicture(picture({ weeks: [week('2026-07-06', 1, 3), week('2026-07-13', 3, 1)], dates: [] }));
  const [first = 0, second = 0] = heightsOf(svg, GREEN);
  expect(second / first).toBeCloseTo(3, 1);
  const [behindFirst = 0, behindSecond = 0] = heightsOf(svg, AMBER);
  expect(behindFirst).toBeCloseTo(second, 0);
  expect(behindSecond).toBeCloseTo(first, 0);
});

it('leaves a gap for a week that nobody recorded', () => {
  const svg = drawFleetPicture(picture({ weeks: [week('2026-07-06', 1, 0), week('2026-07-20', 1, 0)], dates: [] }));
  expect(heightsOf(svg, GREEN).filter((height) => height > 1)).toHaveLength(2);
  expect(svg).toContain('13 Jul 2026');
});

it('names the months of a year and what ends, each with its day', () => {
  const svg = drawFleetPicture(picture());
  for (const words of ['Aug', 'Dec', '2026', '15 May 2027', 'Windows Server 2022 retires', 'current', 'unsupported'])
    expect(svg).toContain(words);
});

it('draws either part without the other, and nothing as an empty document', () => {
  expect(drawFleetPicture(picture({ weeks: [] }))).not.toContain('week by week');
  expect(drawFleetPicture(picture({ dates: [] }))).not.toContain('What ends');
  expect(drawFleetPicture(picture({ weeks: [], dates: [] }))).toMatch(/^<svg/);
});

it('escapes what comes from outside and carries no script', () => {
  const svg = drawFleetPicture(
    picture({ dates: [{ on: '2027-01-01', title: `</text><script>x</script>${HOSTILE}` }] }),
  );
  expect(svg).not.toMatch(/<script|<a |href|javascript:(?!alert\(1\))/i);
  expect(svg).toContain('&lt;');
});
