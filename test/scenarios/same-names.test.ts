import { beforeAll, expect, test } from 'vitest';
import { readHome } from '../../src/app/interactions/read-home.ts';
import { readDocuments } from '../../src/app/polling/read-documents.ts';
import { refreshFindings } from '../../src/app/polling/refresh-findings.ts';
import { remindDue } from '../../src/app/reminders/remind-due.ts';
import { renderHome } from '../../src/surfaces/slack/listeners/home.ts';
import { renderNotification } from '../../src/surfaces/slack/messages/card-blocks.ts';
import type { TestApp } from '../support/create-test-app.ts';
import { createAzCluster, createAzPool } from '../support/sample-fleet.ts';
import { addDocuments, createRelease, openScenario } from './open-scenario.ts';

const APRIL = createRelease('2026-04-19', '2026-04-25T18:00:00Z', [['2022', '20348.5020.260415']]);
const JULY = createRelease('2026-07-17', '2026-07-24T18:00:00Z', [['2022', '20348.5386.260715']]);
const AUGUST = createRelease('2026-08-14', '2026-08-28T18:00:00Z', [['2022', '20348.5499.260812']]);
const CHANNEL = 'C0SHOPTEAM1';
const TITLES = ['shop (rg-eu)', 'shop (rg-us)'];

let app: TestApp;

/** Two clusters of one name in one channel, a month in which both are reminded of, and a release. */
beforeAll(async () => {
  const pool = createAzPool('web', 'Windows2022', 'AKSWindows-2022-containerd-20348.5020.260415');
  const fleet = ['rg-eu', 'rg-us'].map((group) =>
    createAzCluster('shop', group, { 'vhdwatch-channel': CHANNEL }, [pool]),
  );
  app = await openScenario([APRIL, JULY], fleet, '2026-08-10T09:00:00Z');
  await remindDue(app.context);
  app.clock.set('2026-08-20T09:00:00Z');
  await remindDue(app.context);
  app.clock.set('2026-08-29T09:00:00Z');
  addDocuments(app, [AUGUST]);
  await readDocuments(app.context);
  refreshFindings(app.context);
});

/** What a message or a view shows, buttons and alternative texts included. */
function textsOf(node: unknown): string {
  if (Array.isArray(node)) return node.map(textsOf).join('\n');
  if (typeof node !== 'object' || node === null) return '';
  return Object.entries(node)
    .map(([key, value]) => (typeof value === 'string' && /^(?:text|alt_text)$/.test(key) ? value : textsOf(value)))
    .join('\n');
}

/** Places that name a cluster without what tells it apart. */
const bareNames = (text: string) => text.match(/\bshop(?! \(rg-| \\?\(rg-|-)\S*/g) ?? [];

test.each(['upgrade-reminder', 'release-news'] as const)(
  'a card of kind %s tells two clusters of one name apart',
  (kind) => {
    const entry = app.store.outbox
      .list(100)
      .find(({ channel, content }) => channel === CHANNEL && content.kind === kind);
    const text = entry ? textsOf(renderNotification(entry.content)) : '';
    for (const title of TITLES) expect(text).toContain(title);
    expect(bareNames(text)).toEqual([]);
  },
);

test('the Home tab tells them apart', () => {
  const text = textsOf(renderHome(readHome(app.context, 'U0ANN'), '/vhdwatch').parts);
  for (const title of TITLES) expect(text).toContain(title);
  expect(bareNames(text)).toEqual([]);
});
