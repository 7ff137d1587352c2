import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  anyFields,
  object,
  optionalCount,
  optionalFlag,
  optionalNumber,
  optionalWord,
  readWith,
} from '../../src/inventory/field-readers.ts';
import { findField, lowerKeys } from '../../src/inventory/fields.ts';

const KEYS = ['osSKU', 'osSku', 'OSSKU', 'os_sku', 'name', 'Name', '__proto__', 'constructor', '7', 'ID'];

/** Key by key, of two that are one field the first that is not null. */
function readOneByOne(record: Readonly<Record<string, unknown>>): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [key, value] of Object.entries(record)) {
    const field = key === 'os_sku' ? 'ossku' : key.toLowerCase();
    if (field !== '__proto__' && fields.get(field) == null) fields.set(field, value);
  }
  return fields;
}

it('finds the same fields whatever records came before', () => {
  const value = fc.constantFrom(null, undefined, 0, '', 'a');
  const keys = fc.uniqueArray(fc.constantFrom(...KEYS), { maxLength: 8 });
  const record = keys.chain((own) =>
    fc.tuple(...own.map(() => value)).map((values) => Object.fromEntries(own.map((key, at) => [key, values[at]]))),
  );
  fc.assert(
    fc.property(fc.array(record), (records) => {
      for (const one of records) {
        const fields = readOneByOne(one);
        expect(new Map(Object.entries(lowerKeys(one)))).toEqual(fields);
        for (const [field, found] of fields) expect(findField(one, field)).toBe(found);
        expect(findField(one, 'absent')).toBeUndefined();
      }
    }),
    { numRuns: 200 },
  );
});

it.each([
  [optionalCount, -1, 'Too small: expected number to be >=0'],
  [optionalCount, 1_000_001, 'Too big: expected number to be <=1000000'],
  [optionalCount, 1.5, 'Invalid input: expected int, received number'],
  [optionalNumber, '1', 'Invalid input: expected number, received string'],
  [optionalFlag, 'perhaps', 'Invalid input'],
  [optionalWord, {}, 'Invalid input'],
  [anyFields, [], 'Invalid input: expected record, received array'],
])('names the field that it cannot read, and why: %s, %j', (reader, value, why) => {
  expect(readWith(object({ field: reader }), { Field: value })).toEqual({ refused: `field: ${why}` });
});

it.each(['false', '0', 'No', 'off', 'n', 'Disabled'])('reads "%s" as a no', (word) => {
  expect(readWith(optionalFlag, word)).toEqual({ read: false });
});
