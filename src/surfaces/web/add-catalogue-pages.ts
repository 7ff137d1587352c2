import { assessFleet } from '../../app/fleet/assess-fleet.ts';
import { describeImage, diffImages } from '../../app/images/describe-image.ts';
import { readCatalogue, readEnds } from '../../app/images/read-catalogue.ts';
import { readRegions } from '../../app/pages/read-regions.ts';
import { AppError } from '../../domain/app-error.ts';
import { dayOf } from '../../domain/calendar-date.ts';
import type { VhdNoteDiff } from '../../domain/vhd-note.ts';
import type { AddPage } from './add-fleet-pages.ts';
import { renderComparePage, renderImagePage } from './pages/image-page.ts';
import { renderImagesPage } from './pages/images-page.ts';
import { renderRegionsPage } from './pages/regions-page.ts';
import { renderRetirementsPage } from './pages/retirements-page.ts';
import { pageOf, readText } from './read-query.ts';
import type { WebDependencies } from './web-dependencies.ts';

/** What AKS publishes: images, regions, retirements. */
export function addCataloguePages(add: AddPage, { context }: WebDependencies): void {
  add('/images', ({ query }) => {
    const { catalogue, pools, now } = assessFleet(context);
    return renderImagesPage({ images: catalogue.images, pools, today: dayOf(now), page: pageOf(query) });
  });
  add('/images/compare', ({ query }) => {
    const [older, newer] = [readText(query, 'old'), readText(query, 'new')];
    if (older === null || newer === null)
      throw new AppError('invalid_usage', 'Choose two images to compare, at the end of the images page.');
    return renderComparePage(older, newer, compare(older, newer), readCatalogue(context).images);
  });
  add('/images/:version', ({ params }) =>
    renderImagePage(describeImage(context, String(params['version'])), readCatalogue(context).images),
  );
  add('/regions', () => renderRegionsPage(readRegions(context)));
  add('/retirements', () => {
    const { endsAhead, now } = assessFleet(context);
    return renderRetirementsPage({ ...readEnds(context), concerned: endsAhead(), today: dayOf(now) });
  });

  /** A file that was not read yet is no failure: the page says so. */
  function compare(older: string, newer: string): VhdNoteDiff | string {
    try {
      return diffImages(context, older, newer);
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') return error.message;
      throw error;
    }
  }
}
