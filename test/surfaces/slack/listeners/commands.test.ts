import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listHolds } from '../../../../src/app/app-context.ts';
import { deliverDue } from '../../../../src/app/delivery/deliver.ts';
import { COMMANDS } from '../../../../src/surfaces/slack/listeners/registry.ts';
import { buildArrivals } from '../../../advice/support/builders.ts';
import { pingsOf, refusalOfBlocks } from '../../../support/fake-slack-rules.ts';
import type { SlackAnswer } from '../../../support/slack-caller.ts';
import { type SlackHouse, startSlackHouse } from '../../../support/start-slack-house.ts';
import { NEWER, OLDER, saveTwoNotes } from '../../../support/two-notes.ts';
import { problemsOfView } from '../../../support/view-rules.ts';
import { waitUntil } from '../../../support/wait-until.ts';

let house: SlackHouse;

beforeAll(async () => {
  house = await startSlackHouse();
});
afterAll(() => house.close());

function textOf({ json }: SlackAnswer): string {
  return String(json?.['text'] ?? '');
}

async function change(text: string, fields: Record<string, string> = {}): Promise<Record<string, unknown>> {
  const { url, answers } = house.response.fresh();
  const answer = await house.call.command(text, { response_url: url, ...fields });
  expect(answer).toMatchObject({ status: 200, body: '' });
  await waitUntil('it is answered', () => answers.length > 0);
  expect(refusalOfBlocks(answers[0]?.['blocks'], [])).toBeNull();
  return answers[0] ?? {};
}

function undoValueOf(answer: Record<string, unknown>): string {
  return /"action_id":"change\.undo".*?"value":"(\d+)"/.exec(JSON.stringify(answer))?.[1] ?? '';
}

describe('questions', () => {
  test.each([
    ['help', /unregister/],
    ['', /tells how your Windows node pools stand/],
    ['status', /4 Windows node pools in 3 clusters/],
    ['status all', /4 Windows node pools in 3 clusters/],
    ['status SHOP', /SHOP: 2 Windows node pools in 1 cluster/],
    ['status shop/npwin', /shop\/npwin: 1 Windows node pool in 1 cluster/],
    ['status mine', /No registered cluster with Windows node pools names you as its owner; \/vhdwatch status all/],
    ['help snooze', /let reminders wait.*For example: \/vhdwatch snooze shop\/npwin 14d/s],
    ['images', /newest Windows node images/],
    ['images 2022', /Windows Server 2022: \d+ images?/],
    ['image 20348.5386.260715', /20348\.5386\.260715 is the newest/],
    ['retirements', /retirements? ahead/],
    ['release', /AKS release \S+: /],
    ['clusters', /3 clusters with Windows node pools/],
    ['clusters shop', /1 cluster with Windows node pools that match shop/],
    ['cluster billing', /billing: 1 Windows node pool/],
    ['cluster SHOP', /shop: 2 Windows node pools/],
    ['why billing', /1 channel is told about billing/],
    ['subscriptions', /0 channel subscriptions; C0NEWS hears/],
    ['outbox', /notification/],
    ['health', /^vhdwatch does (?:not do )?its work/],
  ])('answers "%s" to who asked only, in the acknowledgement', async (text, expected) => {
    const answer = await house.call.command(text);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ response_type: 'ephemeral' });
    expect(textOf(answer)).toMatch(expected);
    expect(refusalOfBlocks(answer.json?.['blocks'], [])).toBeNull();
    expect(pingsOf(textOf(answer), answer.json?.['blocks'], true)).toEqual([]);
  });

  test('answers what is asked in a channel for what that channel hears of', async () => {
    const here = await house.call.command('status', { channel_id: 'C0BILLING1' });
    expect(textOf(here)).toMatch(/^This channel: 1 Windows node pool in 1 cluster/);
    expect(textOf(here)).not.toContain('legacy');
  });

  test.each([
    ['status shpo', 'shop'],
    ['status shop/npwni', 'shop/npwin'],
    ['cluster bilings', 'billing'],
    ['cluster shop/npwni', 'shop/npwin'],
    ['why shop/npwni', 'shop/npwin'],
    ['help snoze', 'snooze'],
  ])('"%s": asks whether %s was meant', async (text, meant) => {
    expect(textOf(await house.call.command(text))).toContain(`Did you mean ${meant}?`);
  });

  test.each(['cluster shop/npwin', 'why shop/npwin'])('"%s" is about that pool, and its cluster', async (text) => {
    const said = textOf(await house.call.command(text));
    expect(said).toContain('npwin (');
    expect(said).not.toContain('win19');
  });

  test('gives a line to each finding of many, and whole sentences of one that is named', async () => {
    const outline = textOf(await house.call.command('status all')).split('\n');
    const whole = textOf(await house.call.command('status shop')).split('\n');
    const find = (lines: readonly string[]) => lines.find((line) => line.includes('shop/npwin (')) ?? '';
    expect(find(outline).length).toBeLessThan(find(whole).length);
    expect(Math.max(...outline.map(({ length }) => length))).toBeLessThan(230);
    // What is only to be known is one clause there, too: the page has the rest.
    const asides = whole.filter((line) => line.includes('(info): '));
    expect(asides.length).toBeGreaterThan(0);
    for (const line of asides) expect(line).not.toContain('; ');
  });

  test('names channels as links, also those that only a cluster names', async () => {
    const { json } = await house.call.command('subscriptions');
    expect(JSON.stringify(json?.['blocks'])).toContain('{"type":"channel","channel_id":"C0BILLING1"}');
    expect(String(json?.['text'])).toContain('hears of billing: the cluster names it');
  });

  test('says of an image in how many regions it is, once the release tracker was read', async () => {
    const version = '20348.5386.260715';
    const blocksOf = async () => JSON.stringify((await house.call.command(`image ${version}`)).json?.['blocks']);
    expect(await blocksOf()).not.toContain('region');
    const { store } = house.app;
    const arrivals = [
      ...buildArrivals('westeurope', [`${version}@2026-08-04`]),
      ...buildArrivals('westeurope', [`${version}@2026-08-03`], { generation: 2 }),
      ...buildArrivals('eastus', ['20348.5256.260610']),
    ];
    store.catalogue.replace({ ...store.catalogue.get(), regions: { readOn: '2026-08-10', arrivals } });
    store.catalogue.markRegionsRead('2026-08-10');
    expect(await blocksOf()).toContain(
      'In 1 of 2 regions, the first since 3 Aug 2026 (release tracker, as of 10 Aug 2026)',
    );
  });

  test('says what is in an image, and what changed from another one', async () => {
    saveTwoNotes(house.app.store);
    const said = async (text: string) => JSON.stringify((await house.call.command(text)).json);
    expect(await said(`diff ${OLDER} ${NEWER}`)).toContain('Windows updates: KB5070001 added; KB5060001 gone');
    expect(await said(`diff ${OLDER} ${OLDER}`)).toContain('no difference that the notes files tell of');
    expect(await said(`image ${NEWER}`)).toContain('Updates: KB5049617 and KB5070001');
  });

  test('says what is not known, and what to write instead', async () => {
    expect(textOf(await house.call.command('image 1.2.3'))).toContain('is no image version');
    expect(textOf(await house.call.command('image 20348.1.240101'))).toContain('/vhdwatch images');
    expect(textOf(await house.call.command('cluster'))).toBe(
      'Write it as /vhdwatch cluster CLUSTER[/POOL], such as /vhdwatch cluster shop.',
    );
    expect(textOf(await house.call.command('cluster nowhere'))).toContain('/vhdwatch clusters');
    expect(textOf(await house.call.command('images windows 95'))).toContain('known are ');
    expect(textOf(await house.call.command('release 1999-01-01'))).toContain('No AKS release is tagged 1999-01-01');
    expect(textOf(await house.call.command('diff 20348.5386.260715'))).toContain('Write it as /vhdwatch diff');
  });

  test('gives the nearest command for a word that is none', async () => {
    expect(textOf(await house.call.command('stauts'))).toContain('Did you mean /vhdwatch status?');
    expect(textOf(await house.call.command('retire'))).toContain('Did you mean /vhdwatch retirements?');
    expect(textOf(await house.call.command('help snoze'))).toContain('Did you mean snooze?');
    expect(textOf(await house.call.command('xyzzy'))).not.toContain('Did you mean');
  });

  test('offers to share an answer, but neither the help nor a failure', async () => {
    const share = (answer: SlackAnswer) => JSON.stringify(answer.json?.['blocks'] ?? []).includes('answer.share');
    expect(share(await house.call.command('status'))).toBe(true);
    expect(share(await house.call.command('help'))).toBe(false);
    expect(share(await house.call.command('cluster nowhere'))).toBe(false);
  });

  test('tells nothing to somebody of another workspace', async () => {
    const answer = await house.call.command('status', { team_id: 'T0OTHER' });
    expect(textOf(answer)).toBe('vhdwatch answers only members of the workspace that installed it.');
  });
});

describe('changes', () => {
  test('unregisters a cluster and puts it back, with its findings, when that is undone', async () => {
    const before = house.context.store.findings.listOpenOf([
      house.context.store.clusters.listNamed('legacy')[0]?.id ?? '',
    ]);
    const answer = await change('unregister legacy');
    expect(answer).toMatchObject({
      response_type: 'ephemeral',
      text: 'Forgot legacy: nobody hears about it any more.',
    });
    expect(house.context.store.clusters.listNamed('legacy')).toEqual([]);
    expect(textOf(await house.call.command('status'))).toContain('in 2 clusters');
    const click = { ...createUndo(undoValueOf(answer)) };
    await house.call.interact(click);
    await waitUntil('it is done', () => house.context.store.clusters.listNamed('legacy').length === 1);
    expect(before.length).toBeGreaterThan(0);
    expect(
      house.context.store.findings.listOpenOf([house.context.store.clusters.listNamed('legacy')[0]?.id ?? '']),
    ).toEqual(before);
    expect(house.context.store.audit.list(2).map(({ action }) => action)).toEqual(['undo', 'unregister-cluster']);
  });

  test('registers a cluster at once when pools are given, and says so in the audit log', async () => {
    const answer = await change('register edge npwin=AKSWindows-2022-containerd-20348.5256.260610');
    expect(answer['text']).toContain('Registered edge with npwin=');
    expect(textOf(await house.call.command('cluster edge'))).toContain('npwin (Windows Server 2022) is behind');
    expect(house.context.store.audit.list(1)[0]).toMatchObject({
      actor: { id: 'U0ANN', name: 'ann' },
      action: 'register-cluster',
      subject: 'manual/edge',
    });
    expect((await change('register edge2 npwin=nonsense'))['text']).toContain('Write it as');
  });

  test('opens a form where not everything was said', async () => {
    for (const text of [
      'register',
      'register shop',
      'import',
      'subscribe',
      'snooze',
      'snooze shop',
      'hold 20348.5386.260715',
      'hold 20348.5386.260715 " "',
    ]) {
      const before = house.views().length;
      await house.call.command(text);
      await waitUntil(`a form for ${text}`, () => house.views().length > before);
      expect(house.views().at(-1)).toMatchObject({ method: 'views.open' });
      expect(problemsOfView(house.views().at(-1)?.view)).toEqual([]);
    }
  });

  test('snoozes at once, for a node pool, with who and why', async () => {
    expect((await change('snooze shop/npwin 14d change freeze'))['text']).toBe(
      'Reminders of shop/npwin wait until 24 Aug 2026.',
    );
    expect(textOf(await house.call.command('cluster shop'))).toContain(
      'Reminders of npwin wait until 24 Aug 2026: change freeze (ann)',
    );
    expect(textOf(await house.call.command('why shop'))).toContain('told about shop');
    expect((await change('snooze shop/npwin until 2026-09-20 change freeze'))['text']).toBe(
      'Reminders of shop/npwin wait until 20 Sep 2026.',
    );
    expect((await change('snooze shop/npwin for 3w freeze'))['text']).toContain('Reminders of shop/npwin wait until');
    expect((await change('snooze shop/nope 14d why not'))['text']).toContain('no node pool called nope');
    expect((await change('snooze shop 999d far too long'))['text']).toContain('at most 180 days ahead');
    expect((await change('snooze shop someday because'))['text']).toContain('is no time');
  });

  test('subscribes a channel and ends it again', async () => {
    expect((await change('subscribe shop'))['text']).toContain(
      'This channel now hears images, retirements, kubernetes and reminders of 1 cluster',
    );
    expect(textOf(await house.call.command('subscriptions'))).toContain('C0TEAM hears');
    expect(textOf(await house.call.command('why shop'))).toContain('C0TEAM because it subscribed');
    house.context.store.transaction(({ channelRefusals }) =>
      channelRefusals.note('C0TEAM', 'not_in_channel', '2026-08-10T09:00:00.000Z'),
    );
    expect(textOf(await house.call.command('why shop'))).toContain('Held back: it takes no messages since 10 Aug 2026');
    expect((await change('unsubscribe'))['text']).toBe('This channel is not subscribed any more.');
    expect((await change('unsubscribe'))['text']).toContain('nothing to end');
    await change('subscribe shop', { channel_id: 'C0NEWS' });
    expect((await change('unsubscribe', { channel_id: 'C0NEWS' }))['text']).toContain(
      'It is the default channel, so it still hears what nobody subscribed to.',
    );
  });

  test('a cluster that is gone from Azure is so after its removal is undone, too', async () => {
    const { clusters } = house.context.store;
    const find = () => clusters.listNamed('legacy')[0];
    const before = find();
    clusters.markVanished(before?.id ?? '', '2026-08-09T09:00:00.000Z');
    const answer = await change('unregister legacy');
    expect(find()).toBeUndefined();
    await house.call.interact(createUndo(undoValueOf(answer)));
    await waitUntil('it is done', () => find() !== undefined);
    expect(find()?.vanishedAt).toBe('2026-08-09T09:00:00.000Z');
    if (before) clusters.save(before);
  });

  test('tells of a message that was given up why, and offers to try it again', async () => {
    const { store, clock } = house.context;
    const content = { kind: 'test-message', requestedBy: 'x' } as const;
    store.outbox.add([{ channel: 'C0LOST', dedupeKey: 'x', content }], clock.now().toISOString());
    await deliverDue(house.context);
    const answer = await house.call.command('outbox');
    expect(textOf(answer)).toMatch(/^\d notifications? waiting, 1 given up/);
    expect(textOf(answer)).toMatch(/dead test message to .*C0LOST.*: channel_not_found/);
    expect(JSON.stringify(answer.json?.['blocks'])).toMatch(/"action_id":"outbox\.retry\.\d+"/);
  });

  test('holds an image once, and says who holds it', async () => {
    const answer = await change(
      'hold 20348.5386.260715 nodes do not join, see <https://github.com/Azure/AKS/issues/1>',
    );
    expect(answer['text']).toContain('20348.5386.260715 is on hold');
    expect(listHolds(house.context)[0]).toMatchObject({
      scope: { version: '20348.5386.260715' },
      url: 'https://github.com/Azure/AKS/issues/1',
      actor: { name: 'ann' },
    });
    expect((await change('hold 20348.5386.260715 again'))['text']).toContain('on hold already');
    expect(textOf(await house.call.command('image 20348.5386.260715'))).toContain('on hold');
  });

  test('says how it stands with mentioning who asks, and changes it for nobody else', async () => {
    const { store } = house.context;
    expect((await change('mention'))['text']).toContain('You are not mentioned');
    expect((await change('mention'))['text']).toContain('no cluster names you as owner yet');
    const [shop] = store.clusters.listNamed('shop');
    store.clusters.saveOwnership(shop?.id ?? '', { channel: null, owners: ['<@U0ANN|ann>'], environment: null });
    const asked = await change('mention me');
    expect(asked['text']).toContain('You are mentioned when a limit of your clusters is crossed: shop.');
    expect(asked['text']).toContain('a node image of 75 and 90 days, and 30, 7 and 0 days before an end.');
    expect(asked['text']).toContain('/vhdwatch mention off changes that.');
    expect(store.audit.list(1)[0]).toMatchObject({ actor: { id: 'U0ANN' }, action: 'mention', subject: 'U0ANN' });
    const [entry] = store.audit.list(1);
    await change('mention me');
    expect(store.audit.list(1)).toEqual([entry]);
    await change('mention off');
    expect((await change('mention <@U0BOB|bob>'))['text']).toContain('everybody decides that for themselves');
    expect((await change('mention me too'))['text']).toContain('Write it as /vhdwatch mention me');
    await change('MENTION Me');
    expect((await change('mention off'))['text']).toContain('You are not mentioned');
    expect((await change('mention', { user_id: 'U0BOB' }))['text']).toContain('You are not mentioned');
  });

  test('posts a test message through the outbox, once for a command that is delivered twice', async () => {
    const fields = { trigger_id: 'the.same.trigger', response_url: house.response.url };
    await house.call.command('test', fields);
    await house.call.command('test', fields, {
      headers: { 'x-test': 'again' },
      timestamp: Math.floor(Date.now() / 1000) - 1,
    });
    await waitUntil('it is done', () =>
      house.response.answers.some(({ text }) => String(text).startsWith('A test message')),
    );
    await deliverDue(house.context);
    const posted = house.slack.messages('C0TEAM').filter(({ text }) => text.includes('requested by ann'));
    expect(posted).toHaveLength(1);
    expect(house.slack.pings).toEqual([]);
  });

  test('makes the change although its confirmation cannot be sent', async () => {
    await house.call.command('subscribe all', { channel_id: 'C0QUIET', response_url: 'http://127.0.0.1:9/gone' });
    await waitUntil('it is done', () =>
      house.context.store.channelSubscriptions.list().some(({ channel }) => channel === 'C0QUIET'),
    );
  });
});

test('every command is in the help', async () => {
  const help = textOf(await house.call.command('help'));
  for (const { name } of COMMANDS) expect(help).toContain(`• ${name}`);
});

function createUndo(value: string): object {
  return {
    type: 'block_actions',
    user: { id: 'U0ANN', username: 'ann', team_id: 'T0EXAMPLE' },
    team: { id: 'T0EXAMPLE' },
    channel: { id: 'C0TEAM' },
    container: { type: 'message', channel_id: 'C0TEAM', message_ts: '1.1' },
    response_url: house.response.url,
    trigger_id: `undo.${value}`,
    actions: [{ type: 'button', action_id: 'change.undo', value, action_ts: `undo.${value}` }],
  };
}
