import { expect, test } from 'vitest';
import { getStatusReport } from '../../../src/app/fleet/asked-status.ts';
import { remind } from '../../../src/app/reminders/remind.ts';
import { createRelease, createTeam, openScenario } from '../../scenarios/open-scenario.ts';
import type { TestApp } from '../../support/create-test-app.ts';
import { createAzCluster, createAzPool } from '../../support/sample-fleet.ts';

const TEAM = 'C0SHOPTEAM1';
const RELEASES = [
  createRelease('2026-06-19', '2026-06-24T18:00:00Z', [['2022', '20348.5256.260610']]),
  createRelease('2026-07-17', '2026-07-24T18:00:00Z', [['2022', '20348.5386.260715']]),
];

let app: TestApp;

test('a reminder counts pools as status does: its rows and its last line have them all', async () => {
  const own = createTeam({ web: '20348.5256.260610', api: '20348.5386.260715', old: '17763.8389.260210' });
  const byChannel = {
    ...createAzCluster('depot', 'rg-depot', { 'vhdwatch-channel': TEAM }, [
      createAzPool('win', 'Windows2022', 'AKSWindows-2022-containerd-20348.5256.260610'),
    ]),
    kubernetesVersion: '1.36.2',
    currentKubernetesVersion: '1.36.2',
    autoUpgradeProfile: { nodeOsUpgradeChannel: 'NodeImage' },
  };
  app = await openScenario(RELEASES, [...own, byChannel], '2026-07-28T09:00:00Z');
  expect(getStatusReport(app.context)).toMatchObject({ unsupported: 1, behind: 2, unknown: 0, current: 1 });
  await remind(app.context, { force: true });
  const [card] = app.store.inbox.list(5).filter(({ channel }) => channel === TEAM);
  const lines = (card?.text ?? '').split('\n');
  expect(lines.find((line) => line.startsWith('Upgrade reminder'))).toBe(
    'Upgrade reminder, Jul 2026: 1 unsupported and 1 behind · Owner: nobody is named; press Assign to say who does it',
  );
  expect(lines).toContain('2 other Windows node pools: 1 behind, left to AKS (depot/win); 1 up to date');
});

test('a row says what is to be done: which image to take, or the move that its finding asks for', async () => {
  const own = createTeam({ web: '20348.5256.260610', old: '17763.8389.260210', api: '20348.5256.260610' });
  app = await openScenario(RELEASES, own, '2026-07-28T09:00:00Z');
  await remind(app.context, { force: true });
  const [card] = app.store.inbox.list(5).filter(({ channel }) => channel === TEAM);
  const rows = (card?.text ?? '').split('\n').filter((line) => line.startsWith('• shop/'));
  expect(rows.find((row) => row.includes('shop/web'))).toContain('20348.5256.260610 → 20348.5386.260715');
  expect(card?.text).toMatch(/shop\/old.*move to /);
});
