import { expect, it } from 'vitest';
import { readStatusPage } from '../../../../src/app/fleet/asked-status.ts';
import { answerStatus } from '../../../../src/surfaces/slack/listeners/service.ts';
import { createRelease, createTeam, openScenario, reportFleet } from '../../../scenarios/open-scenario.ts';

const JULY = createRelease('2026-07-17', '2026-07-24T18:00:00Z', [['2022', '20348.5386.260715']]);
const TEAM = createTeam({ web: '20348.5386.260715' });
const DAY_MS = 86_400_000;

it('says why pools that are called current may not be, to who asks for them', async () => {
  const app = await openScenario([JULY], TEAM, '2026-08-01T09:00:00Z');
  const ask = (offset = 0) => {
    const status = readStatusPage(app.context, {}, { offset, limit: 5 });
    return JSON.stringify(answerStatus(status, { asked: {}, command: '/vhdwatch', offset, holds: [], sources: [] }));
  };
  expect(ask()).not.toMatch(/No new image|Not read lately|older than/);
  app.clock.advance(24 * DAY_MS);
  expect(ask()).toMatch(/1 current.*Not read lately: aks-releases.*The report of shop is older than 7 days/s);
  expect(ask(5)).not.toContain('Not read lately');
  app.store.transaction(({ sources }) => sources.markSucceeded('aks-releases', {}, '2026-08-25T08:00:00Z'));
  reportFleet(app, TEAM);
  expect(ask()).toContain('No new image of Windows Server 2022 is known since 15 Jul 2026');
});
