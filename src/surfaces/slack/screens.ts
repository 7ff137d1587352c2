import type { Home, ScreenPart } from '../../messages/card.ts';

export interface Form {
  readonly id: string;
  readonly title: string;
  readonly submit: string;
  readonly parts: readonly (Field | ScreenPart)[];
  /** Comes back with the submission; not believed then. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** Something to choose. `label` may be text from outside: it is shown literally. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A field: a problem with it is shown under its name. */
export type Field = Control & {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
};

type Control =
  | {
      readonly kind: 'text';
      readonly initial?: string;
      readonly placeholder?: string;
      readonly multiline?: boolean;
      /** Characters; 200 where it does not say. */
      readonly most?: number;
    }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[]; readonly chosen: string }
  /** Any of a few choices. */
  | { readonly kind: 'boxes'; readonly choices: readonly Choice[]; readonly chosen: readonly string[] }
  /** A channel of this workspace, without shared ones: what is told there would leave it. */
  | { readonly kind: 'channel'; readonly chosen: string | null }
  | { readonly kind: 'people'; readonly chosen: readonly string[] }
  | { readonly kind: 'person'; readonly chosen: string }
  | { readonly kind: 'day'; readonly chosen: string }
  /** Registered clusters, found while typing: there may be thousands. */
  | { readonly kind: 'clusters'; readonly chosen: readonly Choice[] };

/** A field of text. */
export function textField(
  name: string,
  label: string,
  more: Omit<Extract<Field, { kind: 'text' }>, 'kind' | 'name' | 'label'> = {},
): Field {
  return { kind: 'text', name, label, ...more };
}

/** Most characters of a text field. */
export const USUAL_LENGTH = 200;

export function isField(part: Field | ScreenPart): part is Field {
  return 'name' in part;
}

/** What was filled in, by field name; all of it is text from outside. */
export interface FormState {
  /** Typed text, trimmed; empty when nothing was. */
  text(name: string): string;
  /** The value of a choice, a channel, a person or a day; empty when none was chosen. */
  choice(name: string): string;
  /** The values of several choices or people. */
  choices(name: string): readonly string[];
}

export function splitList(text: string, by: string | RegExp = ','): readonly string[] {
  return text
    .split(by)
    .map((word) => word.trim())
    .filter(Boolean);
}

interface Screen {
  readonly id: string;
  /** Changes with each change of it. */
  readonly hash: string;
  readonly kind: 'form' | 'home';
  readonly state: FormState;
}

/** Where somebody is who may be shown a form. */
export interface ScreenPlace {
  /** Good for opening one within three seconds. */
  readonly triggerId: string;
  /** The form or Home tab that was clicked on; `null` elsewhere. */
  readonly screen: Screen | null;
}

export interface Screens {
  /** Opens a form, or shows it in the place of the one that was clicked on. @throws AppError `unavailable` where none opened */
  show(form: Form, place: ScreenPlace): Promise<void>;
  /** @throws Error that `classifySlackFailure` sorts */
  publish(userId: string, home: Home): Promise<void>;
}
