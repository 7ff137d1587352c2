import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listHolds, listSnoozes } from '../../../../src/app/app-context.ts';
import { deliverDue } from '../../../../src/app/delivery/deliver.ts';
import { refusalOfBlocks } from '../../../support/fake-slack-rules.ts';
import { createClick, createSubmission, type InteractionFields } from '../../../support/interactions.ts';
import { type SlackHouse, startSlackHouse } from '../../../support/start-slack-house.ts';
import { isOption, problemsOfView } from '../../../support/view-rules.ts';
import { waitUntil } from '../../../support/wait-until.ts';

let house: SlackHouse;

beforeEach(async () => {
  house = await startSlackHouse({ members: { U0BOB: { real_name: 'Bob <!here>' } } });
});
afterEach(() => house.close());

async function click(actionId: string, value = '', fields: InteractionFields = {}): Promise<Record<string, unknown>[]> {
  const { url, answers } = house.response.fresh();
  const answer = await house.call.interact(createClick(actionId, value, { responseUrl: url, ...fields }));
  expect(answer).toMatchObject({ status: 200, body: '' });
  return answers;
}

async function answerTo(
  actionId: string,
  value = '',
  fields: InteractionFields = {},
): Promise<Record<string, unknown>> {
  const answers = await click(actionId, value, fields);
  await waitUntil('the click is answered', () => answers.length > 0);
  expect(refusalOfBlocks(answers[0]?.['blocks'], [])).toBeNull();
  return answers[0] ?? {};
}

async function openedBy(act: () => Promise<unknown>): Promise<Record<string, unknown>> {
  const before = house.views().length;
  await act();
  await waitUntil('a view is given to Slack', () => house.views().length > before);
  const view = house.views().at(-1)?.view ?? {};
  expect(problemsOfView(view)).toEqual([]);
  return view;
}

/** The reminder that the fake channel shows. */
async function postReminder(): Promise<{ channel: string; ts: string }> {
  const { remind } = await import('../../../../src/app/reminders/remind.ts');
  await remind(house.context, { force: true });
  const message = house.slack.messages('C0NEWS').find(({ text }) => text.includes('Upgrade reminder, '));
  if (!message) throw new Error('no reminder was posted');
  return { channel: 'C0NEWS', ts: message.ts };
}

function messageAt(ts: string) {
  const message = house.slack.messages().find((one) => one.ts === ts);
  if (!message) throw new Error(`no message ${ts}`);
  return message;
}

describe('buttons of a posted message', () => {
  test('stand under what asks to act, and nowhere else', async () => {
    const { ts } = await postReminder();
    const buttons = JSON.stringify(messageAt(ts).blocks.at(-1));
    for (const id of ['message.commands', 'message.snooze', 'message.assign', 'message.done'])
      expect(buttons).toContain(id);
    const summary = house.slack.messages('C0NEWS').find(({ text }) => text.startsWith('vhdwatch watches'));
    expect(JSON.stringify(summary?.blocks)).not.toContain('message.done');
  });

  test('"Show commands" tells who asks the plan of one pool at a time, and posts it in the thread once', async () => {
    const { channel, ts } = await postReminder();
    const first = await answerTo('message.commands', '', { channel, messageTs: ts });
    expect(JSON.stringify(first)).toMatch(/https:\/\/vhdwatch\.example\/clusters\/[^|]+\|The whole plan/);
    expect(first).toMatchObject({ response_type: 'ephemeral', text: expect.stringMatching(/^What to do for \S+/) });
    expect(String(first['text']).match(/^What to do for/gm)).toHaveLength(1);
    const next = /"action_id":"message\.plan".*?"value":"([^"]+)"/.exec(JSON.stringify(first))?.[1] ?? '';
    expect(next).toMatch(new RegExp(`^${ts} [0-9A-F]{16}$`, 'i'));
    const own = /"action_id":"message\.post".*?"value":"([^"]+)"/.exec(JSON.stringify(first))?.[1] ?? '';
    const beside = { channel, messageTs: '99.000001' };
    const second = await answerTo('message.plan', next, beside);
    expect(second).toMatchObject({ replace_original: true, text: expect.stringMatching(/^What to do for \S+/) });
    expect(second['text']).not.toBe(first['text']);
    expect(await answerTo('message.post', own, beside)).toMatchObject({
      text: expect.stringContaining('comes in the thread'),
    });
    expect(await answerTo('message.post', own, beside)).toMatchObject({
      text: expect.stringContaining('is in the thread'),
    });
    await deliverDue(house.context);
    const replies = house.slack.messages(channel).filter(({ threadTs }) => threadTs === ts);
    expect(replies.map(({ text }) => text.split('\n')[0])).toEqual([String(first['text']).split('\n')[0]]);
    const posted = house.slack.requests.filter(
      ({ method, args }) => method === 'chat.postMessage' && args['thread_ts'] === ts,
    );
    expect(posted[0]?.args['reply_broadcast']).toBeUndefined();
  });

  test('"Show commands" of a cluster tells the whole plan of a pool, and leads to the next', async () => {
    const asked = await house.call.command('cluster shop');
    expect(JSON.stringify(asked.json)).not.toContain('az aks');
    const valueIn = (answer: unknown) =>
      /"action_id":"cluster\.plan".*?"value":"([^"]+)"/.exec(JSON.stringify(answer))?.[1] ?? '';
    const first = await answerTo('cluster.plan', valueIn(asked.json));
    expect(first).toMatchObject({ response_type: 'ephemeral', text: expect.stringMatching(/^What to do for shop\//) });
    expect(first['text']).toContain('az aks');
    const second = await answerTo('cluster.plan', valueIn(first));
    expect(second['text']).toMatch(/^What to do for shop\//);
    expect(second['text']).not.toBe(first['text']);
    expect(await answerTo('cluster.plan', valueIn(asked.json).replace(/ .*/, ' gone'))).toMatchObject({
      text: expect.stringContaining('gone'),
    });
  });

  test('a button that names no pool of the message says so, and shows no plan of another one', async () => {
    const { channel, ts } = await postReminder();
    for (const id of ['message.plan', 'message.post'])
      expect(await answerTo(id, `${ts} 1`, { channel })).toMatchObject({
        text: expect.stringContaining('out of date'),
      });
  });

  test('"Done" changes the message in place, once, and can be undone', async () => {
    const { channel, ts } = await postReminder();
    const fields = { channel, messageTs: ts };
    const answer = await answerTo('message.done', '', fields);
    expect(answer).toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining('Marked as done') });
    expect(await answerTo('message.done', '', fields)).toMatchObject({
      text: expect.stringContaining('Somebody said so before'),
    });
    await deliverDue(house.context);
    expect(messageAt(ts).text).toMatch(/Done, as ann said on <!date/);
    expect(JSON.stringify(messageAt(ts).blocks)).not.toContain('message.done');
    const value = /"action_id":"change\.undo".*?"value":"(\d+)"/.exec(JSON.stringify(answer))?.[1] ?? '';
    await answerTo('change.undo', value);
    await deliverDue(house.context);
    expect(messageAt(ts).text).not.toContain('Done, as ann');
    expect(messageAt(ts).edits).toBe(2);
    expect(house.slack.keys(channel).length).toBe(new Set(house.slack.keys(channel)).size);
  });

  test('a message that somebody deleted is not changed any more, and that alarms nobody', async () => {
    const { channel, ts } = await postReminder();
    const before = house.slack.messages().length;
    await answerTo('message.done', '', { channel, messageTs: ts });
    house.slack.failNext({ kind: 'error', error: 'message_not_found' }, 'chat.update');
    expect(await deliverDue(house.context)).toMatchObject({ updated: 0, failed: 0 });
    expect(house.context.store.outbox.list(1)).toMatchObject([{ operation: 'update', state: 'dropped' }]);
    expect(await deliverDue(house.context)).toMatchObject({ delivered: 0, updated: 0, failed: 0 });
    expect(house.slack.messages()).toHaveLength(before);
  });

  test('"Assign" names the person on the message and pings nobody', async () => {
    const { channel, ts } = await postReminder();
    const view = await openedBy(() => click('message.assign', '', { channel, messageTs: ts }));
    expect(view).toMatchObject({ callback_id: 'message.assign' });
    const metadata = JSON.parse(String(view['private_metadata']));
    const values = { person: { selected_user: 'U0BOB' }, note: { value: 'next sprint' } };
    const answer = await house.call.interact(createSubmission('message.assign', values, { metadata }));
    expect(answer.json).toMatchObject({ response_action: 'update' });
    expect(problemsOfView(answer.json?.['view'])).toEqual([]);
    await deliverDue(house.context);
    expect(messageAt(ts).text).toContain('Assigned to Bob &lt;!here&gt;');
    const value = /"change\.undo".*?"value":"(\d+)"/.exec(JSON.stringify(answer.json))?.[1] ?? '';
    await openedBy(() => click('change.undo', value, { view: { id: 'V1', type: 'modal' } }));
    await deliverDue(house.context);
    expect(messageAt(ts).text).not.toContain('Assigned');
    expect(house.slack.pings).toEqual([]);
  });

  test('"Snooze" lets the pools of the message wait in that channel, and the message says so', async () => {
    const { channel, ts } = await postReminder();
    const view = await openedBy(() => click('message.snooze', '', { channel, messageTs: ts }));
    const metadata = JSON.parse(String(view['private_metadata']));
    const submit = (values: Record<string, object>, viewId?: string) =>
      house.call.interact(createSubmission('snooze.save', values, { metadata, ...(viewId ? { viewId } : {}) }));
    const wrong = await submit({
      what: { selected_option: { value: '*' } },
      until: { selected_date: '2026-08-10' },
      reason: { value: ' ' },
    });
    expect(wrong.json).toMatchObject({
      response_action: 'errors',
      errors: { until: expect.stringContaining('after today'), reason: expect.stringContaining('Say why') },
    });
    const good = {
      what: { selected_option: { value: '*' } },
      until: { selected_date: '2026-09-01' },
      reason: { value: 'freeze' },
    };
    expect((await submit(good, 'V0ONE')).json).toMatchObject({ response_action: 'update' });
    expect(JSON.stringify((await submit(good, 'V0ONE')).json)).toContain('saved already');
    const snoozes = listSnoozes(house.context).map(({ scope }) => scope);
    expect(snoozes.length).toBeGreaterThan(0);
    expect(new Set(snoozes.map((one) => `${one.clusterId}/${one.nodePool}`)).size).toBe(snoozes.length);
    expect(snoozes.every((one) => one.channel === channel)).toBe(true);
    await deliverDue(house.context);
    expect(messageAt(ts).text).toContain('Snoozed until 1 Sep 2026 by ann: freeze');
  });

  test('a form that Slack does not open says so where the button is', async () => {
    const { channel, ts } = await postReminder();
    house.slack.failNext({ kind: 'error', error: 'expired_trigger_id' }, 'views.open');
    expect(await answerTo('message.snooze', '', { channel, messageTs: ts })).toMatchObject({
      response_type: 'ephemeral',
      text: 'Slack did not open the form (expired_trigger_id). Try again.',
    });
  });

  test('a form to snooze lets wait what it offered, and nothing that is gone since', async () => {
    const { channel, ts } = await postReminder();
    const [shop] = house.context.store.clusters.listNamed('shop');
    const submit = async (metadata: object, what: string) => {
      const values = {
        what: { selected_option: { value: what } },
        until: { selected_date: '2026-09-01' },
        reason: { value: 'freeze' },
      };
      return JSON.stringify((await house.call.interact(createSubmission('snooze.save', values, { metadata }))).json);
    };
    expect(await submit({ channel, messageTs: ts }, 'shop/gone')).toContain('not in the message any more');
    expect(await submit({ channel, clusterId: shop?.id }, 'gone')).toContain('shop has no node pool called gone');
    expect(listSnoozes(house.context)).toEqual([]);
    expect(await submit({ channel, clusterId: shop?.id }, 'npwin')).toContain('wait until 1 Sep 2026');
    expect(await submit({ channel }, '*')).toContain('wait until 1 Sep 2026');
    expect(listSnoozes(house.context).map(({ scope }) => scope)).toEqual([
      { channel, clusterId: null, nodePool: null },
      { channel: null, clusterId: shop?.id, nodePool: 'npwin' },
    ]);
  });

  test('says that it does not know a message of somebody else', async () => {
    for (const id of ['message.commands', 'message.snooze', 'message.assign', 'message.done']) {
      expect(await answerTo(id, '', { messageTs: '1.000001' })).toMatchObject({
        text: expect.stringContaining('does not know this message'),
      });
    }
  });
});

describe('buttons of an answer', () => {
  test('"Share" says the same answer to the channel, once, with who shared it', async () => {
    const fields = { messageTs: '12.3' };
    const shared = await answerTo('answer.share', 'cluster shop', fields);
    expect(shared).toMatchObject({
      response_type: 'in_channel',
      replace_original: false,
      text: expect.stringContaining('shop: 2 Windows'),
    });
    expect(JSON.stringify(shared['blocks'])).toContain('Shared by ann');
    expect(JSON.stringify(shared['blocks'])).not.toContain('cluster.edit');
    const again = await click('answer.share', 'cluster shop', fields);
    await house.call.command('status');
    expect(again).toEqual([]);
  });

  test('"Show more" puts the next page in the place of the one before, and can be shared as it is', async () => {
    const page = await answerTo('answer.more', '+2 status all');
    expect(page).toMatchObject({ response_type: 'ephemeral', replace_original: true });
    const whole = await answerTo('answer.more', '+0 status all');
    // Each line is a pool or cluster; the last says how many are left.
    const countPlaces = (answer: Record<string, unknown>) => {
      const lines = String(answer['text']).split('\n');
      const left = lines.flatMap((line) => /^and (\d+) more/.exec(line)?.[1] ?? []);
      return lines.filter((line) => line.startsWith('•')).length + left.reduce((sum, text) => sum + Number(text), 0);
    };
    expect(countPlaces(page)).toBe(countPlaces(whole) - 2);
    expect(JSON.stringify(page['blocks'])).toContain('"value":"status all"');
  });

  test('"Share" runs nothing that changes something, whatever the button says', async () => {
    expect(await answerTo('answer.share', 'unregister shop')).toMatchObject({ text: 'That cannot be shared.' });
    expect(await answerTo('answer.share', 'x'.repeat(3000))).toMatchObject({ response_type: 'ephemeral' });
    expect(house.context.store.clusters.listNamed('shop')).toHaveLength(1);
  });

  test('"Edit" opens the form with what is known, and saving it changes the owners', async () => {
    const [shop] = house.context.store.clusters.listNamed('shop');
    const view = await openedBy(() => click('cluster.edit', shop?.id));
    expect(JSON.stringify(view)).toContain('npwin=AKSWindows-2022-containerd-20348.5256.260610');
    const values = {
      people: { selected_users: ['U0BOB'] },
      owners: { value: 'team-shop, platform' },
      channel: { selected_conversation: 'C0TEAM' },
      pools: { value: '' },
    };
    const metadata = JSON.parse(String(view['private_metadata']));
    const answer = await house.call.interact(createSubmission('cluster.save', values, { metadata }));
    expect(answer.json).toMatchObject({ response_action: 'update' });
    expect(house.context.store.clusters.listNamed('shop')[0]?.ownership).toMatchObject({
      channel: 'C0TEAM',
      owners: ['U0BOB', 'team-shop', 'platform'],
      environment: null,
    });
  });

  test('of an alarm: tries again what was given up, once, and says how vhdwatch is', async () => {
    const { store } = house.context;
    const at = house.context.clock.now().toISOString();
    const content = { kind: 'test-message', requestedBy: 'x' } as const;
    const add = (channel: string) => store.outbox.add([{ channel, dedupeKey: 'x', content }], at);
    for (const channel of ['C0LOST', 'C0GONE']) add(channel);
    await deliverDue(house.context);
    const alarm = house.slack.messages('C0NEWS').find(({ text }) => text.includes('gave up 2 notifications'));
    const [, value = ''] = /"action_id":"outbox\.retry".*?"value":"([\d ]+)"/.exec(JSON.stringify(alarm?.blocks)) ?? [];
    expect(value.split(' ')).toHaveLength(2);
    const health = await answerTo('health.show');
    expect(health['text']).toMatch(/does its work; somebody should look/);
    expect(health['text']).toContain('channel C0LOST takes no messages since');

    house.slack.setChannel('C0LOST', true);
    expect(await answerTo('outbox.retry', value)).toMatchObject({
      text: expect.stringMatching(/C0LOST and .*are tried/),
    });
    await deliverDue(house.context);
    expect(house.slack.messages('C0LOST')).toHaveLength(1);
    expect(await answerTo('outbox.retry', value)).toMatchObject({
      text: expect.stringMatching(/^Notification \d+ to C0GONE is tried again/),
    });
    expect(await answerTo('outbox.retry', value)).toMatchObject({
      text: expect.stringContaining('is delivered: only'),
    });
    expect(await answerTo('outbox.retry.0', '999999')).toMatchObject({
      text: expect.stringContaining('No notification has the number'),
    });
  });

  test('does nothing twice for a click that is delivered twice', async () => {
    const { channel, ts } = await postReminder();
    const fields = { channel, messageTs: ts, actionTs: '77.7' };
    await answerTo('message.done', '', fields);
    const again = await click('message.done', '', fields);
    await house.call.command('status');
    expect(again).toEqual([]);
    expect(house.context.store.audit.list(10).filter(({ action }) => action === 'acknowledge')).toHaveLength(1);
  });

  test('says of a button that this version does not know whose it is', async () => {
    expect(await answerTo('message.postpone', 'reminder/2026-08')).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining('another version of vhdwatch'),
    });
  });

  test('takes links and what carries nothing without a word', async () => {
    const [link, unknown, proto] = [await click('some.link'), await click('x'.repeat(255)), await click('__proto__')];
    await house.call.command('status');
    expect([link, unknown, proto]).toEqual([[], [], []]);
  });
});

describe('forms', () => {
  const submit = (callbackId: string, values: Record<string, object>, metadata: object = {}) =>
    house.call.interact(createSubmission(callbackId, values, { metadata }));

  test('registers a cluster, with problems next to their fields', async () => {
    const wrong = await submit('cluster.save', {
      name: { value: 'bad name!' },
      pools: { value: 'npwin=AKSWindows-2022-containerd-20348.5386.260715\nnonsense' },
      kubernetes: { value: 'latest' },
      subscription: { value: '123' },
    });
    expect(wrong.json).toMatchObject({
      response_action: 'errors',
      errors: {
        name: expect.stringContaining('Letters'),
        pools: expect.stringContaining('nonsense'),
        kubernetes: expect.stringContaining('1.34'),
        subscription: expect.stringContaining('36'),
      },
    });
    expect((await submit('cluster.save', { name: { value: 'shop' } })).json).toMatchObject({
      errors: { name: expect.stringContaining('registered already') },
    });
    const gone = { metadata: { clusterId: 'manual/gone' } };
    expect(JSON.stringify((await house.call.interact(createSubmission('cluster.save', {}, gone))).json)).toContain(
      'Somebody unregistered this cluster meanwhile.',
    );
    const good = await submit('cluster.save', {
      name: { value: 'edge' },
      pools: { value: 'npwin=AKSWindows-2022-containerd-20348.5256.260610' },
    });
    expect(JSON.stringify(good.json)).toContain('Registered edge: 1 Windows node pool.');
    expect(house.context.store.clusters.listNamed('edge')[0]?.nodePools).toHaveLength(1);
  });

  test('imports what az prints, refuses half of it, and undoes it', async () => {
    const half = await submit('clusters.import', { json: { value: '[{"name": "x"' } });
    expect(half.json).toMatchObject({ response_action: 'errors', errors: { json: expect.stringContaining('3,000') } });
    const json = JSON.stringify([
      {
        id: '/subscriptions/00000000-0000-4000-8000-000000000009/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/pasted',
        name: 'pasted',
        type: 'Microsoft.ContainerService/ManagedClusters',
        location: 'westeurope',
        kubernetesVersion: '1.34',
        agentPoolProfiles: [
          {
            name: 'npwin',
            osType: 'Windows',
            osSku: 'Windows2022',
            nodeImageVersion: 'AKSWindows-2022-containerd-20348.5256.260610',
            count: 2,
          },
        ],
      },
    ]);
    const none = await submit('clusters.import', { json: { value: '[]' } });
    expect(JSON.stringify(none.json)).toContain('Nothing was imported.');
    const some = JSON.stringify([...JSON.parse(json), { id: 'nonsense', name: 'bad' }]);
    const answer = await submit('clusters.import', { json: { value: some } });
    expect(JSON.stringify(answer.json)).toContain('Imported 1 cluster with 1 Windows node pool.');
    expect(JSON.stringify(answer.json)).toMatch(/Refused [^"]*bad/);
    expect(house.context.store.clusters.listNamed('pasted')).toHaveLength(1);
    const value = /"change\.undo".*?"value":"(\d+)"/.exec(JSON.stringify(answer.json))?.[1] ?? '';
    const view = await openedBy(() => click('change.undo', value, { view: { id: 'V1', type: 'modal' } }));
    expect(JSON.stringify(view)).toContain('Undone: Imported 1 cluster');
    expect(house.context.store.clusters.listNamed('pasted')).toEqual([]);
  });

  test('subscribes a channel, with a preview of the last three months', async () => {
    const suggestion = {
      type: 'block_suggestion',
      action_id: 'clusters.find',
      block_id: 'clusters',
      value: 'sh',
      user: { id: 'U0ANN', team_id: 'T0EXAMPLE' },
      team: { id: 'T0EXAMPLE' },
      view: { id: 'V1' },
    };
    const found = (await house.call.interact(suggestion)).json?.['options'] as { value: string }[];
    expect(found).toHaveLength(1);
    expect(found.every((option) => isOption(option))).toBe(true);
    const state = {
      channel: { selected_conversation: 'C0TEAM' },
      clusters: { selected_options: found },
      topics: { selected_options: [{ value: 'images' }, { value: 'reminders' }] },
      severity: { selected_option: { value: 'medium' } },
      zone: { value: 'Europe/Berlin' },
      day: { value: '21' },
      os: { selected_options: [{ value: 'Windows2022' }] },
    };
    const values = Object.fromEntries(Object.entries(state).map(([name, element]) => [name, { value: element }]));
    const view = await openedBy(() =>
      click('subscription.preview', '', { view: { id: 'V1', hash: 'h', type: 'modal', state: { values } } }),
    );
    expect(JSON.stringify(view)).toMatch(/Last three months: \d+ release messages?, and a reminder each month/);
    expect(house.context.store.channelSubscriptions.list()).toEqual([]);
    const wrong = await submit('subscription.save', {
      channel: {},
      zone: { value: 'Mars/Olympus' },
      day: { value: '31' },
    });
    expect(Object.keys(wrong.json?.['errors'] ?? {}).sort()).toEqual(['channel', 'day', 'topics', 'zone']);
    await submit('subscription.save', state);
    expect(house.context.store.channelSubscriptions.list()).toMatchObject([
      {
        channel: 'C0TEAM',
        topics: ['images', 'reminders'],
        minimumSeverity: 'medium',
        timeZone: 'Europe/Berlin',
        reminderDay: 21,
        osSkus: ['Windows2022'],
      },
    ]);
  });

  test('holds an image', async () => {
    const metadata = { version: '20348.5386.260715' };
    const wrong = await submit(
      'image.hold',
      { reason: { value: '' }, url: { value: 'javascript:alert(1)' } },
      metadata,
    );
    expect(wrong.json).toMatchObject({
      errors: { reason: expect.any(String), url: expect.stringContaining('https://') },
    });
    const good = await submit(
      'image.hold',
      { reason: { value: 'nodes do not join' }, url: { value: 'https://example.com/1' } },
      metadata,
    );
    expect(JSON.stringify(good.json)).toContain('is on hold');
    expect(listHolds(house.context)).toMatchObject([{ reason: 'nodes do not join' }]);
  });

  test('survives forms that nobody made', async () => {
    for (const callbackId of [
      'cluster.save',
      'clusters.import',
      'subscription.save',
      'snooze.save',
      'message.assign',
      'image.hold',
      'unknown',
      '__proto__',
    ]) {
      expect((await submit(callbackId, {})).status).toBe(200);
      const broken = createSubmission(callbackId, {}) as { view: Record<string, unknown> };
      broken.view = { id: 'V9', callback_id: callbackId, private_metadata: '[1', state: { values: [null, { a: 1 }] } };
      expect((await house.call.interact(broken)).status).toBe(200);
    }
    expect((await house.call.interact({ ...createSubmission('x', {}), type: 'view_closed' })).status).toBe(200);
  });
});

describe('the Home tab', () => {
  const opened = (userId = 'U0ANN', fields: object = {}) =>
    house.call.event({ type: 'app_home_opened', user: userId, tab: 'home', channel: 'D1', event_ts: '1.1' }, fields);

  test('shows what is due, my clusters, retirements and the sources', async () => {
    await house.call.interact(
      createSubmission(
        'cluster.save',
        { people: { selected_users: ['U0ANN'] } },
        { metadata: { clusterId: house.context.store.clusters.listNamed('billing')[0]?.id } },
      ),
    );
    const view = await openedBy(() => opened());
    const text = JSON.stringify(view);
    for (const words of ['Due on my clusters', 'billing', 'Retirements ahead', 'AKS last read'])
      expect(text).toContain(words);
    expect(text).not.toContain('data_table');
    expect(house.slack.requests.at(-1)?.args['user_id']).toBe('U0ANN');
  });

  test('names a channel that takes no messages, and what opens it again', async () => {
    house.context.store.transaction(({ channelRefusals }) =>
      channelRefusals.note('C0TEAM', 'not_in_channel', '2026-08-10T09:00:00.000Z'),
    );
    const text = JSON.stringify(await openedBy(() => opened()));
    expect(text).toContain('Channels that take no messages');
    expect(text).toMatch(
      /C0TEAM.*since 10 Aug 2026, [0-9:]+ UTC \(not_in_channel\): invite the app there; it is tried again every 6 hours/,
    );
  });

  test('is published once for an event that is delivered twice, and not for the messages tab', async () => {
    await openedBy(() => opened('U0ANN', { event_id: 'Ev0SAME' }));
    const before = house.views().length;
    await opened('U0ANN', { event_id: 'Ev0SAME' });
    await house.call.event({ type: 'app_home_opened', user: 'U0ANN', tab: 'messages' });
    await house.call.event({ type: 'message', user: 'U0ANN', channel: 'C0TEAM', text: 'hello' });
    await opened('U0ANN', { team_id: 'T0OTHER' });
    await house.call.command('status');
    expect(house.views()).toHaveLength(before);
  });

  test('is published again for who looked lately, only when something changed', async () => {
    const { refreshHomes } = await import('../../../../src/surfaces/slack/listeners/home.ts');
    const published = () => house.views().filter(({ method }) => method === 'views.publish').length;
    await openedBy(() => opened());
    const { interactions } = house.context.store;
    await waitUntil('what was shown is kept', () => interactions.listHomeViewers('').some(({ hash }) => hash !== null));
    await refreshHomes(house.dependencies);
    expect(published()).toBe(1);
    house.context.store.suppressions.add({
      endsWhen: 'worse-finding',
      scope: { channel: null, clusterId: null, nodePool: null },
      untilOn: '2026-09-01',
      reason: 'freeze',
      url: null,
      actor: { id: 'U0BOB', name: 'bob' },
      createdAt: '2026-08-10T09:00:00Z',
    });
    await refreshHomes(house.dependencies);
    expect(published()).toBe(2);
    expect(JSON.stringify(house.views().at(-1)?.view)).toContain('wait until 1 Sep 2026: freeze (bob)');
    house.app.clock.advance(15 * 86_400_000);
    await refreshHomes(house.dependencies);
    expect(published()).toBe(2);
  });

  test('that Slack does not take is published with the next look, and keeps nothing else from its work', async () => {
    const { refreshHomes } = await import('../../../../src/surfaces/slack/listeners/home.ts');
    const { interactions } = house.context.store;
    const shown = () => interactions.listHomeViewers('').filter(({ hash }) => hash !== null).length;
    house.slack.failNext({ kind: 'error', error: 'internal_error' }, 'views.publish');
    await opened();
    await waitUntil('the log tells of it', () =>
      house.logLines().some(({ message }) => message === 'A Home tab was not published'),
    );
    expect(shown()).toBe(0);
    expect(await answerTo('health.show')).toMatchObject({ text: expect.stringContaining('does its work') });
    house.slack.failNext({ kind: 'error', error: 'internal_error' }, 'views.publish');
    await refreshHomes(house.dependencies);
    expect(shown()).toBe(0);
    await refreshHomes(house.dependencies);
    expect(shown()).toBe(1);
  });

  test('says whether I am mentioned, and its button changes that in place, for me only', async () => {
    const home = { view: { id: 'V0HOME', type: 'home' } };
    const textOf = (view: unknown) => JSON.stringify(view);
    expect(textOf(await openedBy(() => opened()))).toContain('Mention me when a limit is crossed');
    const wanted = textOf(await openedBy(() => click('mention.me', 'U0BOB', home)));
    expect(wanted).toContain('You are mentioned when a limit of your clusters is crossed');
    expect(wanted).toContain('Stop mentioning me');
    expect(house.slack.requests.at(-1)?.args['user_id']).toBe('U0ANN');
    expect(textOf(await openedBy(() => opened('U0BOB')))).toContain('You are not mentioned');
    expect(textOf(await openedBy(() => click('mention.off', '', home)))).toContain('You are not mentioned');
    expect(house.context.store.audit.list(9).map(({ subject }) => subject)).toEqual(['U0ANN', 'U0ANN']);
  });

  test('opens forms and details from its buttons', async () => {
    const home = { view: { id: 'V0HOME', type: 'home' } };
    const [shop] = house.context.store.clusters.listNamed('shop');
    expect(await openedBy(() => click('cluster.register', '', home))).toMatchObject({ callback_id: 'cluster.save' });
    expect(await openedBy(() => click('subscription.choose', '', home))).toMatchObject({
      callback_id: 'subscription.save',
    });
    expect(await openedBy(() => click('cluster.show.0', shop?.id, home))).toMatchObject({ callback_id: 'result' });
    expect(await openedBy(() => click('cluster.snooze.0', shop?.id, home))).toMatchObject({
      callback_id: 'snooze.save',
    });
  });
});
