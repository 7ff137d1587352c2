import { expect, test } from 'vitest';
import { deliverDue } from '../../../src/app/delivery/deliver.ts';
import { getStatusReport } from '../../../src/app/fleet/asked-status.ts';
import { listEndReports } from '../../../src/app/images/read-catalogue.ts';
import { readDocuments } from '../../../src/app/polling/read-documents.ts';
import { refreshFindings } from '../../../src/app/polling/refresh-findings.ts';
import { addDocuments, createRelease, createTeam, openScenario } from '../../scenarios/open-scenario.ts';
import type { TestApp } from '../../support/create-test-app.ts';

const TEAM = 'C0SHOPTEAM1';
const JULY = createRelease('2026-07-17', '2026-07-24T18:00:00Z', [
  ['2022', '20348.5386.260715'],
  ['2025', '26100.33158.260715'],
]);

let app: TestApp;

/** A release whose only announcement is this. */
function note(tag: string, announcement: string) {
  return {
    source: 'aks-releases' as const,
    externalId: tag,
    title: tag,
    url: `https://github.com/Azure/AKS/releases/tag/${tag}`,
    publishedAt: `${tag}T07:30:00Z`,
    body: `## Announcements\n\n- ${announcement}\n`,
  };
}

/** A cluster of one team on a minor; no note has spoken of ends yet, so those that are built in hold. */
async function open(kubernetesVersion: string): Promise<void> {
  const [cluster] = createTeam({ web: '20348.5386.260715' });
  const version = { kubernetesVersion, currentKubernetesVersion: kubernetesVersion };
  app = await openScenario([JULY], [{ ...cluster, ...version }], '2026-08-27T09:00:00Z');
}

/** Lets a day pass, publishes a note, and gives what the team is told of it: the headline and the line below. */
async function tell(tag: string, announcement: string): Promise<readonly string[]> {
  app.clock.advance(86_400_000);
  addDocuments(app, [note(tag, announcement)]);
  await readDocuments(app.context);
  refreshFindings(app.context);
  await deliverDue(app.context);
  const [newest] = app.store.inbox.list(50).filter(({ channel }) => channel === TEAM);
  return (newest?.text ?? '').split('\n').slice(0, 2);
}

/** The day that the finding with these words is due, and those that the list of ends gives by phase. */
function listDays(words: string, subject: string): Record<string, string | null> {
  const finding = getStatusReport(app.context).findings.find(({ summary }) => summary.includes(words));
  const ends = listEndReports(app.context).filter((end) => end.subject === subject && end.plan !== 'lts' && end.date);
  return { status: finding?.due ?? null, ...Object.fromEntries(ends.map(({ phase, date }) => [phase, date])) };
}

test('of Windows the newest word holds everywhere, and is told from the day that people went by before', async () => {
  await open('1.35.5');
  expect(listDays('Windows Server 2022 retires', 'Windows2022')).toEqual({
    status: '2028-06-30',
    retirement: '2028-06-30',
    'no-new-images': '2028-06-30',
    'image-removal': '2029-06-30',
  });
  const moved = 'Windows Server 2022 retires: 30 Jun 2028 → 30 Jun 2029';
  expect(await tell('2026-08-28', 'Windows Server 2022 is retired on June 30, 2029.')).toEqual([
    moved,
    expect.stringMatching(/Your node pool \S+\/\S+ may stay until then/),
  ]);
  expect(listDays('Windows Server 2022 retires on 30 Jun 2029', 'Windows2022')).toEqual({
    status: '2029-06-30',
    retirement: '2029-06-30',
    'no-new-images': '2029-06-30',
    'image-removal': '2029-06-30',
  });
});

test('nobody may stay until a day before which something else ends', async () => {
  await open('1.35.5');
  expect(await tell('2026-08-28', 'Windows Server 2022 is retired on June 30, 2031.')).toEqual([
    'Windows Server 2022 retires: 30 Jun 2028 → 30 Jun 2031',
    expect.stringContaining('Concerns shop/web; the first end of it stays on 30 Jun 2029 · source'),
  ]);
  expect(listDays('Windows Server 2022 retires on 30 Jun 2029', 'Windows2022')['status']).toBe('2029-06-30');
});

test('of Kubernetes the calendar holds: a note that says otherwise is told as such, and promises nothing', async () => {
  await open('1.34.7');
  const other = "Kubernetes 1.34 leaves support on 31 Jan 2027 by a note, on 30 Nov 2026 by AKS's calendar";
  expect(await tell('2026-09-18', 'Support of Kubernetes 1.34 is extended to January 31, 2027.')).toEqual([
    other,
    expect.stringMatching(/Your node pool \S+\/\S+ goes by the calendar until it moves/),
  ]);
  expect(listDays('Kubernetes 1.34 leaves support on 30 Nov 2026', 'Kubernetes/1.34')).toEqual({
    status: '2026-11-30',
    retirement: '2026-11',
  });
});
