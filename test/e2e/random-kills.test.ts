import { expect, test } from 'vitest';
import { soakKills } from '../support/soak-kills.ts';

/** `npm run soak` does the same with 200 kills. */
test('killed at random under load, with a Slack that loses and refuses: nothing lost, nothing repeated', async () => {
  const report = await soakKills({ kills: 4, releases: 2, seed: 20_260_820, longestLifeMs: 2_500, drainMs: 90_000 });
  expect(report).toMatchObject({ lost: [], repeated: [], untold: [] });
  expect(report.posted).toBeGreaterThan(4);
  expect(report.answersLost + report.refused).toBeGreaterThan(0);
}, 120_000);
