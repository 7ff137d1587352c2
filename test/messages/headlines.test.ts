import { expect, test } from 'vitest';
import { sayNowAndBy } from '../../src/messages/words.ts';

test.each([
  { now: 1, later: [], said: ' now' },
  { now: 0, later: ['2026-09-08', '2026-09-08'], said: ' by 8 Sep 2026' },
  { now: 1, later: ['2026-09-08', '2026-09-08'], said: ', 1 now, 2 by 8 Sep 2026' },
  { now: 1, later: ['2026-10-13', '2026-09-08'], said: ', 1 now, the next by 8 Sep 2026' },
  { now: 0, later: ['2026-10-13', null], said: ', the first by 13 Oct 2026' },
  { now: 2, later: [null], said: ', 2 now' },
  { now: 0, later: [null], said: '' },
])('a headline counts by a day only those who are due on it:$said', ({ now, later, said }) => {
  expect(sayNowAndBy(now, later)).toBe(said);
});
