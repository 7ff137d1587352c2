import { assessFleet } from '../../../../app/fleet/assess-fleet.ts';
import { listHolds } from '../../../../app/suppressions/hold-image.ts';
import { AppError } from '../../../../domain/app-error.ts';
import { type OsSku, titleOfOsSku } from '../../../../domain/os-sku.ts';
import { answerImages } from '../../answers/answer-images.ts';
import type { QueryCommand } from './slack-command.ts';

/** `images [os]`: the newest image of each OS SKU, or all images of one. */
export const imagesCommand: QueryCommand = {
  kind: 'query',
  name: 'images',
  usage: '[os]',
  does: 'the newest Windows node images, or all of one OS (2019, 2022, 2025, annual)',
  example: 'images',
  run: ({ dependencies: { context }, words }) => {
    const { images } = assessFleet(context).catalogue;
    const wanted = words.join(' ').trim();
    if (wanted === '')
      return answerImages(
        images.filter(({ state }) => state === 'newest'),
        null,
        listHolds(context),
      );
    const osSku = findOsSku(
      wanted,
      images.map((image) => image.osSku),
    );
    return answerImages(
      images.filter((image) => image.osSku === osSku),
      osSku,
      listHolds(context),
    );
  },
};

/** `2022`, `windows2022`, `Windows Server 2022`, `annual`, `23h2`. @throws AppError `not_found` */
function findOsSku(text: string, known: readonly OsSku[]): OsSku {
  const wanted = text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const all = [...new Set(known)];
  const found = all.find((osSku) =>
    [osSku, osSku.slice('Windows'.length), titleOfOsSku(osSku)].some(
      (name) => name.toLowerCase().replace(/[^a-z0-9]/g, '') === wanted,
    ),
  );
  if (found) return found;
  if (wanted === '23h2' && all.includes('WindowsAnnual')) return 'WindowsAnnual';
  throw new AppError('not_found', `No image of "${text}" is known. Known are: ${all.join(', ') || 'none yet'}.`);
}
