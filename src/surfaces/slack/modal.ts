import type { types, webApi } from '@slack/bolt';
import { AppError } from '../../domain/app-error.ts';
import { isChannelId } from '../../domain/channel-subscription.ts';
import { stripInvisible } from '../../domain/literal.ts';
import { shorten } from '../../domain/text.ts';
import { drawParts, header, type SlackMessage } from './messages/card-blocks.ts';
import { type Json, readFields, readText } from './read-payload.ts';
import { type Choice, type Field, type Form, type FormState, isField, type Screens, USUAL_LENGTH } from './screens.ts';
import { sanitizeErrorCode } from './sender/classify-slack-failure.ts';

/** `action_id` of the field that finds clusters while typing. */
export const CLUSTER_OPTIONS = 'clusters.find';

/** Forms as modals of Slack, which takes one within three seconds of the click. */
export function createSlackScreens({ views }: Pick<webApi.WebClient, 'views'>): Screens {
  return {
    show: async (form, { triggerId, screen }) => {
      if (screen?.kind === 'form') {
        await views.update({ view_id: screen.id, hash: screen.hash, view: toModal(form) });
        return;
      }
      try {
        await views.open({ trigger_id: triggerId, view: toModal(form) });
      } catch (error) {
        const { data } = error as { data?: { error?: unknown } };
        const reason = sanitizeErrorCode(data?.error);
        throw new AppError('unavailable', `Slack did not open the form (${reason}). Try again.`, { cause: error });
      }
    },
    publish: async (userId, { title, parts }) => {
      const blocks = [header(title), ...drawParts(parts)];
      await views.publish({ user_id: userId, view: { type: 'home', callback_id: 'home', blocks } });
    },
  };
}

const LONGEST_METADATA = 3000;

/** Without `submit` there is nothing to hand in. */
type Frame = Omit<Form, 'parts' | 'submit'> & Partial<Pick<Form, 'submit'>>;

function createModal(
  { id, title, submit, metadata = {} }: Frame,
  blocks: readonly types.KnownBlock[],
): types.ModalView {
  const plain = (text: string) => ({ type: 'plain_text' as const, text: shorten(text, 24), emoji: false });
  return {
    type: 'modal',
    callback_id: id,
    title: plain(title),
    close: plain(submit ? 'Cancel' : 'Close'),
    ...(submit ? { submit: plain(submit) } : {}),
    private_metadata: shorten(JSON.stringify(metadata), LONGEST_METADATA),
    blocks: [...blocks],
  };
}

function toModal(form: Form): types.ModalView {
  return createModal(form, drawParts(form.parts.map((part) => (isField(part) ? toInput(part) : part))));
}

export function createResultModal({ text, blocks }: SlackMessage): types.ModalView {
  const plainText: types.KnownBlock = {
    type: 'section',
    text: { type: 'plain_text', text: text || '-', emoji: false },
  };
  return createModal({ id: 'result', title: 'vhdwatch' }, blocks.length > 0 ? blocks : [plainText]);
}

/** Where a value stands in the state of a view: `values[name].value`. */
const VALUE = 'value';

function toInput(field: Field): types.InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    label: words(field.label, 150),
    optional: field.optional ?? false,
    element: toElement(field),
    ...(field.hint ? { hint: words(field.hint, 150) } : {}),
  };
}

function toElement(field: Field): types.InputBlock['element'] {
  switch (field.kind) {
    case 'text':
      return toTextInput(field);
    case 'choice': {
      const options = field.choices.slice(0, 100).map(toOption);
      const initial = options.find(({ value }) => value === field.chosen);
      const begin = initial ? { initial_option: initial } : {};
      return { type: 'static_select', action_id: VALUE, options, ...begin };
    }
    case 'boxes': {
      const options = field.choices.slice(0, 10).map(toOption);
      const initial = options.filter(({ value }) => field.chosen.includes(value ?? ''));
      const begin = initial.length > 0 ? { initial_options: initial } : {};
      return { type: 'checkboxes', action_id: VALUE, options, ...begin };
    }
    case 'channel':
      return toChannelSelect(field.chosen);
    case 'people': {
      const begin = field.chosen.length > 0 ? { initial_users: [...field.chosen] } : {};
      return { type: 'multi_users_select', action_id: VALUE, ...begin };
    }
    case 'person':
      return { type: 'users_select', action_id: VALUE, initial_user: field.chosen };
    case 'day':
      return { type: 'datepicker', action_id: VALUE, initial_date: field.chosen };
    case 'clusters': {
      const begin = field.chosen.length > 0 ? { initial_options: field.chosen.slice(0, 50).map(toOption) } : {};
      const search = { action_id: CLUSTER_OPTIONS, min_query_length: 1, max_selected_items: 50 };
      return { type: 'multi_external_select', ...search, ...begin };
    }
  }
}

function toTextInput(field: Extract<Field, { kind: 'text' }>): types.PlainTextInput {
  const { initial = '', placeholder, multiline = false, most = USUAL_LENGTH } = field;
  const begin = shorten(stripInvisible(initial), most);
  return {
    type: 'plain_text_input',
    action_id: VALUE,
    multiline,
    max_length: most,
    ...(begin ? { initial_value: begin } : {}),
    ...(placeholder ? { placeholder: words(placeholder, 150) } : {}),
  };
}

function toChannelSelect(chosen: string | null): types.ConversationsSelect {
  const isConversation = chosen !== null && isChannelId(chosen) && !chosen.startsWith('D');
  return {
    type: 'conversations_select',
    action_id: VALUE,
    filter: { include: ['public', 'private'], exclude_external_shared_channels: true, exclude_bot_users: true },
    ...(isConversation ? { initial_conversation: chosen } : {}),
  };
}

export function toOption({ value, label }: Choice): types.PlainTextOption {
  return { text: words(label, 75), value: shorten(value, 150) };
}

function words(text: string, most: number): types.PlainTextElement {
  return {
    type: 'plain_text',
    text: shorten(stripInvisible(text).replace(/\s+/g, ' ').trim(), most) || '-',
    emoji: false,
  };
}

/** Reads the state of a submitted view or of a view with buttons. Never throws: a malformed state is an empty one. */
export function readViewState(view: unknown): FormState {
  const values = readFields(view, 'state', 'values');
  const elementOf = (name: string): Json => {
    const [first] = Object.values(readFields(values, name));
    return readFields({ first }, 'first');
  };
  return {
    text: (name) => readText(elementOf(name), 'value').trim(),
    choice: (name) => {
      const element = elementOf(name);
      const direct = ['selected_conversation', 'selected_user', 'selected_date'].map((key) => readText(element, key));
      return direct.find((text) => text !== '') ?? readText(readFields(element, 'selected_option'), 'value');
    },
    choices: (name) => {
      const element = elementOf(name);
      const listed = (key: string): readonly unknown[] => (Array.isArray(element[key]) ? element[key] : []);
      const chosen = listed('selected_options').map((option) => readText(option, 'value'));
      return [...chosen.filter(Boolean), ...listed('selected_users').filter((one) => typeof one === 'string')];
    },
  };
}

/** The metadata that a modal was opened with; empty where it is malformed. */
export function readMetadata(view: unknown): Json {
  try {
    return readFields({ value: JSON.parse(readText(view, 'private_metadata')) as unknown }, 'value');
  } catch {
    return {};
  }
}
