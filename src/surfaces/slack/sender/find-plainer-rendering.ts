import type { SendOutcome } from '../../../domain/sender.ts';
import type { Rendering } from '../messages/render-notification.ts';
import { type SlackMessage, TABLE_DETAILS } from '../messages/slack-message.ts';

/** A message as it was tried. */
export interface TriedRendering {
  readonly rendering: Rendering;
  readonly message: SlackMessage;
  readonly outcome: SendOutcome;
  /** Tries so far that were refused because of the picture. */
  readonly pictureRefusals: number;
}

/** Between a refused call and the next in the same channel, as between two messages. */
const PAUSE_MS = 1_020;
/** Slack takes a moment to look at a new file; until then it refuses blocks that name it. */
const PICTURE_WAITS_MS: readonly number[] = [PAUSE_MS, 2_000, 4_000];

/** How to try a message again whose blocks were refused, and after how long; `null` when there is nothing left to try. */
export function findPlainerRendering(
  tried: TriedRendering,
): { readonly rendering: Rendering; readonly afterMs: number } | null {
  const { rendering, message, outcome, pictureRefusals } = tried;
  if (outcome.kind !== 'refused' || !/^invalid_(blocks|blocks_format|attachments|slack_file)$/.test(outcome.reason))
    return null;
  const withoutPicture = { rendering: { ...rendering, pictureFile: null }, afterMs: PAUSE_MS };
  if (outcome.reason === 'invalid_slack_file') {
    const afterMs = PICTURE_WAITS_MS[pictureRefusals];
    if (rendering.pictureFile === null) return null;
    return afterMs === undefined ? withoutPicture : { rendering, afterMs };
  }
  const detail = TABLE_DETAILS[TABLE_DETAILS.indexOf(rendering.detail) + 1];
  if (hasTable(message) && detail !== undefined) return { rendering: { ...rendering, detail }, afterMs: PAUSE_MS };
  return rendering.pictureFile === null ? null : withoutPicture;
}

function hasTable({ blocks }: SlackMessage): boolean {
  return blocks.some((block) => block.type === 'data_table' || block.type === 'table');
}
