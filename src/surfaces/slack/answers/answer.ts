import type { types } from '@slack/bolt';
import { composeText } from '../messages/compose-text.ts';
import { type BlockPart, fitBlocks } from '../messages/fit-blocks.ts';
import type { SlackMessage } from '../messages/slack-message.ts';

/** What vhdwatch answers to a person, before buttons for sharing and undoing are put under it. */
export interface Answer {
  /** Lines of top-level text, escaped; the first is the point and says it all. */
  readonly lines: readonly string[];
  /** Escaped lines that follow where whole ones still fit: commands. */
  readonly extras?: readonly string[];
  readonly parts: readonly BlockPart[];
  /** Always stands, after the parts. */
  readonly tail?: readonly types.KnownBlock[];
  readonly buttons?: readonly types.Button[];
  /** Items that stand before the next page; absent on the last one. */
  readonly next?: number;
}

/** The answer as Slack takes it: within all limits, with its buttons in one row at the end. */
export function composeAnswer(answer: Answer, buttons: readonly types.Button[] = []): SlackMessage {
  const all = [...(answer.buttons ?? []), ...buttons];
  const row: types.KnownBlock[] = all.length > 0 ? [{ type: 'actions', elements: all }] : [];
  const tail = [...(answer.tail ?? []), ...row];
  return { text: composeText(answer.lines, answer.extras), blocks: fitBlocks(answer.parts, tail) };
}
