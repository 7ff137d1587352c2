import { toLiteral } from '../domain/literal.ts';
import type { ImageHoldNotice } from '../domain/notification.ts';
import { titleOfOsSku } from '../domain/os-sku.ts';
import type { PlannedNotification } from '../domain/outbox-entry.ts';
import { referToPool } from '../domain/pool-reference.ts';
import { type Hold, isHold } from '../domain/suppression.ts';
import { countOf } from '../domain/text.ts';
import type { Suppressions } from '../reminders/suppressions.ts';
import type { ChannelScope } from '../routing/route-channels.ts';
import { type Card, line, link, plain, spansOfMarkdown } from './card.ts';
import { nameOfPool } from './pool-words.ts';
import { fitHeadline, joinWords } from './words.ts';

export function planHoldNotices(
  holds: readonly Hold[],
  scopes: readonly ChannelScope[],
): readonly PlannedNotification[] {
  return holds.flatMap((hold) =>
    scopes.flatMap((scope): readonly PlannedNotification[] => {
      const content = createHoldNotice(hold, scope);
      if (content === null) return [];
      const dedupeKey = `hold/${hold.scope.version}/${hold.id}`;
      return [{ channel: scope.destination.channel, dedupeKey, content }];
    }),
  );
}

/** What a hold is to one channel; `null` where none of its pools runs the image. */
function createHoldNotice(
  { scope: { version, osSku }, actor, reason, url }: Hold,
  { pools }: Pick<ChannelScope, 'pools'>,
): ImageHoldNotice | null {
  const running = pools.filter(({ assessment }) => assessment.currentVersion === version).map(referToPool);
  if (running.length === 0) return null;
  return { kind: 'image-hold', version, osSku, by: actor.name, reason, url, pools: running };
}

/** The notice of a hold that is still open; `null` where it is not, or none of the channel's pools runs the image. */
export function composeImageHold(
  { version }: ImageHoldNotice,
  scope: ChannelScope,
  suppressions: Suppressions,
): ImageHoldNotice | null {
  const hold = suppressions.open.filter(isHold).find((one) => one.scope.version === version);
  return hold ? createHoldNotice(hold, scope) : null;
}

const POOLS_SHOWN = 8;

export function createImageHoldCard({ osSku, version, pools, reason, by, url }: ImageHoldNotice): Card {
  const image = toLiteral(version, 60);
  const here = `${countOf(pools.length, 'pool')} here`;
  const run = pools.length === 1 ? 'runs' : 'run';
  return {
    headline: [plain(fitHeadline(`${here} ${run} ${image}, an image on hold: do not take it elsewhere`))],
    parts: [
      { kind: 'quote', spans: spansOfMarkdown(reason) },
      line(plain(`${titleOfOsSku(osSku)} ${image} is run by ${joinWords(pools.map(nameOfPool), POOLS_SHOWN)}.`)),
      line(
        plain(`Held by ${toLiteral(by, 80)}; nobody is reminded to take it until the next image comes.`),
        ...(url ? [plain(' '), link(url, 'Read about it')] : []),
      ),
    ],
  };
}
