import { describe, expect, test } from 'vitest';
import type { SlackWorkspace } from '../../../../src/surfaces/slack/access/create-access-policy.ts';
import { isOutsider } from '../../../../src/surfaces/slack/access/rights.ts';
import { readInteraction, readOrigin } from '../../../../src/surfaces/slack/receiving/register-listeners.ts';

const BOT = { botId: 'B1', botUserId: 'U1' };
const ALONE: SlackWorkspace = { ...BOT, teamId: 'T1', enterpriseId: null, isOrgWide: false };
const IN_ORGANIZATION: SlackWorkspace = { ...ALONE, enterpriseId: 'E1' };
const ORG_WIDE: SlackWorkspace = { ...BOT, teamId: 'E1', enterpriseId: 'E1', isOrgWide: true };

const command = (team_id: string, enterprise_id?: string) => ({ team_id, ...(enterprise_id ? { enterprise_id } : {}) });
/** A click: the team of the person, and where it was made. */
const click = (userTeam: string, team: string | null, enterprise?: string) => ({
  type: 'block_actions',
  user: { id: 'U2', team_id: userTeam },
  team: team === null ? null : { id: team, ...(enterprise ? { enterprise_id: enterprise } : {}) },
  ...(enterprise ? { enterprise: { id: enterprise } } : {}),
});
/** A form of an app that a whole organization installed has no team. */
const submission = (userTeam: string, enterprise: string) => ({ ...click(userTeam, null, enterprise), view: {} });

describe('who is an outsider', () => {
  test.each([
    ['a command at home', ALONE, command('T1'), false],
    ['a command elsewhere', ALONE, command('T2'), true],
    ['a command at home, in an organization', IN_ORGANIZATION, command('T1', 'E1'), false],
    ['a command in another workspace of the organization', IN_ORGANIZATION, command('T2', 'E1'), true],
    ['a command in any workspace of an organization that installed it', ORG_WIDE, command('T2', 'E1'), false],
    ['a command in another organization', ORG_WIDE, command('T9', 'E9'), true],
    ['a command that names no team', IN_ORGANIZATION, {}, true],
    ['an event that names the organization in place of a workspace', ORG_WIDE, command('E1'), false],
    ['an event of another organization', ORG_WIDE, command('E9'), true],
  ] as const)('%s', (_, workspace, body, isOne) => {
    expect(isOutsider(workspace, readOrigin(body))).toBe(isOne);
  });

  test.each([
    ['a click at home', ALONE, click('T1', 'T1'), false],
    ['a click of a guest workspace in a shared channel', ALONE, click('T2', 'T1'), true],
    ['a click by a person whom Slack files under the organization', IN_ORGANIZATION, click('E1', 'T1', 'E1'), false],
    ['the same in a workspace without the app', IN_ORGANIZATION, click('E1', 'T2', 'E1'), true],
    ['a click by a person of another organization', IN_ORGANIZATION, click('E9', 'T1', 'E1'), true],
    ['a click in any workspace, installed for all', ORG_WIDE, click('T2', 'T2', 'E1'), false],
    ['a click by a person of the organization, installed for all', ORG_WIDE, click('E1', 'T2', 'E1'), false],
    ['a click by a stranger in a shared channel, installed for all', ORG_WIDE, click('T9', 'T2', 'E1'), true],
    ['a form without a team, installed for all', ORG_WIDE, submission('E1', 'E1'), false],
    ['a form of another organization', ORG_WIDE, submission('E9', 'E9'), true],
    ['a form without a team in a workspace of an organization', IN_ORGANIZATION, submission('E1', 'E1'), false],
    ['a click that names no team at all', ALONE, { user: { id: 'U2' } }, true],
  ] as const)('%s', (_, workspace, body, isOne) => {
    expect(isOutsider(workspace, readInteraction(body).origin)).toBe(isOne);
  });
});
