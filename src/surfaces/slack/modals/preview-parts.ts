import type { types } from '@slack/bolt';
import type { SubscriptionPreview } from '../../../app/interactions/preview-subscription.ts';
import { formatDate } from '../../../domain/calendar-date.ts';
import type { ReleaseNews } from '../../../domain/notification.ts';
import { bold, plain, type Span } from '../../../messages/card.ts';
import { describeRetirement } from '../../../messages/end-words.ts';
import { nameOfImage } from '../../../messages/image-words.ts';
import { toLiteral } from '../../../messages/literal.ts';
import { listPoolsBehind } from '../../../messages/pool-words.ts';
import { countOf, joinWords } from '../../../messages/words.ts';
import { bullets, paragraph, richText } from '../messages/block-elements.ts';

const SHOWN = 12;

/** What a channel would have got in the last three months, with the pools as they are now. */
export function partsOfPreview({ news, pools, poolsToUpgrade, reminds }: SubscriptionPreview): types.KnownBlock[] {
  const scope = `${countOf(pools, 'Windows node pool')} in it now`;
  const monthly = reminds ? `, and a reminder each month (today it would name ${countOf(poolsToUpgrade, 'pool')})` : '';
  const items = news.slice(0, SHOWN).map(spansOfNews);
  if (news.length > SHOWN) items.push([plain(`and ${news.length - SHOWN} more`)]);
  return [
    richText(
      paragraph(bold(`Last three months: ${countOf(news.length, 'release message')}${monthly}.`), plain(` ${scope}.`)),
      ...(items.length > 0 ? [bullets(items)] : []),
    ),
  ];
}

function spansOfNews({ release, images, retirements }: ReleaseNews): Span[] {
  const when = release.publishedAt ? `${formatDate(release.publishedAt.slice(0, 10))}: ` : '';
  const behind = listPoolsBehind(images).length;
  const what = [
    ...(images.length > 0 ? [`${joinWords(images.map(nameOfImage), 3)} (${countOf(behind, 'pool')} to upgrade)`] : []),
    ...(retirements.length > 0
      ? [
          joinWords(
            retirements.map((one) => describeRetirement({ ...one, pools: [] })),
            2,
          ),
        ]
      : []),
  ];
  return [bold(`${when}${toLiteral(release.tag, 40)}`), plain(` ${what.join('; ')}`)];
}
