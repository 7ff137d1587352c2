import { expect, test } from 'vitest';
import { recoverAhead } from '../support/crash-harness.ts';
import { soakKills } from '../support/soak-kills.ts';

/** `npm run soak` does the same with 200 kills, and in real time to the end. */
test('killed at random under load, with a Slack that loses and refuses: nothing lost, nothing repeated', async () => {
  const report = await soakKills({
    kills: 1,
    releases: 2,
    seed: 20_260_820,
    longestLifeMs: 2_500,
    finish: (env) => recoverAhead(env, 'poll'),
  });
  expect(report).toMatchObject({ lost: [], repeated: [], untold: [], paceViolations: [], unfinished: null });
  expect(report.posted).toBeGreaterThan(4);
  expect(report.answersLost + report.refused).toBeGreaterThan(0);
}, 120_000);
