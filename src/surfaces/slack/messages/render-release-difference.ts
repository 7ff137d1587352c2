import type { ReleaseDifference } from '../../../domain/notification.ts';
import { bold, bullets, paragraph, plain, richText } from './block-elements.ts';
import { composeText } from './compose-text.ts';
import { toLiteral, toMrkdwn } from './escape-text.ts';
import { fitBlocks } from './fit-blocks.ts';
import type { SlackMessage } from './slack-message.ts';

const PASSAGES_SHOWN = 6;

/** For a thread: the Windows passages as they were and as they are. Everything in it is text from outside. */
export function renderReleaseDifference({ release, removed, added }: ReleaseDifference): SlackMessage {
  const title = `The Windows part of AKS release ${toLiteral(release.tag, 60)} was reworded; no image and no date changed`;
  const lines = [
    ...removed.slice(0, PASSAGES_SHOWN).map((text) => `Was: ${toLiteral(text, 500)}`),
    ...added.slice(0, PASSAGES_SHOWN).map((text) => `Is: ${toLiteral(text, 500)}`),
  ];
  const parts = [
    { block: richText(paragraph(bold(title))), things: 0 },
    ...lines.map((line) => ({ block: richText(bullets([[plain(line)]])), things: 1 })),
  ];
  return {
    text: composeText([toMrkdwn(title), ...lines.map((line) => `• ${toMrkdwn(line, 600)}`)]),
    blocks: fitBlocks(parts, []),
  };
}
