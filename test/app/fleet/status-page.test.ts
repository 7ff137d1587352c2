import { expect, test } from 'vitest';
import { getStatusReport, readStatusPage, streamFindings } from '../../../src/app/fleet/asked-status.ts';
import { assessFleet } from '../../../src/app/fleet/assess-fleet.ts';
import { updateFindings } from '../../../src/app/fleet/open-findings.ts';
import { keyOfPool } from '../../../src/domain/pool-reference.ts';
import { createRelease, openScenario } from '../../scenarios/open-scenario.ts';
import { createAzCluster, createAzPool } from '../../support/sample-fleet.ts';

const JULY = createRelease('2026-07-17', '2026-07-24T18:00:00Z', [['2022', '20348.5386.260715']]);

function createFleet(clusters: number): object[] {
  return Array.from({ length: clusters }, (_, index) => ({
    ...createAzCluster(
      `shop${index}`,
      `rg-${index}`,
      { 'vhdwatch-channel': index % 3 === 0 ? 'C0OTHER01' : 'C0SHOP001' },
      [
        createAzPool('web', 'Windows2022', 'AKSWindows-2022-containerd-20348.5020.260415'),
        createAzPool(
          'jobs',
          'Windows2022',
          `AKSWindows-2022-containerd-20348.5${index % 2 ? '256.260610' : '386.260715'}`,
        ),
      ],
    ),
    kubernetesVersion: '1.34.2',
    currentKubernetesVersion: '1.34.2',
  }));
}

test.each([
  ['a few clusters', 8, 10],
  ['so many that a channel alone has many', 153, 60],
])('of %s each pool stands on one page, with all that is open on it, worst first', async (_, clusters, limit) => {
  const app = await openScenario([JULY], createFleet(clusters), '2026-08-28T09:00:00Z');
  for (const version of ['1', 'one that works them out']) {
    const context = { ...app.context, version };
    updateFindings({ ...app.context, version: '1' });
    const all = assessFleet(context).findings();
    // Two pools and the cluster itself; the last page is empty.
    const listed = Array.from({ length: Math.ceil((3 * clusters) / limit) + 1 }, (_page, index) =>
      readStatusPage(context, {}, { offset: limit * index, limit }),
    );
    const items = listed.flatMap((page) => page.items);
    const expected = [...Map.groupBy(all, keyOfPool).values()].map(([worst, ...others]) => ({
      worst,
      others: others.length,
    }));
    expect(items).toStrictEqual(expected);
    expect(new Set(listed.map(({ open }) => open))).toEqual(new Set([expected.length]));
    const ofChannel = readStatusPage(context, { channel: 'C0SHOP001' }, { offset: 0, limit: 1_000 });
    const own = new Set(ofChannel.pools.map(({ cluster }) => cluster.id));
    expect(ofChannel.items).toStrictEqual(expected.filter(({ worst }) => worst && own.has(worst.clusterId)));
    expect(ofChannel.open).toBe(ofChannel.items.length);
    expect(own.size).toBeGreaterThan(0);
  }
});

test('as a stream, what is worst comes first, and nothing is left out', async () => {
  const fleet = [
    ['ahead', 'Windows2022', '2022-containerd-20348.5256.260610'],
    ['behind', 'Windows2019', '2019-containerd-17763.8389.260210'],
  ].map(([name = '', osSku = '', image]) =>
    createAzCluster(name, 'rg', {}, [createAzPool('web', osSku, `AKSWindows-${image}`)]),
  );
  const { context } = await openScenario([JULY], fleet, '2026-08-28T09:00:00Z');
  let text = '';
  for await (const piece of streamFindings(context)) text += piece;
  const { findings, plans } = JSON.parse(text);
  const namesOf = (all: readonly { cluster: string }[]) => [...new Set(all.map(({ cluster }) => cluster))];
  expect([namesOf(findings), namesOf(plans)]).toEqual([
    ['behind', 'ahead'],
    ['behind', 'ahead'],
  ]);
  const report = JSON.parse(JSON.stringify(getStatusReport(context)));
  expect(findings).toEqual(expect.arrayContaining(report.findings));
  expect(findings).toHaveLength(report.findings.length);
});
