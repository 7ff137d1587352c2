import type { ImageHoldNotice } from '../domain/notification.ts';
import { titleOfOsSku } from '../domain/os-sku.ts';
import { type Card, line, link, plain } from './card.ts';
import { toLiteral } from './literal.ts';
import { spansOfMarkdown } from './markdown-spans.ts';
import { nameOfPool } from './pool-words.ts';
import { countOf, fitHeadline, joinWords } from './words.ts';

const POOLS_SHOWN = 8;

/** Tells those who run a known bad image what is wrong with it. Reason, name and link are text from outside. */
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
