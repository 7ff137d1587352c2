import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { remind } from '../../../../src/app/reminders/remind.ts';
import { pingsOf, refusalOfBlocks } from '../../../support/fake-slack-rules.ts';
import { createClick, createSubmission } from '../../../support/interactions.ts';
import { createAzCluster, createAzPool } from '../../../support/sample-fleet.ts';
import { type SlackHouse, startSlackHouse } from '../../../support/start-slack-house.ts';
import { problemsOfView } from '../../../support/view-rules.ts';
import { waitUntil } from '../../../support/wait-until.ts';

const EVIL = '<!channel> <@U123> @here *b* `c` &amp; <https://evil.example|bank>';
const LONG = 'x'.repeat(5_000);

let house: SlackHouse;

/** More pools than any list or form of Slack takes, and everything that people can name named as badly as possible. */
function createHostileFleet(): object[] {
  const pools = Array.from({ length: 150 }, (_, index) =>
    createAzPool(`np${index.toString(36)}`, 'Windows2022', 'AKSWindows-2022-containerd-20348.5020.260415'),
  );
  return [
    createAzCluster('big', 'rg-big', { 'vhdwatch-owner': EVIL }, pools),
    createAzCluster(EVIL, EVIL, { 'vhdwatch-owner': LONG }, [
      createAzPool('npwin', 'Windows2022', 'AKSWindows-2022-containerd-20348.5020.260415'),
    ]),
    createAzCluster(LONG, 'rg-long', {}, [
      createAzPool('npwin', 'Windows2019', 'AKSWindows-2019-containerd-17763.8389.260210'),
    ]),
  ];
}

beforeAll(async () => {
  house = await startSlackHouse({ fleet: createHostileFleet(), members: { U0EVIL: { real_name: EVIL } } });
  const { store } = house.context;
  store.suppressions.add({
    endsWhen: 'worse-finding',
    scope: { channel: null, clusterId: null, nodePool: null },
    untilOn: '2026-12-01',
    reason: EVIL,
    url: null,
    actor: { id: 'U0EVIL', name: LONG },
    createdAt: '2026-08-01T00:00:00Z',
  });
  store.suppressions.add({
    endsWhen: 'next-image',
    scope: { version: '20348.5386.260715', osSku: 'Windows2022' },
    untilOn: null,
    reason: `${EVIL} ${LONG}`,
    url: null,
    actor: { id: 'U0EVIL', name: EVIL },
    createdAt: '2026-08-01T00:00:00Z',
  });
  store.channelSubscriptions.add(
    {
      channel: 'C0TEAM',
      clusterIds: store.clusters.list().map(({ id }) => id),
      owners: [EVIL, LONG],
      osSkus: [],
      topics: ['images', 'retirements', 'kubernetes', 'reminders'],
      minimumSeverity: 'info',
      timeZone: 'UTC',
      reminderDay: null,
    },
    '2026-08-01T00:00:00Z',
  );
  store.sources.markFailed(
    'aks-releases',
    { message: `${EVIL} ${LONG}`, code: 'unavailable', retryAt: null },
    '2026-08-10T09:00:00Z',
  );
});
afterAll(() => house.close());

function expectHarmless(message: Record<string, unknown> | null): void {
  const text = String(message?.['text']);
  expect(text.length).toBeLessThanOrEqual(4_000);
  expect(refusalOfBlocks(message?.['blocks'], [])).toBeNull();
  expect(pingsOf(text, message?.['blocks'], false)).toEqual([]);
}

describe('hostile names and 150 pools', () => {
  test.each([
    'status',
    'images',
    'image 20348.5386.260715',
    'retirements',
    'release',
    'clusters',
    `clusters "${EVIL.replaceAll('"', '')}"`,
    'cluster big',
    'why big',
    'subscriptions',
    'outbox',
    `cluster "${EVIL}"`,
    `why ${LONG}`,
    EVIL,
    LONG,
  ])('are neither refused nor ping anybody: %.40s', async (text) => {
    const answer = await house.call.command(text, { user_name: EVIL });
    expect(answer.status).toBe(200);
    expectHarmless(answer.json);
    expect(answer.json?.['blocks']).toBeDefined();
  });

  test('count what is left out of a long answer', async () => {
    const answer = await house.call.command('cluster big');
    expect(answer.json?.['text']).toMatch(/and [\d,]+ more/);
    expect(JSON.stringify(answer.json?.['blocks'])).toMatch(/and [\d,]+ more/);
  });

  test('are shown on the Home tab within its limits', async () => {
    for (const { id } of house.context.store.clusters.list()) {
      house.context.store.clusters.saveOwnership(id, { channel: null, owners: ['U0EVIL'], environment: null });
    }
    await house.call.event({ type: 'app_home_opened', user: 'U0EVIL', tab: 'home' });
    await waitUntil('the tab is published', () => house.views().some(({ method }) => method === 'views.publish'));
    const view = house.views().at(-1)?.view;
    expect(problemsOfView(view)).toEqual([]);
    expect((view as { blocks: unknown[] }).blocks.length).toBeLessThanOrEqual(60);
  });

  test('fit every form that is opened about them', async () => {
    for (const { id } of house.context.store.clusters.list()) {
      for (const action of ['cluster.edit', 'cluster.snooze']) {
        const before = house.views().length;
        await house.call.interact(createClick(action, id));
        await waitUntil('the form is opened', () => house.views().length > before);
        expect(problemsOfView(house.views().at(-1)?.view)).toEqual([]);
      }
    }
    const before = house.views().length;
    await house.call.command('subscribe');
    await waitUntil('the form is opened', () => house.views().length > before);
    expect(problemsOfView(house.views().at(-1)?.view)).toEqual([]);
  });

  test('can be acted on in a reminder of 150 pools', async () => {
    const { suppressions } = house.context.store;
    for (const { id } of suppressions.listOpen('2026-08-10')) suppressions.end(id, '2026-08-10T09:00:00Z');
    await remind(house.context, { force: true });
    const message = house.slack.messages('C0TEAM').find(({ text }) => text.includes('Upgrade reminder, '));
    const place = { channel: 'C0TEAM', messageTs: message?.ts ?? '' };
    const before = house.views().length;
    await house.call.interact(createClick('message.snooze', '', place));
    await waitUntil('the form is opened', () => house.views().length > before);
    const view = house.views().at(-1)?.view ?? {};
    expect(problemsOfView(view)).toEqual([]);
    const metadata = JSON.parse(String(view['private_metadata']));
    const values = {
      what: { selected_option: { value: '*' } },
      until: { selected_date: '2026-09-01' },
      reason: { value: EVIL },
    };
    const answer = await house.call.interact(createSubmission('snooze.save', values, { metadata, userId: 'U0EVIL' }));
    expect(problemsOfView(answer.json?.['view'])).toEqual([]);
    expect(suppressions.listOpen('2026-08-10').length).toBeGreaterThan(120);
    await house.call.interact(createClick('message.post', '', place));
    const { deliverDue } = await import('../../../../src/app/delivery/deliver.ts');
    await deliverDue(house.context);
    expect(house.slack.messages('C0TEAM').some(({ threadTs }) => threadTs === message?.ts)).toBe(true);
    expect(house.slack.pings).toEqual([]);
    expect(house.logLines().filter(({ level }) => level === 'error')).toEqual([]);
  });
});
