import type { ReleaseNews } from '../../../domain/notification.ts';
import { bold, bullets, paragraph, plain, richText } from './block-elements.ts';
import { countOf, joinWords } from './count-words.ts';
import { nameOfImage } from './describe-image.ts';
import { nameOfPool } from './describe-pool.ts';
import { describeRetirement } from './describe-retirement.ts';
import { toMrkdwn } from './escape-text.ts';
import type { BlockPart } from './fit-blocks.ts';

type Withdrawal = ReleaseNews['withdrawn'];

/** `1 Windows node image no longer listed`. */
export function describeGone({ images, retirements }: NonNullable<Withdrawal>): string {
  const what = [
    ...(images.length > 0 ? [countOf(images.length, 'Windows node image')] : []),
    ...(retirements.length > 0 ? [countOf(retirements.length, 'Windows retirement')] : []),
  ];
  return `${what.join(' and ')} no longer listed`;
}

/** The same by name: `no longer listed: Windows Server 2022 20348.5499.260812`. Literal. */
export function nameGone({ images, retirements }: NonNullable<Withdrawal>): string {
  return `no longer listed: ${joinWords([...images.map(nameOfImage), ...retirements.map(describeRetirement)], 8)}`;
}

/** What a release says no more, and which pools run it, as blocks. */
export function partsOfWithdrawal(withdrawn: Withdrawal): readonly BlockPart[] {
  if (!withdrawn) return [];
  const lines = describeLines(withdrawn);
  return [
    {
      block: richText(paragraph(bold('No longer listed')), bullets(lines.map((line) => [plain(line)]))),
      things: lines.length,
    },
  ];
}

/** The same as lines of top-level text, escaped. */
export function linesOfWithdrawal(withdrawn: Withdrawal): readonly string[] {
  return withdrawn ? describeLines(withdrawn).map((line) => toMrkdwn(`• No longer listed: ${line}`, 600)) : [];
}

function describeLines({ images, retirements }: NonNullable<Withdrawal>): readonly string[] {
  return [
    ...images.map((image) => {
      const runs = image.pools.length > 0 ? `; run by ${joinWords(image.pools.map(nameOfPool), 5)}` : '';
      return `${nameOfImage(image)}${runs}`;
    }),
    ...retirements.map(describeRetirement),
  ];
}
