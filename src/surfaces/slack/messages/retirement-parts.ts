import type { NewsRetirement } from '../../../domain/notification.ts';
import { bold, link, paragraph, plain, quote, richText } from './block-elements.ts';
import { describeConcerned, describeRetirement } from './describe-retirement.ts';
import { toMrkdwn } from './escape-text.ts';
import type { BlockPart } from './fit-blocks.ts';

/** A retirement as a block: what ends when, whom it concerns, the exact words and where they stand. */
export function partOfRetirement(retirement: NewsRetirement): BlockPart {
  const concerned = describeConcerned(retirement.pools);
  const block = richText(
    paragraph(
      bold(describeRetirement(retirement)),
      plain(concerned ? ` · ${concerned} · ` : ' · '),
      link(retirement.url, 'source'),
    ),
    ...(retirement.quote.trim() ? [quote(retirement.quote)] : []),
  );
  return { block, things: 1 };
}

/** The same as one line of top-level text, escaped. */
export function lineOfRetirement(retirement: NewsRetirement): string {
  const concerned = describeConcerned(retirement.pools);
  return toMrkdwn(`• ${describeRetirement(retirement)}${concerned ? `; ${concerned}` : ''}`, 600);
}
