import type { Catalogue } from '../../../src/domain/catalogue.ts';
import { buildCatalogue, buildImage } from './builders.ts';

/** The present of the expert table. */
export const AUGUST_2026 = new Date('2026-08-20T09:00:00Z');

/** Images an expert knows on that day; the August one is built and not released yet. */
export function buildAugustCatalogue(): Catalogue {
  return buildCatalogue([
    '17763.8276.260114',
    '17763.8389.260210',
    '20348.4893.260311',
    '20348.5020.260415',
    '20348.5139.260513',
    '20348.5256.260610',
    '20348.5386.260715',
    buildImage('20348.5499.260812', { announcedIn: null, announcedAt: null, announcementUrl: null }),
    '25398.2274.260415',
    '25398.2330.260513',
    '26100.7462.251212',
    '26100.32230.260113',
    '26100.32860.260513',
    '26100.33004.260610',
    '26100.33158.260715',
    buildImage('26100.33296.260812', { announcedIn: null, announcedAt: null, announcementUrl: null }),
  ]);
}
