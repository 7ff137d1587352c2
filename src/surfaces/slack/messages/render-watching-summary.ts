import type { WatchingSummary } from '../../../domain/notification.ts';
import { context, header, paragraph, plain, richText } from './block-elements.ts';
import { composeText } from './compose-text.ts';
import { capitalize, countOf, formatCount, joinWords } from './count-words.ts';
import { nameOfImage } from './describe-image.ts';
import { toMrkdwn } from './escape-text.ts';
import { fitBlocks } from './fit-blocks.ts';
import { linesOfPools, partOfImageState } from './image-parts.ts';
import { lineOfRetirement, partOfRetirement } from './retirement-parts.ts';
import type { SlackMessage } from './slack-message.ts';

/** The one message of the first poll: what is newest, how the registered pools stand, what retires. */
export function renderWatchingSummary(summary: WatchingSummary): SlackMessage {
  const { newestImages, retirementsAhead, releasesRead } = summary;
  const state = describePools(summary);
  const images = newestImages.length > 0 ? joinWords(newestImages.map(nameOfImage), 8) : 'not known yet';
  const leadIn = newestImages.length > 0 ? ' The newest Windows node images are:' : '';
  const parts = [
    { block: header('vhdwatch is watching AKS'), things: 0 },
    { block: richText(paragraph(plain(`${capitalize(state)}.${leadIn}`))), things: 0 },
    ...newestImages.map(partOfImageState),
    ...retirementsAhead.map(partOfRetirement),
  ];
  const lines = [
    toMrkdwn(`vhdwatch is watching AKS; newest Windows node images are ${images}; ${state}`, 900),
    ...retirementsAhead.map(lineOfRetirement),
    ...newestImages.flatMap(linesOfPools).map((line) => toMrkdwn(line)),
  ];
  const tail = [context(`Read from ${countOf(releasesRead, 'AKS release')}. From now on, only what is new is posted.`)];
  const text = composeText(lines);
  return { text, blocks: fitBlocks(parts, tail) };
}

function describePools({ clusters, windowsNodePools, behind, unsupported }: WatchingSummary): string {
  if (clusters === 0) return 'no cluster is registered yet, so nothing is compared';
  if (windowsNodePools === 0) return `${countOf(clusters, 'registered cluster')} without Windows node pools`;
  const of = `${formatCount(behind)} of your ${countOf(windowsNodePools, 'Windows node pool')}`;
  const late = unsupported > 0 ? `, ${formatCount(unsupported)} out of support` : '';
  return `${of} ${behind === 1 ? 'is' : 'are'} behind${late}`;
}
