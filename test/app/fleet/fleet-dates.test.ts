import { expect, test } from 'vitest';
import { assessFleet } from '../../../src/app/fleet/assess-fleet.ts';
import { createRelease, createTeam, openScenario } from '../../scenarios/open-scenario.ts';
import type { TestApp } from '../../support/create-test-app.ts';

const JULY = createRelease('2026-07-17', '2026-07-24T18:00:00Z', [['2022', '20348.5386.260715']]);
const CALENDAR = `| Kubernetes version | Upstream release | AKS preview | AKS GA | End of life | Platform support |
|--|--|--|--|--|--|
| 1.32 | Dec 2024 | Feb 2025 | Apr 2025 | Mar 2026 | Until 1.36 GA |
| 1.35 | Dec 2025 | Feb 2026 | Mar 2026 | Mar 2027 | Until 1.39 GA |

| Kubernetes version | Upstream release | AKS preview | AKS GA | End of life | LTS End of life |
|--|--|--|--|--|--|
| 1.32 | Dec 2024 | Feb 2025 | Apr 2025 | Mar 2026 | Mar 2027 |
| 1.35 | Dec 2025 | Feb 2026 | Mar 2026 | Mar 2027 | Mar 2028 |
`;

let app: TestApp;

async function listEnds(
  kubernetesVersion: string,
  supportPlan: string,
  kind = 'Kubernetes',
): Promise<readonly string[]> {
  const [cluster] = createTeam({ web: '20348.5386.260715' });
  const calendar = {
    source: 'support-calendar' as const,
    externalId: 'articles/aks/supported-kubernetes-versions.md',
    title: 'Calendar',
    url: 'https://learn.microsoft.com/azure/aks/supported-kubernetes-versions',
    publishedAt: null,
    body: CALENDAR,
  };
  const version = { kubernetesVersion, currentKubernetesVersion: kubernetesVersion, supportPlan };
  app = await openScenario([JULY, calendar], [{ ...cluster, ...version }], '2026-08-10T09:00:00Z');
  const dates = assessFleet(app.context)
    .dates()
    .filter(({ id }) => id.startsWith(`${kind}/`));
  return dates.map(({ on, title, concerned }) => `${on} ${title}: ${concerned.join(', ')}`);
}

test.each([
  ['1.35.1', 'KubernetesOfficial', ['2027-03-31 Kubernetes 1.35 leaves support on AKS: shop']],
  ['1.35.1', 'AKSLongTermSupport', ['2028-03-31 Kubernetes 1.35 leaves long-term support on AKS: shop']],
  ['1.32.9', 'AKSLongTermSupport', ['2027-03-31 Kubernetes 1.32 leaves long-term support on AKS: shop']],
  // Its own support is over; the end of a plan that it is not on does not concern it.
  ['1.32.9', 'KubernetesOfficial', []],
])('a cluster on %s with %s has the end of its own support in the calendar', async (version, plan, expected) => {
  expect(await listEnds(version, plan)).toEqual(expected);
});

test.each([
  ['1.35.1', 'KubernetesOfficial', '2027-06-01 Kubernetes 1.35 and older are upgraded by AKS (unless on'],
  ['1.22.3', 'KubernetesOfficial', '2027-06-01 Kubernetes 1.35 and older are upgraded by AKS (unless on'],
  ['1.36.0', 'KubernetesOfficial', '2027-08-29 Kubernetes 1.36 is upgraded by AKS (unless on'],
  ['1.32.9', 'AKSLongTermSupport', '2027-06-01 Kubernetes 1.32 and older are upgraded by AKS (after'],
  ['1.35.1', 'AKSLongTermSupport', '2028-05-30 Kubernetes 1.35 is upgraded by AKS (after'],
])('a cluster on %s with %s has the day on which AKS upgrades it in the calendar', async (version, plan, expected) => {
  expect(await listEnds(version, plan, 'PlatformUpgrade')).toEqual([`${expected} LTS): shop`]);
});

test('phases of one end on one day are one entry', async () => {
  app = await openScenario([JULY], createTeam({ web: '20348.5386.260715' }), '2026-08-10T09:00:00Z');
  const windows = assessFleet(app.context)
    .dates()
    .filter(({ id }) => id.startsWith('Windows2022/'));
  expect(windows.map(({ on, title }) => `${on} ${title}`)).toEqual([
    '2028-06-30 Windows Server 2022 retires',
    '2029-06-30 Windows Server 2022 has its images removed',
  ]);
});
