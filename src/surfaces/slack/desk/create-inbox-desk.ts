import { randomUUID } from 'node:crypto';
import type { AppContext } from '../../../app/app-context.ts';
import { findInboxMessage, listInboxChannels } from '../../../app/delivery/manage-outbox.ts';
import { findClusterChoices } from '../../../app/fleet/find-clusters.ts';
import { readHome } from '../../../app/interactions/read-home.ts';
import { drawHome, drawLiveCard, drawScreenParts } from '../../../html/draw-message.ts';
import { type Html, type HtmlValue, html } from '../../../html/html.ts';
import type { InboxDesk } from '../../../html/inbox-desk.ts';
import { createCardPlace } from '../../../messages/card.ts';
import { type Answer, answerSentence } from '../answer.ts';
import { renderHome } from '../listeners/home.ts';
import { takeClick, takeCommand, takeSubmission } from '../listeners/take-requests.ts';
import { type Choice, type Field, type Form, type FormState, isField, USUAL_LENGTH } from '../screens.ts';

const YOU = { id: 'U0LOCAL', name: 'you' };

interface DeskState {
  changes: number;
  answer: ReturnType<InboxDesk['findAnswer']>;
  shown: (Shown & { readonly version: string }) | null;
}

type Shown = { readonly about: string } & (OpenForm | { readonly result: Html });

/** Hands what a person does to what takes it in Slack, and keeps what is answered in memory. */
export function createInboxDesk(context: AppContext, command: string, publicUrl: string | null = null): InboxDesk {
  const state: DeskState = { changes: 0, answer: null, shown: null };
  const change = (part: Partial<DeskState>): void => {
    Object.assign(state, part, { changes: state.changes + 1 });
  };
  // A version of its own for each, so that no other has it, nor one of an earlier start.
  const show = (shown: Shown) => change({ shown: { ...shown, version: randomUUID() } });
  // Everybody at the page is a full member, and one of the operators.
  const access = { ensureMayChange: async () => {}, ensureIsMember: async () => {}, findName: async () => YOU.name };
  const place = createCardPlace(publicUrl, command);
  const sayIn = (channel: string, about: string) => async (answer: Answer) =>
    change({ answer: { channel, about, html: drawLiveCard(answer), version: randomUUID() } });
  const by = (about: string, channel = '') => {
    const screens = {
      show: async (form: Form) => show({ about, form, problems: {}, filled: new URLSearchParams() }),
      // The Home tab is drawn whenever it is looked at.
      publish: async () => change({}),
    };
    return { context, command, place, screens, access, actor: YOU, channel, triggerId: randomUUID(), screen: null };
  };
  return {
    version: () => state.changes,
    findAnswer: () => state.answer,
    findForm: () => describeShown(context, state),
    drawHome: () => drawHome(renderHome(readHome(context, YOU.id), command)),
    dismiss: (versions) => {
      const isSeen = (part: { readonly version: string } | null) => part !== null && versions.includes(part.version);
      change({ ...(isSeen(state.shown) && { shown: null }), ...(isSeen(state.answer) && { answer: null }) });
    },
    command: async (channel, text) => {
      const words = text.trim().startsWith(command) ? text.trim().slice(command.length) : text;
      const say = sayIn(channel, channel);
      // What was asked before is not about the form that this may open.
      change({ answer: null });
      await takeCommand(words.trim(), by(channel, channel), say, async () => say);
    },
    click: async ({ channel, ts, place }, act, fields) => {
      if (place === 'form' && findFilled(state, fields) === null) return sayIn('', '')(REPLACED);
      const [actionId, value] = splitAct(act);
      const isOnMessage = place === 'message';
      const kind = place === 'form' ? 'form' : 'home';
      const screen = isOnMessage ? null : ({ id: place, hash: '', kind, state: readFormState(fields) } as const);
      const about = isOnMessage ? describePlace(context, channel, ts) : (place === 'form' && state.shown?.about) || '';
      const click = { ...by(about, isOnMessage ? channel : ''), messageTs: isOnMessage ? ts : '', screen, value };
      await takeClick(actionId, click, async (answer) => {
        if (isOnMessage) await sayIn(channel, about)(answer);
        else show({ about, result: drawLiveCard(answer) });
      });
    },
    submit: async (fields) => {
      const shown = findFilled(state, fields);
      if (shown === null) return sayIn('', '')(REPLACED);
      if ('result' in shown) return;
      const { id, metadata = {} } = shown.form;
      const submission = { ...by(shown.about), state: readFormState(fields), metadata };
      const result = await takeSubmission(id, submission, () => true);
      if ('problems' in result) show({ ...shown, filled: fields, problems: result.problems });
      else show({ about: shown.about, result: drawLiveCard(result) });
    },
  };
}

const REPLACED = answerSentence(
  'Not taken: that form is not open any more.',
  'It was sent already or dismissed, or another one was opened since.',
);

/** What is shown, where the fields are of it: in a second tab they may be of what was shown before. */
function findFilled({ shown }: DeskState, fields: URLSearchParams): Shown | null {
  return fields.get('version') === shown?.version ? shown : null;
}

/** The channel, and how the message there begins: `C0LEDGER · shop/npwin needs the August image`. */
function describePlace(context: AppContext, channel: string, ts: string): string {
  const [headline] = (findInboxMessage(context, channel, ts)?.text ?? '').split('\n', 1);
  return [channel, headline].filter(Boolean).join(' · ');
}

function describeShown(context: AppContext, { shown }: DeskState): ReturnType<InboxDesk['findForm']> {
  if (shown === null) return null;
  const place = { version: shown.version, about: shown.about };
  if ('result' in shown) return { ...place, title: 'vhdwatch', html: shown.result, submit: null };
  const { title, submit } = shown.form;
  return { ...place, title, html: drawForm(shown, listChoices(context)), submit };
}

function listChoices(context: AppContext) {
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

type FormChoices = ReturnType<typeof listChoices>;

interface OpenForm {
  readonly form: Form;
  readonly problems: Readonly<Record<string, string>>;
  readonly filled: URLSearchParams;
}

function drawForm({ form, problems, filled }: OpenForm, choices: FormChoices): Html {
  const parts = form.parts.map((part) =>
    isField(part) ? drawField(part, problems[part.name], drawControl(part, choices, filled)) : drawScreenParts([part]),
  );
  return html`${parts}`;
}

function readFormState(fields: URLSearchParams): FormState {
  const choices = (name: string) => fields.getAll(name).filter(Boolean);
  return {
    text: (name) => fields.get(name)?.trim() ?? '',
    choice: (name) => choices(name)[0] ?? '',
    choices,
  };
}

function drawField(field: Field, problem: string | undefined, control: HtmlValue): Html {
  const below = html`${field.hint && html`<small id="${idOf(field)}-hint">${field.hint}</small>`}${problem !== undefined && html`<p role="alert" class="removed small">${problem}</p>`}`;
  const label = `${field.label}${field.optional ? ' (optional)' : ''}`;
  if (field.kind === 'boxes')
    return html`<fieldset class="field"><legend>${label}</legend>${control}${below}</fieldset>`;
  return html`<div class="field"><label for="${idOf(field)}">${label}</label>${control}${below}</div>`;
}

function idOf({ name }: Field): string {
  return `f-${name}`;
}

/** `filled`: all that was filled in before a problem was found; empty before. */
function drawControl(field: Field, choices: FormChoices, filled: URLSearchParams): HtmlValue {
  const typed = filled.get(field.name) ?? undefined;
  const several = (chosen: readonly string[]) => (filled.size > 0 ? filled.getAll(field.name) : chosen);
  const attributes = html`id="${idOf(field)}" name="${field.name}"${!field.optional && html` required`}`;
  const select = (options: readonly Choice[], chosen: readonly (string | null)[], isMany = false) => {
    const all = options.map(
      ({ value, label }) =>
        html`<option value="${value}"${chosen.includes(value) && html` selected`}>${label}</option>`,
    );
    return html`<select ${attributes}${isMany && html` multiple size="5"`}>${!isMany && field.optional && html`<option value="">–</option>`}${all}</select>`;
  };
  switch (field.kind) {
    case 'choice':
      return select(field.choices, [typed ?? field.chosen]);
    case 'boxes':
      return field.choices.map(
        ({ value, label }) =>
          html`<label class="box"><input type="checkbox" name="${field.name}" value="${value}"${several(field.chosen).includes(value) && html` checked`}> ${label}</label>`,
      );
    case 'channel':
      return select(
        choices.channels.map((one) => ({ value: one, label: one })),
        [typed ?? field.chosen],
      );
    case 'person':
      return select(choices.people, [typed ?? field.chosen]);
    case 'people':
      return select(choices.people, several(field.chosen), true);
    case 'clusters':
      return select(choices.clusters, several(field.chosen.map(({ value }) => value)), true);
    case 'day':
      return html`<input ${attributes} type="date" value="${typed ?? field.chosen}">`;
    case 'text':
      return drawTextField(field, attributes, typed ?? field.initial);
  }
}

function drawTextField(field: Extract<Field, { kind: 'text' }>, attributes: Html, value: string | undefined): Html {
  const { most = USUAL_LENGTH, placeholder, multiline = false } = field;
  const hint = html`maxlength="${most}" placeholder="${placeholder}"`;
  return multiline
    ? html`<textarea ${attributes} ${hint} rows="4">${value}</textarea>`
    : html`<input ${attributes} ${hint} type="text" value="${value}">`;
}
