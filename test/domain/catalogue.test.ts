import { expect, test } from 'vitest';
import { findImageSpread, type NodeImage } from '../../src/domain/catalogue.ts';
import { buildArrivals, buildImage } from '../advice/support/builders.ts';

const JULY = '20348.5386.260715';
const arrivals = [
  ...buildArrivals('westeurope', [`~${JULY}@2026-08-04`, '20348.5256.260610']),
  ...buildArrivals('eastus', [`${JULY}@2026-07-30`]),
  ...buildArrivals('uksouth', [JULY]),
];

test.each<[string, NodeImage, object | null]>([
  [
    'counts the regions that have it, not those it is on its way to',
    buildImage(JULY),
    { regions: 2, of: 3, firstOn: '2026-07-30' },
  ],
  [
    'says that the newest is nowhere yet',
    buildImage('20348.5499.260812', { state: 'newest' }),
    { regions: 0, of: 3, firstOn: null },
  ],
  ['says nothing of an image that the tracker lists no more', buildImage('20348.4893.260311'), null],
  ['says nothing of an OS SKU that the tracker lacks', buildImage('26100.33158.260715', { state: 'newest' }), null],
])('%s', (_, image, expected) => {
  const spread = findImageSpread(image, { readOn: '2026-08-20', arrivals });
  expect(spread).toEqual(expected && { ...expected, asOf: '2026-08-20' });
});

test('says nothing before the tracker was read', () => {
  expect(findImageSpread(buildImage(JULY), undefined)).toBeNull();
});
