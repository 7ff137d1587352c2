import type { Actor } from '../../../../domain/actor.ts';
import type { Answer } from '../../answers/answer.ts';
import type { SlackDependencies } from '../../slack-dependencies.ts';

/** A click on a button. All of it is text from outside. */
export interface Click {
  readonly dependencies: SlackDependencies;
  readonly actor: Actor;
  readonly value: string;
  /** Channel and `ts` of the message with the button; empty in a modal and on the Home tab. */
  readonly channel: string;
  readonly messageTs: string;
  readonly triggerId: string;
  /** The modal or Home tab with the button; `null` on a message. */
  readonly view: unknown;
}

/** What is said to who clicked: a new answer, one in place of the old, or one for the whole channel. */
export interface ClickReply {
  readonly answer: Answer;
  readonly undo?: number;
  readonly how: 'beside' | 'instead' | 'to-channel';
}

/** Does what a button says; `null` where nothing is to be said. @throws AppError whose message is the reply */
export type ActionHandler = (click: Click) => Promise<ClickReply | null>;
