import { expect, it } from 'vitest';
import { drawFleetPicture } from '../../../src/surfaces/chart/draw-fleet-picture.ts';
import { HOSTILE, picture } from '../slack/sample-contents.ts';

it('draws the weeks as the page does, in colours of its own, each with its date where they are few', () => {
  const week = (weekOn: string) => ({ weekOn, current: 1, behind: 0, unsupported: 0, unknown: 0 });
  const svg = drawFleetPicture(picture({ weeks: [week('2026-07-06'), week('2026-07-20')], dates: [] }));
  expect(svg.match(/<rect class="share-current" x="[\d.]+" y="6" /g)).toHaveLength(2);
  expect(svg).toMatch(/\.share-current[^{]*{ fill: #00674a/);
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
  expect(svg).toContain('&#60;');
});
