import { expect, it } from 'vitest';
import { parseReleaseNote } from '../../../src/notes/release-note/parse-release-note.ts';
import { type DatedPassage, PLAIN_PASSAGES } from './plain-passages.ts';

/** Statements that are missed or made up; a bound of several dates is right with any of them. */
const MISREAD = 38;

function misreadOf([asOf, text, says, may = []]: DatedPassage): string[] {
  const { retirements, images } = parseReleaseNote(text, `${asOf}T00:00:00Z`);
  const found = new Set([
    ...retirements.map(({ subject, phase, date }) => `${subject} ${phase} ${date}`),
    ...images.map(({ version }) => version),
  ]);
  const ways = (label: string): string[] => {
    const [subject, phase, dates] = label.split(' ');
    return phase ? (dates ?? '').split('/').map((date) => `${subject} ${phase} ${date}`) : [label];
  };
  const missed = says.filter((label) => !ways(label).some((way) => found.has(way)));
  const right = new Set([...says, ...may].flatMap(ways));
  const madeUp = [...found].filter((each) => !right.has(each));
  return [...missed.map((each) => `missed ${each} in ${text}`), ...madeUp.map((each) => `made up ${each} in ${text}`)];
}

it('reads plain passages, but for a few', () => {
  const all = PLAIN_PASSAGES.flatMap(misreadOf);
  expect(all.length, all.join('\n')).toBeLessThanOrEqual(MISREAD);
});
