import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createClick, createSubmission } from '../../../support/interactions.ts';
import { type SlackHouse, startSlackHouse } from '../../../support/start-slack-house.ts';
import { waitUntil } from '../../../support/wait-until.ts';

const HERE = 'T0EXAMPLE';
const OTHER = 'T0OTHER';
const GROUP = 'S0ADMINS';
let house: SlackHouse;

/** An app that the whole organization E0ORG installed; its user groups are asked for in the workspace they belong to. */
beforeEach(async () => {
  house = await startSlackHouse({
    adminGroup: GROUP,
    methods: {
      'auth.test': () => ({
        ok: true,
        team_id: 'E0ORG',
        enterprise_id: 'E0ORG',
        is_enterprise_install: true,
        user_id: 'U0BOT',
        bot_id: 'B0BOT',
      }),
      'auth.teams.list': () => ({ ok: true, teams: [{ id: HERE }, { id: OTHER }] }),
      'usergroups.users.list': ({ team_id: team, usergroup }) => {
        if (!team) return { ok: false, error: 'missing_argument' };
        if (team !== OTHER || usergroup !== GROUP) return { ok: false, error: 'no_such_subteam' };
        return { ok: true, users: ['U0ANN'] };
      },
      'users.info': ({ user }) => ({
        ok: true,
        user: { id: user, name: 'ann', team_id: HERE, enterprise_user: { enterprise_id: 'E0ORG' } },
      }),
    },
  });
});
afterEach(() => house.close());

/** As Slack sends it for such an app: without a workspace, or with the workspace of the person. */
const FORMS: readonly (readonly [string, (payload: object, enterprise: string) => object])[] = [
  [
    'without a workspace',
    (payload, enterprise) => ({
      ...payload,
      team: null,
      enterprise: { id: enterprise, name: 'Org' },
      is_enterprise_install: true,
      ...viewOf(payload, { team_id: HERE, app_installed_team_id: enterprise }),
    }),
  ],
  [
    'with the workspace of the person',
    (payload, enterprise) => ({
      ...payload,
      team: { id: HERE, domain: 'here', enterprise_id: enterprise, enterprise_name: 'Org' },
      enterprise: { id: enterprise, name: 'Org' },
      is_enterprise_install: true,
      ...viewOf(payload, { team_id: HERE, app_installed_team_id: enterprise }),
    }),
  ],
];

function viewOf(payload: object, fields: object) {
  return 'view' in payload && payload.view ? { view: { ...(payload.view as object), ...fields } } : {};
}

async function click(payload: (url: string) => object): Promise<string> {
  const { url, answers } = house.response.fresh();
  await house.call.interact(payload(url));
  await waitUntil('it is answered', () => answers.length > 0 || house.views().length > 0);
  return JSON.stringify(answers[0] ?? house.views().at(-1)?.view);
}

describe.each(FORMS)('an app of a whole organization, asked %s', (_, asOrganization) => {
  test('takes commands, clicks, forms and what is searched in them', async () => {
    const { url, answers } = house.response.fresh();
    const fields = { team_id: HERE, enterprise_id: 'E0ORG', is_enterprise_install: 'true', response_url: url };
    await house.call.command('unregister shop', fields);
    await waitUntil('it is answered', () => answers.length > 0);
    expect(String(answers[0]?.['text'])).toContain('Forgot shop');
    const blocks = answers[0]?.['blocks'] as readonly { elements?: readonly { value?: string }[] }[];
    const [value = ''] = (blocks ?? []).flatMap(({ elements = [] }) => elements.flatMap((one) => one.value ?? []));
    const undone = await click((responseUrl) =>
      asOrganization(createClick('change.undo', value, { responseUrl }), 'E0ORG'),
    );
    expect(undone).not.toContain('answers only members');
    expect(house.context.store.clusters.listNamed('shop')).toHaveLength(1);

    const [{ id = 0 } = {}] = house.context.store.clusters.listNamed('shop');
    const metadata = { clusterId: id };
    const saved = await house.call.interact(
      asOrganization(createSubmission('clusters.import', { json: { value: 'not json' } }, { metadata }), 'E0ORG'),
    );
    expect(saved.status).toBe(200);
    expect(saved.body).not.toContain('answers only members');

    const asked = { type: 'block_suggestion', action_id: 'clusters.find', block_id: 'clusters', value: 'shop' };
    const user = { id: 'U0ANN', team_id: HERE };
    const found = await house.call.interact(asOrganization({ ...asked, user, view: { id: 'V1' } }, 'E0ORG'));
    expect(JSON.stringify(found.json)).toContain('shop');

    const closed = { ...createSubmission('x', {}), type: 'view_closed', is_cleared: false };
    expect((await house.call.interact(asOrganization(closed, 'E0ORG'))).status).toBe(200);
  });

  test('takes clicks in a form and in a Home tab', async () => {
    for (const type of ['modal', 'home']) {
      const view = { id: 'V0', type, hash: 'h', state: { values: {} } };
      const said = await click(() => asOrganization(createClick('subscription.choose', '', { view }), 'E0ORG'));
      expect(said).not.toContain('answers only members');
    }
  });

  test('answers nobody of another organization', async () => {
    const values = { json: { value: '[]' } };
    const form = createSubmission('clusters.import', values, { userTeam: 'E0ELSEWHERE' });
    const saved = await house.call.interact(asOrganization(form, 'E0ELSEWHERE'));
    expect(saved.body).toContain('answers only members');
    const asked = { type: 'block_suggestion', action_id: 'clusters.find', block_id: 'clusters', value: 'shop' };
    const user = { id: 'U0ANN', team_id: 'E0ELSEWHERE' };
    const found = await house.call.interact(asOrganization({ ...asked, user }, 'E0ELSEWHERE'));
    expect(found.json).toEqual({ options: [] });
  });
});
