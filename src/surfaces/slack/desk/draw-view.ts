import {
  drawActions,
  drawList,
  drawMention,
  drawMessageBox,
  drawNote,
  drawStyled,
  drawTable,
  drawUnknown,
} from '../../../html/chat-message.ts';
import { drawMrkdwn } from '../../../html/draw-mrkdwn.ts';
import { anchor, asList, asObject, drawButton, drawWords, escapeHtml, type Json } from '../../../html/markup.ts';

/**
 * The blocks of answers, forms and the Home tab as HTML without scripts in which everything is escaped; their buttons
 * submit the form that is around them.
 */
export function drawBlocks(blocks: readonly unknown[], text: string): string {
  return drawMessageBox(blocks.map((block) => drawBlock(asObject(block))).join('') || `<p>${drawMrkdwn(text)}</p>`);
}

function drawBlock(block: Json): string {
  switch (block['type']) {
    case 'header':
      return `<h3>${drawPlain(block['text'])}</h3>`;
    case 'section':
      return `<p>${drawPlain(block['text'])}</p>`;
    case 'context':
      return drawNote(
        asList(block['elements'])
          .map(({ text }) => drawMrkdwn(String(text ?? '')))
          .join(' '),
      );
    case 'divider':
      return '<hr>';
    case 'rich_text':
      return asList(block['elements']).map(drawRichText).join('');
    case 'actions':
      return drawActions(asList(block['elements']).map(drawLiveButton));
    case 'table':
    case 'data_table':
      return drawRows(block);
    default:
      return drawUnknown(block['type']);
  }
}

function drawPlain(text: unknown): string {
  return escapeHtml(asObject(text)['text']).replace(/\n/g, '<br>');
}

function drawLiveButton({ action_id: id, value, text, style }: Json): string {
  return drawButton({ id, value, label: asObject(text)['text'], style }, true);
}

/** Every cell of ours is plain text. */
function drawRows({ caption, rows }: Json): string {
  const [headings = [], ...body] = Array.isArray(rows) ? rows.map((row) => asList(row).map(({ text }) => text)) : [];
  const cells = body.map((row) => row.map((text) => ({ inner: escapeHtml(text) })));
  return drawTable(caption, headings, cells);
}

function drawRichText(part: Json): string {
  switch (part['type']) {
    case 'rich_text_quote':
      return `<blockquote>${drawSpans(part)}</blockquote>`;
    case 'rich_text_preformatted':
      return `<pre>${drawSpans(part)}</pre>`;
    case 'rich_text_list':
      return drawList(asList(part['elements']).map(drawSpans));
    default:
      return `<p>${drawSpans(part)}</p>`;
  }
}

function drawSpans(part: Json): string {
  return asList(part['elements']).map(drawSpan).join('');
}

function drawSpan(span: Json): string {
  switch (span['type']) {
    case 'link':
      return anchor(span['url'], escapeHtml(span['text'] ?? span['url']));
    case 'date':
      return `<time>${escapeHtml(span['fallback'])}</time>`;
    case 'user':
      return drawMention('@', span['user_id']);
    case 'channel':
      return drawMention('#', span['channel_id']);
    default:
      return drawStyled(Object.keys(asObject(span['style']))[0], drawWords(span['text']));
  }
}

/** Something to choose. */
interface FormChoice {
  readonly value: string;
  readonly label: string;
}

/** What can be chosen where Slack has lists of its own. */
export interface FormChoices {
  readonly channels: readonly string[];
  readonly people: readonly FormChoice[];
  readonly clusters: readonly FormChoice[];
}

/** A modal that is open, with the problems of its last submission by field. */
interface OpenForm {
  readonly view: Json;
  readonly problems: Readonly<Record<string, string>>;
}

/** The inside of a form for a modal: its fields, each under its label, and the word on its button. */
export function drawForm(
  { view, problems }: OpenForm,
  choices: FormChoices,
): { title: string; html: string; submit: string | null } {
  const filled = asObject(view['filled']);
  const parts = asList(view['blocks']).map((block) =>
    block['type'] === 'input'
      ? drawField(block, problems[nameOf(block)], choices, filled[nameOf(block)])
      : drawBlocks([block], ''),
  );
  const submit = asObject(view['submit'])['text'];
  return {
    title: String(asObject(view['title'])['text'] ?? ''),
    html: parts.join(''),
    submit: typeof submit === 'string' ? submit : null,
  };
}

/** The state of a view, as Slack sends it, from the fields of a form that `drawForm` drew. */
export function readFormState(view: Json, fields: URLSearchParams): Json {
  const inputs = asList(view['blocks']).filter((block) => block['type'] === 'input');
  const values = inputs.map((block) => {
    const element = asObject(block['element']);
    const name = nameOf(block);
    return [
      name,
      {
        [String(element['action_id'] ?? 'value')]: stateOf(
          String(element['type']),
          fields.getAll(name).filter(Boolean),
        ),
      },
    ] as const;
  });
  return { values: Object.fromEntries(values) };
}

function nameOf(block: Json): string {
  return String(block['block_id'] ?? '');
}

function stateOf(type: string, values: readonly string[]): Json {
  const [value = null] = values;
  const options = values.map((one) => ({ value: one }));
  switch (type) {
    case 'static_select':
      return { type, selected_option: value === null ? null : { value } };
    case 'checkboxes':
    case 'multi_external_select':
      return { type, selected_options: options };
    case 'conversations_select':
      return { type, selected_conversation: value };
    case 'users_select':
      return { type, selected_user: value };
    case 'multi_users_select':
      return { type, selected_users: values };
    case 'datepicker':
      return { type, selected_date: value };
    default:
      return { type, value };
  }
}

function drawField(block: Json, problem: string | undefined, choices: FormChoices, filled: unknown): string {
  const name = nameOf(block);
  const id = `f-${escapeHtml(name)}`;
  const label = escapeHtml(asObject(block['label'])['text']);
  const hint = block['hint'] ? `<small id="${id}-hint">${escapeHtml(asObject(block['hint'])['text'])}</small>` : '';
  const wrong = problem === undefined ? '' : `<p role="alert" class="removed small">${escapeHtml(problem)}</p>`;
  const element = asObject(block['element']);
  const control = drawControl(element, {
    id,
    name: escapeHtml(name),
    isOptional: block['optional'] === true,
    choices,
    filled,
  });
  if (element['type'] === 'checkboxes')
    return `<fieldset class="field"><legend>${label}</legend>${control}${hint}${wrong}</fieldset>`;
  return `<div class="field"><label for="${id}">${label}</label>${control}${hint}${wrong}</div>`;
}

interface ControlPlace {
  readonly id: string;
  readonly name: string;
  readonly isOptional: boolean;
  readonly choices: FormChoices;
  /** What was typed before a problem was found. */
  readonly filled: unknown;
}

function drawControl(element: Json, { id, name, isOptional, choices, filled }: ControlPlace): string {
  const attributes = `id="${id}" name="${name}"${isOptional ? '' : ' required'}`;
  const typed = typeof filled === 'string' ? filled : undefined;
  const select = (options: readonly FormChoice[], chosen: readonly unknown[], isMany = false) =>
    `<select ${attributes}${isMany ? ' multiple size="5"' : ''}>${isMany || !isOptional ? '' : '<option value="">–</option>'}${options.map((one) => `<option value="${escapeHtml(one.value)}"${chosen.includes(one.value) ? ' selected' : ''}>${escapeHtml(one.label)}</option>`).join('')}</select>`;
  const options = asList(element['options']).map(toChoice);
  const chosen = asList(element['initial_options']).map((one) => one['value']);
  switch (element['type']) {
    case 'static_select':
      return select(options, [typed ?? asObject(element['initial_option'])['value']]);
    case 'checkboxes':
      return options
        .map(
          (one) =>
            `<label class="box"><input type="checkbox" name="${name}" value="${escapeHtml(one.value)}"${chosen.includes(one.value) ? ' checked' : ''}> ${escapeHtml(one.label)}</label>`,
        )
        .join('');
    case 'conversations_select':
      return select(
        choices.channels.map((one) => ({ value: one, label: one })),
        [typed ?? element['initial_conversation']],
      );
    case 'users_select':
      return select(choices.people, [element['initial_user']]);
    case 'multi_users_select':
      return select(choices.people, Array.isArray(element['initial_users']) ? element['initial_users'] : [], true);
    case 'multi_external_select':
      return select(choices.clusters, chosen, true);
    case 'datepicker':
      return `<input ${attributes} type="date" value="${escapeHtml(typed ?? element['initial_date'])}">`;
    default: {
      const value = escapeHtml(typed ?? element['initial_value']);
      const hint = `maxlength="${Number(element['max_length'] ?? 3_000)}" placeholder="${escapeHtml(asObject(element['placeholder'])['text'])}"`;
      return element['multiline'] === true
        ? `<textarea ${attributes} ${hint} rows="4">${value}</textarea>`
        : `<input ${attributes} ${hint} type="text" value="${value}">`;
    }
  }
}

function toChoice(option: Json): FormChoice {
  return { value: String(option['value'] ?? ''), label: String(asObject(option['text'])['text'] ?? '') };
}
