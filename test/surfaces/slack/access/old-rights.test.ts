import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { registerByHand } from '../../../../src/app/clusters/register-cluster.ts';
import { remind } from '../../../../src/app/reminders/remind.ts';
import { createClick, createSubmission } from '../../../support/interactions.ts';
import { type SlackHouse, startSlackHouse } from '../../../support/start-slack-house.ts';
import { waitUntil } from '../../../support/wait-until.ts';

let house: SlackHouse;

beforeEach(async () => {
  house = await startSlackHouse({ admins: ['U0BOSS'] });
  own('shop', ['U0ANN']);
});
afterEach(() => house.close());

async function say(text: string, userId: string, channel = 'C0TEAM'): Promise<string> {
  const { url, answers } = house.response.fresh();
  const fields = { response_url: url, user_id: userId, user_name: userId.toLowerCase(), channel_id: channel };
  await house.call.command(text, fields);
  await waitUntil('it is answered', () => answers.length > 0);
  return String(answers[0]?.['text']);
}

async function clickUndo(auditId: number, userId: string): Promise<string> {
  const { url, answers } = house.response.fresh();
  await house.call.interact(createClick('change.undo', String(auditId), { userId, responseUrl: url }));
  await waitUntil('it is answered', () => answers.length > 0);
  return String(answers[0]?.['text']);
}

async function submitSubscription(channel: string, userId: string): Promise<string> {
  const values = {
    channel: { selected_conversation: channel },
    clusters: { selected_options: [{ value: await refOfShop() }] },
    topics: { selected_options: [{ value: 'images' }] },
    zone: { value: 'UTC' },
  };
  return JSON.stringify((await house.call.interact(createSubmission('subscription.save', values, { userId }))).json);
}

async function refOfShop(): Promise<string> {
  const asked = { type: 'block_suggestion', action_id: 'clusters.find', block_id: 'clusters', value: 'shop' };
  const person = { user: { id: 'U0ANN', team_id: 'T0EXAMPLE' }, team: { id: 'T0EXAMPLE' }, view: { id: 'V1' } };
  const options = (await house.call.interact({ ...asked, ...person })).json?.['options'] as { value: string }[];
  return options[0]?.value ?? '';
}

function idOf(name: string): string {
  return house.context.store.clusters.listNamed(name)[0]?.id ?? '';
}

function own(name: string, owners: readonly string[], channel: string | null = null): void {
  house.context.store.clusters.saveOwnership(idOf(name), { channel, owners, environment: null });
}

const heard = () =>
  house.context.store.channelSubscriptions.list().map(({ channel, clusterIds }) => ({ channel, clusterIds }));
const newestChange = () => house.context.store.audit.list(1)[0]?.id ?? 0;

describe('what a channel hears', () => {
  test('is not taken from it by the owner of one cluster: an admin subscribed it to everything', async () => {
    await say('subscribe all', 'U0BOSS');
    expect(await say('subscribe shop', 'U0ANN')).toContain('You may read');
    expect(await submitSubscription('C0TEAM', 'U0ANN')).toContain('You may read');
    expect(await say('unsubscribe', 'U0ANN')).toContain('You may read');
    expect(heard()).toEqual([{ channel: 'C0TEAM', clusterIds: [] }]);
    expect(await say('subscribe shop', 'U0BOSS')).toContain('now hears');
    expect(await say('unsubscribe', 'U0ANN')).toContain('not subscribed any more');
  });

  test('is not narrowed in the default channel by the owner of one cluster', async () => {
    expect(await say('subscribe shop', 'U0ANN', 'C0NEWS')).toContain('You may read');
    expect(await submitSubscription('C0NEWS', 'U0ANN')).toContain('You may read');
    expect(heard()).toEqual([]);
    expect(await say('subscribe shop', 'U0BOSS', 'C0NEWS')).toContain('now hears');
  });

  test('is not replaced in the own channel of a cluster by the owner of another', async () => {
    expect(await say('subscribe shop', 'U0ANN', 'C0BILLING1')).toContain('You may read');
    expect(await submitSubscription('C0BILLING1', 'U0ANN')).toContain('You may read');
    expect(heard()).toEqual([]);
    own('billing', ['U0ANN'], 'C0BILLING1');
    expect(await say('subscribe shop', 'U0ANN', 'C0BILLING1')).toContain('now hears');
  });

  test('is decided by every subscription of the channel, were there several', async () => {
    await say('subscribe shop', 'U0ANN');
    const [first] = house.context.store.channelSubscriptions.list();
    if (!first) throw new Error('nothing was subscribed');
    const second = { ...first, clusterIds: [idOf('billing')] };
    house.context.store.channelSubscriptions.add(second, '2026-08-10T09:00:00Z');
    expect(await say('subscribe shop', 'U0ANN')).toContain('You may read');
    expect(await say('unsubscribe', 'U0ANN')).toContain('You may read');
    expect(heard()).toHaveLength(2);
  });

  test('is chosen by the owner of its clusters where the channel heard nothing', async () => {
    expect(await say('subscribe shop', 'U0ANN')).toContain('now hears');
    expect(await submitSubscription('C0TEAM', 'U0ANN')).toContain('now hears');
    const changed = newestChange();
    expect(await clickUndo(changed, 'U0ANN')).toContain('Undone');
    expect(heard()).toEqual([{ channel: 'C0TEAM', clusterIds: [idOf('shop')] }]);
  });
});

describe('an old Undo button', () => {
  test('does not give back a cluster that its maker owns no more', async () => {
    await house.call.interact(
      createSubmission(
        'cluster.save',
        { people: { selected_users: ['U0ANN'] }, environment: { value: 'test' } },
        { metadata: { clusterId: idOf('shop') } },
      ),
    );
    const edit = newestChange();
    own('shop', ['U0BOSS']);
    expect(await clickUndo(edit, 'U0ANN')).toContain('You may read');
    expect(house.context.store.clusters.find(idOf('shop'))?.ownership.owners).toEqual(['U0BOSS']);
    expect(await clickUndo(edit, 'U0BOSS')).toContain('Undone');
  });

  test('does not end what its maker may not end any more: a subscription, a snooze', async () => {
    await say('subscribe shop', 'U0ANN');
    const subscribed = newestChange();
    await say('snooze shop 14d freeze', 'U0ANN');
    const snoozed = newestChange();
    own('shop', ['U0BOSS']);
    expect(await clickUndo(subscribed, 'U0ANN')).toContain('You may read');
    expect(await clickUndo(snoozed, 'U0ANN')).toContain('You may read');
    expect(heard()).toHaveLength(1);
    expect(house.context.store.suppressions.listOpen('2026-08-10')).toHaveLength(1);
    own('shop', ['U0ANN']);
    expect(await clickUndo(snoozed, 'U0ANN')).toContain('Undone');
    expect(await clickUndo(subscribed, 'U0ANN')).toContain('Undone');
    expect(heard()).toEqual([]);
  });

  test('is asked about the clusters of a message now, and another note on it is no obstacle', async () => {
    await remind(house.context, { force: true });
    const ts = house.slack.messages('C0NEWS').find(({ text }) => text.includes('Upgrade reminder, '))?.ts ?? '';
    for (const name of ['shop', 'legacy']) own(name, ['U0ANN']);
    const { url, answers } = house.response.fresh();
    await house.call.interact(createClick('message.done', '', { channel: 'C0NEWS', messageTs: ts, responseUrl: url }));
    await waitUntil('it is done', () => answers.length > 0);
    const done = newestChange();
    const person = { person: { selected_user: 'U0BOSS' } };
    const fields = { metadata: { channel: 'C0NEWS', messageTs: ts }, userId: 'U0BOSS' };
    await house.call.interact(createSubmission('message.assign', person, fields));
    expect(newestChange()).toBe(done + 1);
    own('legacy', ['U0BOSS']);
    expect(await clickUndo(done, 'U0ANN')).toContain('You may read');
    own('legacy', ['U0ANN']);
    expect(await clickUndo(done, 'U0ANN')).toContain('Undone');
    const progress = house.context.store.interactions.findProgress('C0NEWS', ts);
    expect(progress).toMatchObject({ acknowledged: null, assigned: { to: { id: 'U0BOSS' } } });
  });

  test('does not put an earlier subscription beside a newer one', async () => {
    await say('subscribe shop', 'U0BOSS');
    await say('subscribe billing', 'U0BOSS');
    const older = newestChange();
    await say('subscribe legacy', 'U0BOSS');
    const newer = newestChange();
    const refused = await clickUndo(older, 'U0BOSS');
    expect(refused).toContain('changed again since');
    expect(refused).toContain('Undo that first');
    expect(heard()).toEqual([{ channel: 'C0TEAM', clusterIds: [idOf('legacy')] }]);
    await say('test', 'U0BOSS');
    expect(await clickUndo(newer, 'U0BOSS')).toContain('Undone');
    expect(await clickUndo(older, 'U0BOSS')).toContain('Undone');
    expect(heard()).toEqual([{ channel: 'C0TEAM', clusterIds: [idOf('shop')] }]);
  });

  test('leaves one subscription in a channel that got one behind the audit log', async () => {
    await say('subscribe shop', 'U0BOSS');
    await say('unsubscribe', 'U0BOSS');
    const ended = newestChange();
    const subscription = { channel: 'C0TEAM', clusterIds: [], owners: [], osSkus: [], topics: ['images' as const] };
    const rest = { minimumSeverity: 'info' as const, timeZone: 'UTC', reminderDay: null };
    house.context.store.channelSubscriptions.add({ ...subscription, ...rest }, '2026-08-10T09:00:00Z');
    await clickUndo(ended, 'U0BOSS');
    expect(heard()).toEqual([{ channel: 'C0TEAM', clusterIds: [idOf('shop')] }]);
  });

  test('does not take an import back over a newer edit of one of its clusters', async () => {
    const manual = JSON.stringify([await clusterAsPrinted()]);
    const values = { json: { value: manual } };
    await house.call.interact(createSubmission('clusters.import', values, { userId: 'U0BOSS' }));
    const imported = newestChange();
    const edit = { environment: { value: 'prod' } };
    const fields = { metadata: { clusterId: idOf('pasted') }, userId: 'U0BOSS' };
    await house.call.interact(createSubmission('cluster.save', edit, fields));
    const edited = newestChange();
    expect(await clickUndo(imported, 'U0BOSS')).toContain('changed again since');
    expect(idOf('pasted')).not.toBe('');
    await say('subscribe all', 'U0BOSS');
    expect(await clickUndo(edited, 'U0BOSS')).toContain('Undone');
    expect(await clickUndo(imported, 'U0BOSS')).toContain('Undone');
    expect(idOf('pasted')).toBe('');
  });

  test('brings an unregistered cluster back for its owner, not once it is registered anew for others', async () => {
    await say('unregister shop', 'U0ANN');
    expect(await clickUndo(newestChange(), 'U0ANN')).toContain('Undone');
    await say('unregister shop', 'U0ANN');
    const again = newestChange();
    const entry = house.context.store.audit.find(again);
    const step = entry?.undo?.find((one) => one.kind === 'restore-cluster');
    if (!step) throw new Error('no cluster to restore');
    house.context.store.clusters.save(step.cluster);
    registerByHand(house.context, 'shop', { pool: [], owner: ['U0BOSS'] });
    expect(await clickUndo(again, 'U0ANN')).toContain('You may read');
    expect(house.context.store.clusters.find(idOf('shop'))?.ownership.owners).toEqual(['U0BOSS']);
  });
});

async function clusterAsPrinted(): Promise<object> {
  const { createAzCluster, createAzPool } = await import('../../../support/sample-fleet.ts');
  const pool = createAzPool('npwin', 'Windows2022', 'AKSWindows-2022-containerd-20348.5256.260610');
  return createAzCluster('pasted', 'rg-pasted', {}, [pool]);
}
