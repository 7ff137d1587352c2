import { afterEach, describe, expect, test } from 'vitest';
import { listHolds } from '../../../../src/app/app-context.ts';
import { createClick } from '../../../support/interactions.ts';
import { type SlackHouse, type SlackHouseOptions, startSlackHouse } from '../../../support/start-slack-house.ts';
import { waitUntil } from '../../../support/wait-until.ts';

const NOW = '2026-08-20T09:00:00.000Z';

let house: SlackHouse;

afterEach(() => house.close());

async function furnish(options: SlackHouseOptions): Promise<void> {
  house = await startSlackHouse(options);
}

async function say(text: string, userId: string): Promise<string> {
  const { url, answers } = house.response.fresh();
  await house.call.command(text, { response_url: url, user_id: userId, user_name: userId.toLowerCase() });
  await waitUntil('it is answered', () => answers.length > 0);
  return String(answers[0]?.['text']);
}

async function clickUndo(value: string, userId: string): Promise<string> {
  const { url, answers } = house.response.fresh();
  await house.call.interact(createClick('change.undo', value, { userId, responseUrl: url }));
  await waitUntil('it is answered', () => answers.length > 0);
  return String(answers[0]?.['text']);
}

const has = (name: string) => house.context.store.clusters.listNamed(name).length === 1;

describe('who may change things', () => {
  test('every full member when nobody is named, but no guest, no bot and nobody from elsewhere', async () => {
    // The last is in a channel that is shared with another workspace.
    const others = { U0GUEST: { is_restricted: true }, U0BOT: { is_bot: true }, U0THEM: { team_id: 'T0OTHER' } };
    await furnish({ members: others });
    for (const userId of Object.keys(others))
      expect(await say('unregister shop', userId), userId).toContain('Guests of this workspace can read');
    expect(has('shop')).toBe(true);
    expect((await house.call.command('status', { user_id: 'U0GUEST' })).json).toMatchObject({
      text: expect.stringContaining('4 Windows node pools'),
    });
    expect(await say('unregister shop', 'U0ANN')).toContain('Forgot shop');
  });

  test('no guest, who is refused at the form and not when it is saved', async () => {
    await furnish({ members: { U0GUEST: { is_restricted: true } } });
    for (const text of [
      'register',
      'register shop',
      'import',
      'subscribe',
      'snooze',
      'snooze shop',
      'hold 20348.5386.260715',
    ])
      expect(await say(text, 'U0GUEST'), text).toContain('Guests of this workspace can read');
    const { url, answers } = house.response.fresh();
    await house.call.interact(createClick('subscription.choose', '', { userId: 'U0GUEST', responseUrl: url }));
    await waitUntil('it is answered', () => answers.length > 0);
    expect(house.views()).toEqual([]);
  });

  test('the people in SLACK_ADMINS, and the owners of a cluster theirs', async () => {
    await furnish({ admins: ['U0BOSS'] });
    const refused = await say('unregister shop', 'U0ANN');
    expect(refused).toContain('You may read, but not change this.');
    expect(refused).toContain('SLACK_ADMINS (U0BOSS)');
    const [shop] = house.context.store.clusters.listNamed('shop');
    house.context.store.clusters.saveOwnership(shop?.id ?? '', { channel: null, owners: ['U0ANN'], environment: null });
    expect(await say('unregister billing', 'U0ANN')).toContain('The owners of the cluster');
    expect(await say('subscribe all', 'U0ANN')).toContain('You may read');
    expect(await say('subscribe shop', 'U0ANN')).toContain('This channel now hears');
    expect(await say('unregister shop', 'U0ANN')).toContain('Forgot shop');
    expect(await say('unregister billing', 'U0BOSS')).toContain('Forgot billing');
  });

  test('every full member for what concerns only themselves, whoever is admin, and nobody for another', async () => {
    await furnish({ admins: ['U0BOSS'], members: { U0GUEST: { is_restricted: true } } });
    expect(await say('mention me', 'U0GUEST')).toContain('Guests of this workspace can read');
    expect(await say('mention', 'U0GUEST')).toContain('You are not mentioned');
    expect(await say('mention me', 'U0ANN')).toContain('You are mentioned');
    const { audit } = house.context.store;
    const undo = [{ kind: 'restore-mention-wish', userId: 'U0ANN', wants: false }] as never;
    const actor = { id: 'U0ANN', name: 'u0ann' };
    const ofOldVersion = audit.add({ actor, action: 'mention', subject: 'U0ANN', detail: 'Asked', undo }, NOW);
    for (const id of [ofOldVersion - 1, ofOldVersion])
      for (const user of ['U0BOSS', 'U0ANN'])
        expect(await clickUndo(String(id), user), `${id} ${user}`).toContain('cannot be undone');
    expect(await say('mention', 'U0ANN')).toContain('You are mentioned');
    const outsider = await house.call.command('mention me', { team_id: 'T0OTHER', user_id: 'U0THEM' });
    expect(outsider.json).toMatchObject({ text: expect.stringContaining('only members of the workspace') });
  });

  test('the members of SLACK_ADMIN_GROUP, and nobody when the group cannot be asked', async () => {
    await furnish({ adminGroup: 'S0ADMINS', groups: { S0ADMINS: ['U0BOSS'] } });
    expect(await say('hold 20348.5386.260715 broken', 'U0ANN')).toContain('embers of the user group S0ADMINS');
    expect(await say('hold 20348.5386.260715 broken', 'U0BOSS')).toContain('is on hold');
    await house.close();
    await furnish({ adminGroup: 'S0GONE' });
    expect(await say('hold 20348.5386.260715 broken', 'U0BOSS')).toContain('Slack did not say who you are');
    expect(listHolds(house.context)).toEqual([]);
  });

  test('nobody while Slack does not say who somebody is, with the scope that is missing', async () => {
    await furnish({});
    house.slack.failWhen((method) => (method === 'users.info' ? { kind: 'error', error: 'missing_scope' } : null));
    expect(await say('unregister shop', 'U0ANN')).toContain('users:read');
    house.slack.failWhen((method) => (method === 'users.info' ? { kind: 'stall' } : null));
    expect(await say('unregister shop', 'U0ANN')).toContain('nothing was changed');
    house.slack.failWhen(null);
    expect(await say('unregister shop', 'U0ANN')).toContain('Forgot shop');
  });

  test('is asked at the click, not when the button was made', async () => {
    await furnish({ admins: ['U0BOSS'] });
    await say('unregister shop', 'U0BOSS');
    const auditId = String(house.context.store.audit.list(1)[0]?.id);
    expect(await clickUndo(auditId, 'U0ANN')).toContain('You may read');
    expect(has('shop')).toBe(false);
    expect(await clickUndo(auditId, 'U0BOSS')).toContain('Undone');
    expect(await clickUndo(auditId, 'U0BOSS')).toBe('That was undone already.');
    expect(await clickUndo('999', 'U0BOSS')).toBe('That change cannot be undone.');
    expect(await clickUndo('-1 or 1=1', 'U0BOSS')).toBe('That change cannot be undone.');
    expect(has('shop')).toBe(true);
  });
});
