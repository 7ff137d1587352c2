import { drawParts } from '../../../html/draw-message.ts';
import { escapeHtml } from '../../../html/markup.ts';
import { type Choice, type Field, type Form, type FormState, isField, USUAL_LENGTH } from '../screens.ts';

/** What can be chosen where Slack has lists of its own. */
export interface FormChoices {
  readonly channels: readonly string[];
  readonly people: readonly Choice[];
  readonly clusters: readonly Choice[];
}

/** A form that is open, with what was filled in and the problems of its last submission by field. */
export interface OpenForm {
  readonly form: Form;
  readonly problems: Readonly<Record<string, string>>;
  readonly filled: URLSearchParams;
}

/** The inside of a form: its fields, each under its label, and what stands between them. */
export function drawForm({ form, problems, filled }: OpenForm, choices: FormChoices): string {
  const parts = form.parts.map((part) =>
    isField(part)
      ? drawField(part, problems[part.name], drawControl(part, choices, filled.getAll(part.name).at(-1)))
      : drawParts([part]),
  );
  return parts.join('');
}

/** What was filled into a form that `drawForm` drew. */
export function readFormState(fields: URLSearchParams): FormState {
  const choices = (name: string) => fields.getAll(name).filter(Boolean);
  return {
    text: (name) => fields.get(name)?.trim() ?? '',
    choice: (name) => choices(name)[0] ?? '',
    choices,
  };
}

function drawField(field: Field, problem: string | undefined, control: string): string {
  const label = escapeHtml(field.label);
  const hint = field.hint ? `<small id="${idOf(field)}-hint">${escapeHtml(field.hint)}</small>` : '';
  const wrong = problem === undefined ? '' : `<p role="alert" class="removed small">${escapeHtml(problem)}</p>`;
  if (field.kind === 'boxes')
    return `<fieldset class="field"><legend>${label}</legend>${control}${hint}${wrong}</fieldset>`;
  return `<div class="field"><label for="${idOf(field)}">${label}</label>${control}${hint}${wrong}</div>`;
}

function idOf({ name }: Field): string {
  return `f-${escapeHtml(name)}`;
}

/** `typed`: what was filled in before a problem was found. */
function drawControl(field: Field, choices: FormChoices, typed: string | undefined): string {
  const name = escapeHtml(field.name);
  const attributes = `id="${idOf(field)}" name="${name}"${field.optional ? '' : ' required'}`;
  const select = (options: readonly Choice[], chosen: readonly (string | null)[], isMany = false) => {
    const none = isMany || !field.optional ? '' : '<option value="">–</option>';
    const all = options.map(
      (one) =>
        `<option value="${escapeHtml(one.value)}"${chosen.includes(one.value) ? ' selected' : ''}>${escapeHtml(one.label)}</option>`,
    );
    return `<select ${attributes}${isMany ? ' multiple size="5"' : ''}>${none}${all.join('')}</select>`;
  };
  switch (field.kind) {
    case 'choice':
      return select(field.choices, [typed ?? field.chosen]);
    case 'boxes':
      return field.choices
        .map(
          ({ value, label }) =>
            `<label class="box"><input type="checkbox" name="${name}" value="${escapeHtml(value)}"${field.chosen.includes(value) ? ' checked' : ''}> ${escapeHtml(label)}</label>`,
        )
        .join('');
    case 'channel':
      return select(
        choices.channels.map((one) => ({ value: one, label: one })),
        [typed ?? field.chosen],
      );
    case 'person':
      return select(choices.people, [field.chosen]);
    case 'people':
      return select(choices.people, field.chosen, true);
    case 'clusters':
      return select(
        choices.clusters,
        field.chosen.map(({ value }) => value),
        true,
      );
    case 'day':
      return `<input ${attributes} type="date" value="${escapeHtml(typed ?? field.chosen)}">`;
    case 'text':
      return drawTextField(field, attributes, escapeHtml(typed ?? field.initial));
  }
}

function drawTextField(field: Extract<Field, { kind: 'text' }>, attributes: string, value: string): string {
  const { most = USUAL_LENGTH, placeholder, multiline = false } = field;
  const hint = `maxlength="${most}" placeholder="${escapeHtml(placeholder)}"`;
  return multiline
    ? `<textarea ${attributes} ${hint} rows="4">${value}</textarea>`
    : `<input ${attributes} ${hint} type="text" value="${value}">`;
}
