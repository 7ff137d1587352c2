import { formatDate } from '../../../domain/calendar-date.ts';
import type { MovedDate, MovedDates } from '../../../domain/notification.ts';
import { bold, bullets, context, header, link, plain, richText, type Span } from './block-elements.ts';
import { composeText } from './compose-text.ts';
import { joinWords } from './count-words.ts';
import { toLiteral, toMrkdwn } from './escape-text.ts';
import { fitBlocks } from './fit-blocks.ts';
import type { SlackMessage } from './slack-message.ts';

const CLUSTERS_SHOWN = 8;

/** Ends of Kubernetes support that the AKS calendar moved, old and new, with the clusters that live on them. */
export function renderMovedDates({ dates }: MovedDates): SlackMessage {
  const [first, ...others] = dates;
  const parts = [
    { block: header('AKS moved the end of Kubernetes support'), things: 0 },
    { block: richText(bullets(dates.map(spansOf))), things: dates.length },
  ];
  const text = composeText([
    toMrkdwn(
      `AKS moved the end of Kubernetes support${first ? `: ${sayMove(first)}; ${sayClusters(first)}` : ''}`,
      900,
    ),
    ...others.map((date) => toMrkdwn(`• ${sayMove(date)}; ${sayClusters(date)}`, 500)),
  ]);
  return { text, blocks: fitBlocks(parts, [context('The findings and the calendar follow the new date.')]) };
}

function spansOf(date: MovedDate): Span[] {
  return [bold(sayMove(date)), plain(` · ${sayClusters(date)} · `), link(date.url, 'AKS calendar')];
}

/** `Kubernetes 1.34 leaves support: 30 Nov 2026 → 31 Dec 2026`. Literal. */
function sayMove({ minor, support, from, to }: MovedDate): string {
  const what = support === 'lts' ? 'long-term support' : 'support';
  return `Kubernetes ${toLiteral(minor, 20)} leaves ${what}: ${formatDate(from)} → ${formatDate(to)}`;
}

function sayClusters({ clusters }: MovedDate): string {
  const names = clusters.slice(0, CLUSTERS_SHOWN).map(({ name }) => toLiteral(name, 80));
  return `concerns ${joinWords(names, CLUSTERS_SHOWN, clusters.length)}`;
}
