import { expect, test } from 'vitest';
import { toRegion } from '../../src/domain/image-arrival.ts';

test.each([
  ['West US 3', 'westus3'],
  ['westus3', 'westus3'],
  ['WestEurope', 'westeurope'],
  ['Taiwan North West', 'taiwannorthwest'],
  ['US Gov Virginia', 'usgovvirginia'],
  [' China North 2\n', 'chinanorth2'],
  ['', null],
  ['3 West', null],
  ['<!channel>', null],
  ['west-europe', null],
  ['Zürich', null],
  ['__proto__', null],
  ['x'.repeat(51), null],
])('the region %j is %j', (name, region) => {
  expect(toRegion(name)).toBe(region);
});
