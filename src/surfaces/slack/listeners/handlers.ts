import type { Actor } from '../../../domain/actor.ts';
import type { Answer } from '../answer.ts';
import type { Json } from '../read-payload.ts';
import type { Form, FormState, ScreenPlace } from '../screens.ts';
import type { SlackDependencies } from '../slack-dependencies.ts';

/** What somebody asks for or does, by a command, a button or a form. All of it is text from outside. */
export interface Request extends SlackDependencies, ScreenPlace {
  readonly actor: Actor;
  /** Channel ID it was typed or clicked in; empty on a screen. */
  readonly channel: string;
}

/** What somebody is told, or the form that is opened for them; `null` where nothing is to be said. */
export type Reply = Answer | Form | null;

export interface CommandRequest extends Request {
  /** Those that its usage needs are there. */
  readonly words: readonly string[];
  /** Items of the answer that were shown before. */
  readonly offset: number;
}

export interface CommandHelp {
  readonly name: string;
  /** What follows the name: `OLD NEW`; absent where nothing does. */
  readonly usage?: string;
  readonly does: string;
  /** As somebody would type it after the slash command; absent where that is its name. */
  readonly example?: string;
}

/** A subcommand that only reads: answered at once, from the database. @throws AppError whose message is the answer */
export interface Query extends CommandHelp {
  run(request: CommandRequest): Answer;
}

/** A subcommand that changes something. @throws AppError whose message is the answer */
export interface Change extends CommandHelp {
  run(request: CommandRequest): Promise<Reply>;
}

/** In quotes; with a group in brackets, behind no number; else up to a space. */
const WORDS = /"([^"]*)"|([^\s"\d]\S* \([^()\s]+(?:, [\w-]+)?\)(?:\/\S+)?|\S+)/g;

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Slack escapes `& < >`, people paste "smart" quotes; a quoted part and a cluster's title, `shop (rg-eu)/npwin`, are a word. */
export function splitWords(text: string): string[] {
  const plain = text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity).replace(/[“”„]/g, '"');
  return [...plain.matchAll(WORDS)].map(([, quoted, bare]) => (quoted ?? bare ?? '').trim()).slice(0, 100);
}

export interface Click extends Request {
  readonly value: string;
  /** `ts` of the message with the button; empty on a screen. */
  readonly messageTs: string;
}

/** Does what a button says. @throws AppError whose message is the reply */
export type ClickHandler = (click: Click) => Reply | Promise<Reply>;

export interface Submission extends Request {
  readonly state: FormState;
  /** What the form was opened with; checked again like everything else. */
  readonly metadata: Json;
}

/** Problems by field name, or what to do once no second submission of the form can come. */
export type Verdict =
  | { readonly problems: Readonly<Record<string, string>> }
  | { readonly change: () => Promise<Answer> | Answer };

/** Looks at a submission. @throws AppError whose message replaces the form */
export type FormHandler = (submission: Submission) => Promise<Verdict>;
