import type { WatchingSummary } from '../domain/notification.ts';
import { type Card, type CardPart, line, list, plain } from './card.ts';
import type { CardPlace } from './card-place.ts';
import { groupEnds, lineOfEnd } from './end-words.ts';
import { spansOfImage } from './image-words.ts';
import { tableOfPools } from './news-table.ts';
import { countOf, fitHeadline, formatCount } from './words.ts';

const IMAGES_SHOWN = 4;
const ENDS_SHOWN = 4;

/** The one message of the first poll: how the registered pools stand, what is newest, what retires. */
export function createWatchingSummaryCard(summary: WatchingSummary, place: CardPlace): Card {
  const { newestImages, retirementsAhead, releasesRead } = summary;
  const ends = groupEnds(retirementsAhead);
  return {
    headline: [plain(fitHeadline(`vhdwatch watches AKS: ${describePools(summary)}`, 'vhdwatch watches AKS'))],
    parts: [
      ...tableOfPools(newestImages),
      ...section(
        'The newest Windows node images:',
        list(newestImages.slice(0, IMAGES_SHOWN).map(spansOfImage), Math.max(0, newestImages.length - IMAGES_SHOWN)),
      ),
      ...section(
        'What ends for these pools:',
        list(
          ends.slice(0, ENDS_SHOWN).map((end) => lineOfEnd(end)),
          Math.max(0, ends.length - ENDS_SHOWN),
        ),
      ),
    ],
    foot: [
      [
        plain(`Read from ${countOf(releasesRead, 'AKS release')}. From now on, only what is new is posted.`),
        ...place.linkTo('/fleet', 'The whole fleet'),
      ],
    ],
  };
}

function section(title: string, parts: readonly CardPart[]): readonly CardPart[] {
  return parts.length > 0 ? [line(plain(title)), ...parts] : [];
}

/** `6 of your 11 Windows node pools are behind, 2 past support`: each pool counts once. */
function describePools({ clusters, windowsNodePools, behind, unsupported }: WatchingSummary): string {
  if (clusters === 0) return 'no cluster is registered yet, so nothing is compared';
  if (windowsNodePools === 0) return `${countOf(clusters, 'registered cluster')} without Windows node pools`;
  const late = unsupported > 0 ? `, ${formatCount(unsupported)} past support` : '';
  return `${formatCount(behind)} of your ${countOf(windowsNodePools, 'Windows node pool')} ${behind === 1 ? 'is' : 'are'} behind${late}`;
}
