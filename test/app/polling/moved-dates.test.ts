import { expect, test } from 'vitest';
import { deliverDue } from '../../../src/app/delivery/deliver.ts';
import { readDocuments } from '../../../src/app/polling/read-documents.ts';
import { refreshFindings, refreshInSteps } from '../../../src/app/polling/refresh-findings.ts';
import type { SourceDocument } from '../../../src/domain/source-document.ts';
import { addDocuments, createRelease, createTeam, openScenario } from '../../scenarios/open-scenario.ts';
import type { TestApp } from '../../support/create-test-app.ts';

const TEAM = 'C0SHOPTEAM1';
const JULY = createRelease('2026-07-17', '2026-07-24T18:00:00Z', [['2022', '20348.5386.260715']]);

let app: TestApp;

/** The calendar page with one minor, its end of support and of long-term support. */
function calendar(endOfSupport: string, endOfLts: string): SourceDocument {
  const head = '| Kubernetes version | Upstream release | AKS preview | AKS GA | End of life |';
  const row = '| 1.34 | Aug 2025 | Oct 2025 | Nov 2025 |';
  return {
    source: 'support-calendar',
    externalId: 'articles/aks/supported-kubernetes-versions.md',
    title: 'Calendar',
    url: 'https://learn.microsoft.com/azure/aks/supported-kubernetes-versions',
    publishedAt: null,
    body: `${head} Platform support |\n|--|--|--|--|--|--|\n${row} ${endOfSupport} | Until 1.38 GA |\n\n${head} LTS End of life |\n|--|--|--|--|--|--|\n${row} ${endOfSupport} | ${endOfLts} |\n`,
  };
}

async function open(supportPlan: string, version = '1.34.7'): Promise<void> {
  const [cluster] = createTeam({ web: '20348.5386.260715' });
  const facts = { kubernetesVersion: version, currentKubernetesVersion: version, supportPlan };
  app = await openScenario(
    [JULY, calendar('Nov 2026', 'Nov 2027')],
    [{ ...cluster, ...facts }],
    '2026-08-10T09:00:00Z',
  );
}

async function publish(document: SourceDocument): Promise<readonly string[]> {
  app.clock.advance(86_400_000);
  addDocuments(app, [document]);
  await readDocuments(app.context);
  refreshFindings(app.context);
  await deliverDue(app.context);
  return listMoves();
}

function listMoves(): readonly string[] {
  const messages = app.store.inbox
    .list(50)
    .filter(({ channel, text }) => channel === TEAM && /leaves (?:long-term )?support (?:later|earlier)/.test(text));
  return messages.map(({ text }) => text.split('\n')[0] ?? '').reverse();
}

test('a moved end of support is told to the channels with such clusters, old and new, once', async () => {
  await open('KubernetesOfficial');
  const told = ['Kubernetes 1.34 leaves support later: 30 Nov 2026 → 31 Jan 2027: 1 cluster here'];
  expect(await publish(calendar('Jan 31, 2027', 'Nov 2027'))).toEqual(told);
  expect(await publish(calendar('Jan 2027', 'Nov 2027'))).toEqual(told);
  expect(await publish(calendar('Nov 2026', 'Nov 2027'))).toHaveLength(2);
  expect(await publish(calendar('Jan 31, 2027', 'Nov 2027'))).toHaveLength(3);
});

test('a moved end is told once by two runs, in whichever step one of them slept over midnight', async () => {
  let slept = true;
  for (let steps = 1; slept; steps += 1) {
    await open('KubernetesOfficial');
    const news = createRelease('2026-08-07', '2026-08-08T18:00:00Z', [['2022', '20348.5499.260805']]);
    addDocuments(app, [calendar('Jan 31, 2027', 'Nov 2027'), news]);
    await readDocuments(app.context);
    const sleeper = refreshInSteps(app.context);
    for (let step = 0; step < steps && slept; step += 1) slept = sleeper.next().done !== true;
    app.clock.advance(86_400_000);
    refreshFindings(app.context);
    while (sleeper.next().done !== true);
    await deliverDue(app.context);
    expect(listMoves(), `asleep in step ${steps}`).toHaveLength(1);
    expect(steps).toBeLessThan(50);
  }
});

test('a cluster hears of the end of its own plan only', async () => {
  await open('AKSLongTermSupport');
  expect(await publish(calendar('Dec 2026', 'Nov 2027'))).toEqual([]);
  expect(await publish(calendar('Dec 2026', 'Feb 2028'))).toEqual([
    'Kubernetes 1.34 leaves long-term support later: 30 Nov 2027 → 29 Feb 2028: 1 cluster here',
  ]);
});

test('nobody hears of a minor that none of their clusters runs', async () => {
  await open('KubernetesOfficial', '1.35.1');
  expect(await publish(calendar('Dec 2026', 'Feb 2028'))).toEqual([]);
});
