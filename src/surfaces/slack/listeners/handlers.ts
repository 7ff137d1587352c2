import type { Answer } from '../answers/answer.ts';
import type { CommandHelp } from '../answers/answer-service.ts';
import type { Json } from '../read-payload.ts';
import type { FormState, Screen } from '../screens.ts';
import type { Asked } from '../slack-dependencies.ts';

/** What a subcommand is asked with. All of it is text from outside. */
export interface CommandRequest extends Asked {
  /** Channel ID it was typed in. */
  readonly channel: string;
  /** Good for opening one modal within three seconds; empty where a click on "Share" repeats a question. */
  readonly triggerId: string;
  /** Those that its usage needs are there. */
  readonly words: readonly string[];
  /** Items of the answer that were shown before. */
  readonly offset: number;
}

/** A subcommand that only reads: answered at once, from the database. @throws AppError whose message is the answer */
export interface QueryCommand extends CommandHelp {
  readonly kind: 'query';
  run(request: CommandRequest): Answer;
}

/** A subcommand that changes something, and says what, or opens a modal (`null`: the modal is the answer). */
export interface ChangeCommand extends CommandHelp {
  readonly kind: 'change';
  run(request: CommandRequest): Promise<Answer | null>;
}

export type SlackCommand = QueryCommand | ChangeCommand;

/** In quotes; with a group in brackets, behind no number; else up to a space. */
const WORDS = /"([^"]*)"|([^\s"\d]\S* \([^()\s]+(?:, [\w-]+)?\)(?:\/\S+)?|\S+)/g;

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Slack escapes `& < >`, people paste "smart" quotes; a quoted part and a cluster's title, `shop (rg-eu)/npwin`, are a word. */
export function splitWords(text: string): string[] {
  const plain = text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity).replace(/[“”„]/g, '"');
  return [...plain.matchAll(WORDS)].map(([, quoted, bare]) => (quoted ?? bare ?? '').trim()).slice(0, 100);
}

/** A click on a button. All of it is text from outside. */
export interface Click extends Omit<CommandRequest, 'words' | 'offset'> {
  readonly value: string;
  /** Channel and `ts` of the message with the button; empty in a modal and on the Home tab. */
  readonly channel: string;
  readonly messageTs: string;
  /** The form or Home tab with the button; `null` on a message. */
  readonly screen: Screen | null;
}

/** Does what a button says; `null` where nothing is to be said. @throws AppError whose message is the reply */
export type ActionHandler = (click: Click) => Promise<Answer | null>;

/** A submitted form. All of it is text from outside. */
export interface Submission extends Asked {
  readonly state: FormState;
  /** What the form was opened with; checked again like everything else. */
  readonly metadata: Json;
}

/** Problems by field name, or what to do once no second submission of the form can come. */
export type Verdict =
  | { readonly problems: Readonly<Record<string, string>> }
  | { readonly change: () => Promise<Answer> | Answer };

/** Looks at a submission. @throws AppError whose message replaces the form */
export type ViewHandler = (submission: Submission) => Promise<Verdict>;
