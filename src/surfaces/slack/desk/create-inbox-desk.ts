import { randomUUID } from 'node:crypto';
import type { AppContext } from '../../../app/app-context.ts';
import { listInboxChannels } from '../../../app/delivery/manage-outbox.ts';
import { findClusterChoices } from '../../../app/fleet/find-clusters.ts';
import { readHome } from '../../../app/interactions/read-home.ts';
import type { InboxDesk } from '../../../domain/inbox.ts';
import { drawHome, drawLiveCard } from '../../../html/draw-message.ts';
import type { Answer } from '../answers/answer.ts';
import { renderHome } from '../home.ts';
import { takeClick, takeCommand, takeSubmission } from '../listeners/create-listeners.ts';
import type { Form, Screens } from '../screens.ts';
import type { SlackDependencies } from '../slack-dependencies.ts';
import { drawForm, type FormChoices, type OpenForm, readFormState } from './draw-form.ts';

const YOU = { id: 'U0LOCAL', name: 'you' };
const ANSWERS_KEPT = 5;

interface DeskState {
  version: number;
  answers: ReturnType<InboxDesk['listAnswers']>;
  /** A form, or what came of it. */
  shown: OpenForm | { readonly result: string } | null;
}

/** Hands what a person does to what takes it in Slack, and keeps what is answered in memory. */
export function createInboxDesk(context: AppContext, command: string): InboxDesk {
  const state: DeskState = { version: 0, answers: [], shown: null };
  const change = (part: Partial<DeskState>) => void Object.assign(state, part, { version: state.version + 1 });
  // Everybody at the page is a full member, and one of the operators.
  const access = { refusalOf: async () => null, refusalOfMember: async () => null, findName: async () => YOU.name };
  const dependencies: SlackDependencies = { context, command, screens: createScreens(change), access };
  const sayIn = (channel: string) => async (answer: Answer) =>
    change({
      answers: [{ id: randomUUID(), channel, html: drawLiveCard(answer) }, ...state.answers].slice(0, ANSWERS_KEPT),
    });
  const by = () => ({ dependencies, actor: YOU, triggerId: randomUUID() });
  return {
    version: () => state.version,
    listAnswers: () => state.answers,
    findForm: () => describeShown(context, state.shown),
    drawHome: () => drawHome(renderHome(readHome(context, YOU.id), command)),
    dismiss: () => change({ shown: null, answers: [] }),
    command: async (channel, text) => {
      const words = text.trim().startsWith(command) ? text.trim().slice(command.length) : text;
      const say = sayIn(channel);
      await takeCommand(words.trim(), { ...by(), channel }, say, async () => say);
    },
    click: async ({ channel, ts, place }, act, fields) => {
      const [actionId, value] = splitAct(act);
      const isOnMessage = place === 'message';
      const kind = place === 'form' ? 'form' : 'home';
      const screen = isOnMessage ? null : ({ id: place, hash: '', kind, state: readFormState(fields) } as const);
      const where = { channel: isOnMessage ? channel : '', messageTs: isOnMessage ? ts : '', screen };
      await takeClick(actionId, { ...by(), ...where, value }, async ({ answer }) => {
        if (isOnMessage) await sayIn(channel)(answer);
        else change({ shown: { result: drawLiveCard(answer) } });
      });
    },
    submit: async (fields) => {
      const { shown } = state;
      if (!shown || 'result' in shown) return;
      const { id, metadata = {} } = shown.form;
      const submission = { ...by(), state: readFormState(fields), metadata };
      const result = await takeSubmission(id, submission, () => true);
      if ('problems' in result) change({ shown: { ...shown, filled: fields, problems: result.problems } });
      else change({ shown: { result: drawLiveCard(result) } });
    },
  };
}

function describeShown(context: AppContext, shown: DeskState['shown']): ReturnType<InboxDesk['findForm']> {
  if (shown === null) return null;
  if ('result' in shown) return { title: 'vhdwatch', html: shown.result, submit: null };
  return { title: shown.form.title, html: drawForm(shown, listChoices(context)), submit: shown.form.submit };
}

/** What can be chosen where Slack has lists of its own. */
function listChoices(context: AppContext): FormChoices {
  return {
    channels: listInboxChannels(context)
      .map(({ channel }) => channel)
      .sort(),
    people: [{ value: YOU.id, label: YOU.name }],
    clusters: findClusterChoices(context, '', 200).map(({ ref, name }) => ({ value: ref, label: name })),
  };
}

/** `action_id|value`; no `action_id` has a bar. */
function splitAct(act: string): readonly [string, string] {
  const at = act.indexOf('|');
  return at < 0 ? [act, ''] : [act.slice(0, at), act.slice(at + 1)];
}

/** Forms are kept until they are drawn, and the Home tab is drawn whenever it is looked at. */
function createScreens(change: (part: Partial<DeskState>) => void): Screens {
  const open = async (form: Form) => change({ shown: { form, problems: {}, filled: new URLSearchParams() } });
  return {
    open: (_triggerId, form) => open(form),
    replace: (_screen, form) => open(form),
    publish: async () => change({}),
  };
}
