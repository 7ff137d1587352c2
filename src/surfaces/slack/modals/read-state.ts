import { type Fields, readFields, readText, readTexts } from '../read-payload.ts';

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
  const elementOf = (name: string): Fields => {
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
export function readMetadata(view: unknown): Fields {
  try {
    return readFields({ value: JSON.parse(readText(view, 'private_metadata')) as unknown }, 'value');
  } catch {
    return {};
  }
}
