import { expect, test } from 'vitest';
import { getStatusReport } from '../../../src/app/fleet/asked-status.ts';
import { readDocuments } from '../../../src/app/polling/read-documents.ts';
import { refreshFindings } from '../../../src/app/polling/refresh-findings.ts';
import { previewReminders } from '../../../src/app/reminders/remind.ts';
import { remindDue } from '../../../src/app/reminders/remind-due.ts';
import { saySilences } from '../../../src/domain/catalogue.ts';
import { addDocuments, createRelease, createTeam, openScenario } from '../../scenarios/open-scenario.ts';
import type { TestApp } from '../../support/create-test-app.ts';

const JULY = createRelease('2026-07-17', '2026-07-24T18:00:00Z', [['2022', '20348.5386.260715']]);
const NOVEMBER = createRelease('2026-11-20', '2026-11-20T18:00:00Z', [['2022', '20348.5830.261111']]);

let app: TestApp;

function linesOfAlarms(): readonly string[] {
  const alarms = app.store.outbox
    .list(100)
    .flatMap(({ content }) => (content.kind === 'operator-alarm' ? content : []));
  return alarms.flatMap(({ lines }) => lines).filter((text) => text.includes('he newest'));
}

function titlesOfAlarms(): readonly string[] {
  return app.store.outbox
    .list(100)
    .map(({ content }) => (content.kind === 'operator-alarm' ? content.title : ''))
    .filter((title) => title.includes('node image'))
    .reverse();
}

async function live(day: string): Promise<void> {
  app.clock.set(`${day}T09:00:00Z`);
  // Most often it is the look for reminders that brings the findings of a new day up to date.
  await remindDue(app.context);
  refreshFindings(app.context);
}

test('a Patch Tuesday without an image of a supported OS SKU are told once, and again when one came', async () => {
  app = await openScenario([JULY], createTeam({ web: '20348.5386.260715' }), '2026-08-10T09:00:00Z');
  // The Patch Tuesday of August was six days ago: its image may still come.
  await live('2026-08-17');
  expect(titlesOfAlarms()).toEqual([]);
  for (const day of ['2026-08-20', '2026-09-16', '2026-10-21']) await live(day);
  const begun = 'No Windows Server 2022 node image is known since 15 Jul 2026; Patch Tuesday has passed';
  expect(titlesOfAlarms()).toEqual([begun]);
  app.clock.set('2026-11-21T09:00:00Z');
  addDocuments(app, [NOVEMBER]);
  await readDocuments(app.context);
  refreshFindings(app.context);
  expect(titlesOfAlarms()).toEqual([begun, 'New Windows Server 2022 node images are known again: 20348.5830.261111']);
});

test('OS SKUs that are silent since the same day are one message and one sentence, and one message when images came', async () => {
  const both = (day: string, a: string, b: string) =>
    createRelease(day, `${day}T18:00:00Z`, [
      ['2022', a],
      ['2025', b],
    ]);
  const july = both('2026-07-24', '20348.5386.260715', '26100.33158.260715');
  const team = createTeam({ web: '20348.5386.260715', api: '26100.33158.260715' });
  app = await openScenario([july], team, '2026-08-10T09:00:00Z');
  for (const day of ['2026-08-17', '2026-08-20']) await live(day);
  const begun =
    'No Windows Server 2022 or Windows Server 2025 node image is known since 15 Jul 2026; Patch Tuesday has passed';
  expect(titlesOfAlarms()).toEqual([begun]);
  const [since, version] = ['2026-07-15', ''];
  expect(saySilences((['Windows2022', 'Windows2025'] as const).map((osSku) => ({ osSku, since, version })))).toEqual([
    'No new image of Windows Server 2022 or Windows Server 2025 is known since 15 Jul 2026, and Patch Tuesday has passed since: ask Azure what it offers',
  ]);
  app.clock.set('2026-08-29T09:00:00Z');
  addDocuments(app, [both('2026-08-28', '20348.5499.260812', '26100.33296.260812')]);
  await readDocuments(app.context);
  refreshFindings(app.context);
  expect(titlesOfAlarms()).toEqual([
    begun,
    'New Windows Server 2022 and Windows Server 2025 node images are known again: 20348.5499.260812 and 26100.33296.260812',
  ]);
  const before = '20348.5386.260715 and 26100.33158.260715';
  expect(linesOfAlarms()).toEqual([
    `Before it the newest were ${before} of 15 Jul 2026.`,
    expect.stringContaining(`The newest that are known are ${before}. `),
  ]);
});

test('a pool ages by itself: thresholds are crossed, it is on the monthly card, and past 90 days it is never current', async () => {
  app = await openScenario([JULY], createTeam({ web: '20348.5386.260715' }), '2026-08-10T09:00:00Z');
  for (const day of ['2026-08-10', '2026-09-15', '2026-10-01', '2026-10-15']) await live(day);
  const told = app.store.outbox.list(100).map(({ content }) => content.kind);
  expect(told).toContain('escalation');
  const status = getStatusReport(app.context);
  expect(status).toMatchObject({ current: 0, behind: 1 });
  expect(status.findings.find(({ rule }) => rule === 'node-image-age')?.severity).toBe('high');
  const reminders = JSON.stringify(previewReminders(app.context, { force: true }));
  expect(reminders).toContain('no newer one is known since 15 Jul 2026');
  expect(reminders).toContain('"silences":[{"osSku":"Windows2022"');
});
