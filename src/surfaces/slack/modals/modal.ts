import type { types } from '@slack/bolt';
import { isChannelId } from '../../../domain/channel-subscription.ts';
import { shorten } from '../../../domain/text.ts';
import type { Json } from '../../../html/markup.ts';
import { stripInvisible } from '../../../messages/literal.ts';
import type { SlackMessage } from '../messages/card-blocks.ts';
import { readFields, readText, readTexts } from '../read-payload.ts';

/** What a modal is made of, before Slack's frame is put around it. */
interface ModalParts {
  /** Routes the submission. */
  readonly callbackId: string;
  readonly title: string;
  /** Label of the button that submits; without one the modal only shows. */
  readonly submit?: string;
  readonly blocks: readonly types.KnownBlock[];
  /** Comes back with the submission; not believed then. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

const MOST_BLOCKS = 100;
const LONGEST_METADATA = 3000;

/** The modal as `views.open` takes it. */
export function createModal({ callbackId, title, submit, blocks, metadata = {} }: ModalParts): types.ModalView {
  const plain = (text: string) => ({ type: 'plain_text' as const, text: shorten(text, 24), emoji: false });
  return {
    type: 'modal',
    callback_id: callbackId,
    title: plain(title),
    close: plain(submit ? 'Cancel' : 'Close'),
    ...(submit ? { submit: plain(submit) } : {}),
    private_metadata: shorten(JSON.stringify(metadata), LONGEST_METADATA),
    blocks: blocks.slice(0, MOST_BLOCKS),
  };
}

/** What came of a form or a click, in place of the form. */
export function createResultModal({ text, blocks }: SlackMessage): types.ModalView {
  const plainText: types.KnownBlock = {
    type: 'section',
    text: { type: 'plain_text', text: text || '-', emoji: false },
  };
  return createModal({ callbackId: 'result', title: 'vhdwatch', blocks: blocks.length > 0 ? blocks : [plainText] });
}

/** A field of a modal: its name is the block's ID, under which a problem with it is shown. */
interface FieldOptions {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
}

/** Where a value stands in the state of a view: `values[name].value`. */
const VALUE = 'value';

/** A line (or several) to type. */
export function textField(
  field: FieldOptions,
  options: { initial?: string; placeholder?: string; multiline?: boolean; most?: number } = {},
): types.InputBlock {
  const most = options.most ?? 200;
  const initial = shorten(stripInvisible(options.initial ?? ''), most);
  return input(field, {
    type: 'plain_text_input',
    action_id: VALUE,
    multiline: options.multiline ?? false,
    max_length: most,
    ...(initial ? { initial_value: initial } : {}),
    ...(options.placeholder ? { placeholder: words(options.placeholder, 150) } : {}),
  });
}

/** One choice; `chosen` is the value of the option to begin with. */
export function choiceField(field: FieldOptions, choices: readonly Choice[], chosen: string | null): types.InputBlock {
  const options = choices.slice(0, 100).map(toOption);
  const initial = options.find(({ value }) => value === chosen);
  return input(field, {
    type: 'static_select',
    action_id: VALUE,
    options,
    ...(initial ? { initial_option: initial } : {}),
  });
}

/** Any of a few choices, as boxes to tick. */
export function boxesField(
  field: FieldOptions,
  choices: readonly Choice[],
  chosen: readonly string[],
): types.InputBlock {
  const options = choices.slice(0, 10).map(toOption);
  const initial = options.filter(({ value }) => chosen.includes(value ?? ''));
  return input(field, {
    type: 'checkboxes',
    action_id: VALUE,
    options,
    ...(initial.length > 0 ? { initial_options: initial } : {}),
  });
}

/** A channel of this workspace, without shared ones: what is told there would leave it. */
export function channelField(field: FieldOptions, chosen: string | null): types.InputBlock {
  const isConversation = chosen !== null && isChannelId(chosen) && !chosen.startsWith('D');
  return input(field, {
    type: 'conversations_select',
    action_id: VALUE,
    filter: { include: ['public', 'private'], exclude_external_shared_channels: true, exclude_bot_users: true },
    ...(isConversation ? { initial_conversation: chosen } : {}),
  });
}

/** People of this workspace. */
export function peopleField(field: FieldOptions, chosen: readonly string[]): types.InputBlock {
  return input(field, {
    type: 'multi_users_select',
    action_id: VALUE,
    ...(chosen.length > 0 ? { initial_users: [...chosen] } : {}),
  });
}

/** One person of this workspace. */
export function personField(field: FieldOptions, chosen: string): types.InputBlock {
  return input(field, { type: 'users_select', action_id: VALUE, initial_user: chosen });
}

/** A calendar day. */
export function dayField(field: FieldOptions, chosen: string): types.InputBlock {
  return input(field, { type: 'datepicker', action_id: VALUE, initial_date: chosen });
}

/** Registered clusters, found while typing: there may be thousands. */
export function clustersField(field: FieldOptions, actionId: string, chosen: readonly Choice[]): types.InputBlock {
  return input(field, {
    type: 'multi_external_select',
    action_id: actionId,
    min_query_length: 1,
    max_selected_items: 50,
    ...(chosen.length > 0 ? { initial_options: chosen.slice(0, 50).map(toOption) } : {}),
  });
}

/** Something to choose. `label` may be text from outside: it is shown literally. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A choice as Slack takes it. */
export function toOption({ value, label }: Choice): types.PlainTextOption {
  return { text: words(label, 75), value: shorten(value, 150) };
}

function input(field: FieldOptions, element: types.InputBlock['element']): types.InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    label: words(field.label, 150),
    optional: field.optional ?? false,
    element,
    ...(field.hint ? { hint: words(field.hint, 150) } : {}),
  };
}

function words(text: string, most: number): types.PlainTextElement {
  return {
    type: 'plain_text',
    text: shorten(stripInvisible(text).replace(/\s+/g, ' ').trim(), most) || '-',
    emoji: false,
  };
}

/** What was filled in, by field name; all of it is text from outside. */
export interface ViewState {
  /** Typed text, trimmed; empty when nothing was. */
  text(name: string): string;
  /** The value of a choice, a channel, a person or a day; empty when none was chosen. */
  choice(name: string): string;
  /** The values of several choices or people. */
  choices(name: string): readonly string[];
}

/** Reads the state of a submitted view or of a view with buttons. Never throws: a malformed state is an empty one. */
export function readViewState(view: unknown): ViewState {
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
      const options = element['selected_options'];
      const chosen = Array.isArray(options) ? options.map((option) => readText(option, 'value')) : [];
      return [...chosen.filter(Boolean), ...readTexts(element, 'selected_users')];
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
