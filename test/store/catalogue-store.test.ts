import { expect, test } from 'vitest';
import type { Catalogue } from '../../src/domain/catalogue.ts';
import { buildArrivals } from '../advice/support/builders.ts';
import { openTestStore } from '../support/open-test-store.ts';

test('what regions have is kept with the catalogue, in its order, and dated by the last reading of the tracker', () => {
  const store = openTestStore();
  const arrivals = [
    ...buildArrivals('westeurope', ['~20348.5386.260715@2026-08-04', '20348.5256.260610']),
    ...buildArrivals('eastus', ['20348.5386.260715'], { generation: 2 }),
  ];
  const catalogue: Catalogue = { images: [], retirements: [], kubernetesVersions: [] };
  store.catalogue.replace({ ...catalogue, regions: { readOn: '2026-08-20', arrivals } });
  expect(store.catalogue.get()).toEqual(catalogue);
  store.catalogue.markRegionsRead('2026-08-20');
  expect(store.catalogue.get()).toEqual({ ...catalogue, regions: { readOn: '2026-08-20', arrivals } });
  expect(store.catalogue.findRegionsReadOn()).toBe('2026-08-20');
  store.catalogue.replace(catalogue);
  expect(store.catalogue.get().regions?.arrivals).toEqual([]);
});
