import { expect, test } from 'vitest';
import { compareNames, compareTexts, findNearestName } from '../../src/domain/text.ts';

test('texts come by code unit, capitals first, whatever the language of the machine', () => {
  expect(['b', 'ä', 'a', 'B', 'a1', 'a'].sort(compareTexts)).toEqual(['B', 'a', 'a', 'a1', 'b', 'ä']);
});

test('names come in the order in which people count, and no two of them are equal', () => {
  const names = ['a', 'a1b', 'a1b2', 'a1b10', 'a01', 'a1', 'a02', 'a2', 'a10', 'a9007199254740993', 'b'];
  const sorted = ['a', 'a01', 'a1', 'a1b', 'a1b2', 'a1b10', 'a02', 'a2', 'a10', 'a9007199254740993', 'b'];
  expect(names.toSorted(compareNames)).toEqual(sorted);
  expect(names.toReversed().sort(compareNames)).toEqual(sorted);
  for (const a of names) for (const b of names) expect(compareNames(a, b) === 0).toBe(a === b);
  expect(['aks-10', 'aks-007', 'aks-9', 'aks-1001', 'aks-101'].sort(compareNames)).toEqual([
    'aks-007',
    'aks-9',
    'aks-10',
    'aks-101',
    'aks-1001',
  ]);
});

test.each([
  ['ledgr', 'ledger-prod'],
  ['ledger', 'ledger-prod'],
  ['ledgre-prod', 'ledger-prod'],
  ['billnig', 'billing'],
  ['xyz', null],
  ['order', null],
])('of %s the nearest name is %s', (typed, name) => {
  expect(findNearestName(typed, ['ledger-prod', 'billing', 'storefront'])).toBe(name);
});

test.each([
  ['latest', ['test', 'status'], null],
  ['plan', ['replay', 'poll'], null],
  ['tset', ['test', 'status'], 'test'],
  ['retirments', ['retirements', 'remind'], 'retirements'],
  ['windows22', ['Windows2019', 'Windows2022', 'Windows2025'], 'Windows2022'],
])('%s among %s is taken for %s: half a word is another word', (typed, names, name) => {
  expect(findNearestName(typed, names)).toBe(name);
});
