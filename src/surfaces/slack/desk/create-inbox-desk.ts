import { randomUUID } from 'node:crypto';
import type { types, webApi } from '@slack/bolt';
import type { AppContext } from '../../../app/app-context.ts';
import { listInbox } from '../../../app/delivery/manage-outbox.ts';
import { findClusterChoices } from '../../../app/fleet/find-clusters.ts';
import { readHome } from '../../../app/interactions/read-home.ts';
import type { DeskPlace, InboxDesk } from '../../../domain/inbox.ts';
import { asObject, type Json } from '../../../html/markup.ts';
import { createAccessPolicy } from '../access/create-access-policy.ts';
import { renderHome } from '../home.ts';
import { createActionListener } from '../listeners/create-action-listener.ts';
import { createCommandListener } from '../listeners/create-command-listener.ts';
import { createViewListener } from '../listeners/create-view-listener.ts';
import type { SlackDependencies } from '../slack-dependencies.ts';
import { drawBlocks, drawForm, type FormChoices, readFormState } from './draw-view.ts';

const USER = { id: 'U0LOCAL', username: 'you', name: 'you', team_id: 'T0LOCAL' };
const TEAM = { id: 'T0LOCAL', domain: 'local' };
const ANSWERS_KEPT = 5;

interface DeskState {
  version: number;
  answers: ReturnType<InboxDesk['listAnswers']>;
  view: { readonly id: string; readonly view: Json; readonly problems: Readonly<Record<string, string>> } | null;
}

/** Hands what a person does to the listeners that Slack's requests reach, and keeps what they answer in memory. */
export function createInboxDesk(context: AppContext, command: string): InboxDesk {
  const state: DeskState = { version: 0, answers: [], view: null };
  const change = (part: Partial<DeskState>) => Object.assign(state, part, { version: state.version + 1 });
  const client = createLocalClient(state, change);
  const workspace = { teamId: TEAM.id, enterpriseId: null, isOrgWide: false, botId: 'B0LOCAL', botUserId: 'U0BOT' };
  const policy = {
    client,
    logger: context.logger,
    teamId: TEAM.id,
    enterpriseId: null,
    admins: [],
    adminGroup: null,
    now: Date.now,
  };
  const dependencies: SlackDependencies = { context, command, client, workspace, access: createAccessPolicy(policy) };
  const keepAnswer = (channel: string) => async (answer: unknown) => {
    const { text, blocks } = asObject(answer);
    if (text === undefined && blocks === undefined) return;
    const html = drawBlocks(Array.isArray(blocks) ? blocks : [], String(text ?? ''));
    change({ answers: [{ id: randomUUID(), channel, html }, ...state.answers].slice(0, ANSWERS_KEPT) });
  };
  return {
    version: () => state.version,
    listAnswers: () => state.answers,
    findForm: () => state.view && drawForm(state.view, listChoices(context)),
    drawHome: () => drawBlocks([...renderHome(readHome(context, USER.id), command).blocks], ''),
    dismiss: () => void change({ view: null, answers: [] }),
    command: async (channel, text) => {
      const words = text.trim().startsWith(command) ? text.trim().slice(command.length) : text;
      const payload = {
        text: words.trim(),
        command,
        channel_id: channel,
        user_id: USER.id,
        user_name: USER.name,
        team_id: TEAM.id,
        trigger_id: randomUUID(),
      };
      const answer = keepAnswer(channel);
      await call(createCommandListener(dependencies), { command: payload, ack: answer, respond: answer });
    },
    click: async (place, act, fields) => {
      const { body, action } = createClick(state, place, act, fields);
      const respond = keepAnswer(place.channel);
      await call(createActionListener(dependencies), { body, action, ack: async () => undefined, respond });
    },
    submit: async (fields) => {
      if (!state.view) return;
      const { id, view: shown } = state.view;
      const view = { ...shown, id, state: readFormState(shown, fields) };
      const body = { type: 'view_submission', user: USER, team: TEAM, trigger_id: randomUUID(), view };
      const ack = async (answer: unknown) => {
        const { response_action: does, errors, view: next } = asObject(answer);
        if (does === 'errors')
          change({
            view: {
              id,
              view: { ...shown, filled: Object.fromEntries(fields) },
              problems: asObject(errors) as Record<string, string>,
            },
          });
        else change({ view: does === 'update' ? { id: randomUUID(), view: asObject(next), problems: {} } : null });
      };
      await call(createViewListener(dependencies), { body, view, ack });
    },
  };
}

/** A click as Slack sends it: under a message, in the open form, or on the Home tab. */
function createClick(state: DeskState, { channel, ts, place }: DeskPlace, act: string, fields: URLSearchParams) {
  const [actionId = '', value = ''] = splitAct(act);
  const action = { type: 'button', action_id: actionId, value, action_ts: randomUUID() };
  const shown = place === 'form' ? state.view : null;
  const view = shown
    ? { ...shown.view, id: shown.id, state: readFormState(shown.view, fields) }
    : { id: 'home', type: 'home' };
  const where =
    place === 'message'
      ? {
          channel: { id: channel },
          message: { ts },
          container: { type: 'message', channel_id: channel, message_ts: ts },
        }
      : { view, container: { type: 'view' } };
  const body = { type: 'block_actions', user: USER, team: TEAM, trigger_id: randomUUID(), actions: [action], ...where };
  return { body, action };
}

/** What can be chosen where Slack has lists of its own. */
function listChoices(context: AppContext): FormChoices {
  return {
    channels: [...new Set(listInbox(context, 200).map(({ channel }) => channel))].sort(),
    people: [{ value: USER.id, label: USER.name }],
    clusters: findClusterChoices(context, '', 200).map(({ ref, name }) => ({ value: ref, label: name })),
  };
}

/** The listeners are called as Bolt calls them, with the few arguments that they look at. */
async function call<Args>(listener: (args: Args) => Promise<unknown>, args: object): Promise<void> {
  await listener(args as Args);
}

/** `action_id|value`; no `action_id` has a bar. */
function splitAct(act: string): readonly string[] {
  const at = act.indexOf('|');
  return at < 0 ? [act, ''] : [act.slice(0, at), act.slice(at + 1)];
}

/** What the listeners ask of Slack, answered here: everybody is a full member, and views are kept. */
function createLocalClient(state: DeskState, change: (part: Partial<DeskState>) => unknown): webApi.WebClient {
  const open = async ({ view }: { view: types.View }) => {
    change({ view: { id: randomUUID(), view: asObject(view), problems: {} } });
    return { ok: true };
  };
  const local = {
    users: {
      info: async () => ({
        ok: true,
        user: { team_id: TEAM.id, name: USER.name, profile: { display_name: USER.name } },
      }),
    },
    usergroups: { users: { list: async () => ({ ok: true, users: [USER.id] }) } },
    views: {
      open,
      update: async ({ view }: { view: types.View }) => {
        change({ view: { id: state.view?.id ?? randomUUID(), view: asObject(view), problems: {} } });
        return { ok: true };
      },
      publish: async () => {
        change({});
        return { ok: true };
      },
    },
  };
  return local as unknown as webApi.WebClient;
}
