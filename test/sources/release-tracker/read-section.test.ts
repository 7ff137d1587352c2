import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readSection } from '../../../src/sources/release-tracker/read-section.ts';
import { anyText } from '../../support/any-text.ts';

const PATH = ['Sections', 'WindowsImage'];

function cut(text: string | Uint8Array, size: number): Uint8Array[] {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

const read = (text: string | Uint8Array, { size = 7, maxBytes = 10_000 } = {}) =>
  readSection(cut(text, size), PATH, maxBytes);

describe('a section is found', () => {
  const inner = '{"a": "}]\\"{", "b": [1, {"c": null}]}';
  test.each([
    ['after other sections', `{"Sections": {"Other": {"WindowsImage": {"no": 1}}, "WindowsImage": ${inner}}}`, inner],
    ['before other sections', `{"Sections": {"WindowsImage": ${inner}, "Other": {}}}`, inner],
    ['before the rest of the document', `{"Sections": {"WindowsImage": ${inner}}, "LastUpdateTime": "x"}`, inner],
    [
      'after lists and scalars',
      `{"n": -1.5e3, "t": true, "l": [[], {}, ["Sections"]], "Sections": {"WindowsImage": {}}}`,
      '{}',
    ],
    [
      'where a value has the name of the path',
      `{"x": "Sections", "Sections": {"y": "WindowsImage", "WindowsImage": {}}}`,
      '{}',
    ],
    [
      'where an outer name is the one looked for',
      `{"WindowsImage": {"no": 1}, "Sections": {"WindowsImage": {}}}`,
      '{}',
    ],
    [
      'in the second object of a name, when the first lacks it',
      `{"Sections": {}, "Sections": {"WindowsImage": {}}}`,
      '{}',
    ],
    ['where names are written with escapes', `{"Sect\\u0069ons": {"Windows\\u0049mage": {}}}`, '{}'],
    [
      'behind names with quotes and backslashes',
      `{"a\\"": 1, "b\\\\": {"\\\\\\"": "\\\\"}, "Sections": {"WindowsImage": {}}}`,
      '{}',
    ],
    ['without any blank', `{"Sections":{"WindowsImage":{"a":"b"}}}`, '{"a":"b"}'],
    [
      'pretty printed',
      JSON.stringify({ Sections: { WindowsImage: { a: [1] } } }, null, 4),
      `{\n            "a": [\n                1\n            ]\n        }`,
    ],
    ['after a byte order mark', `\uFEFF{"Sections": {"WindowsImage": {}}}`, '{}'],
    [
      'with characters beyond ASCII',
      `{"é": "ß😀", "Sections": {"😀": {}, "WindowsImage": {"a": "😀é"}}}`,
      '{"a": "😀é"}',
    ],
    ['though the document breaks off after it', `{"Sections": {"WindowsImage": {"a": 1}, "Oth`, '{"a": 1}'],
  ])('%s', async (_, text, json) => {
    for (const size of [1, 2, 3, 5, 10_000]) expect(await read(text, { size })).toEqual({ kind: 'found', json });
  });

  it('in any document, cut anywhere, as JSON.parse finds it', async () => {
    const name = fc.oneof(fc.constantFrom('Sections', 'WindowsImage'), anyText());
    const { document } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, anyText(), fc.double(), fc.constant(null), tie('list'), tie('document')),
      list: fc.array(tie('value'), { maxLength: 4 }),
      document: fc.dictionary(name, tie('value'), { maxKeys: 5 }),
    }));
    await fc.assert(
      fc.asyncProperty(document, fc.integer({ min: 1, max: 40 }), fc.nat(4), async (tree, size, indent) => {
        const text = JSON.stringify(tree, null, indent);
        const sections: unknown = (JSON.parse(text) as Record<string, unknown>)['Sections'];
        const wanted = isObject(sections) ? sections['WindowsImage'] : undefined;
        const reading = await read(text, { size });
        expect(reading.kind).toBe(isObject(wanted) ? 'found' : 'missing');
        if (reading.kind === 'found') expect(JSON.parse(reading.json)).toEqual(wanted);
      }),
    );
  });
});

test.each([
  ['missing', '{"Sections": {"Other": {}}}'],
  ['missing', '{}'],
  ['missing', '{"Sections": [{"WindowsImage": {}}]}'],
  ['missing', '{"Sections": {"WindowsImage": null, "Other": {}}}'],
  ['missing', '{"Sections": {"WindowsImage": [{}]}}'],
  ['missing', '{"Sections": {"WindowsImage": "{}"}}'],
  ['missing', '{"Sections": {"deeper": {"WindowsImage": {}}}}'],
  ['truncated', ''],
  ['truncated', ' \n '],
  ['truncated', '{"Sections": {"Windo'],
  ['truncated', '{"Sections": {"WindowsImage": {"a": "'],
  ['truncated', '{"Sections": {"WindowsImage": {"a": 1}'.slice(0, -1)],
  ['truncated', '{"Sections": {"Other": {}}'],
  ['not-json', '<!doctype html><title>Sign in</title>'],
  ['not-json', '[{"Sections": {"WindowsImage": {}}}]'],
  ['not-json', '"Sections"'],
  ['not-json', '404 page not found'],
  ['not-json', '{"Sections": [}'],
  ['not-json', '{"Sections": {"WindowsImage": {"a": [1}}}}'],
  ['not-json', `{"a": ${'['.repeat(300)}`],
])('is %s in %j', async (kind, text) => {
  for (const size of [1, 4, 1_000]) expect(await read(text, { size })).toEqual({ kind });
});

test('a section that is larger than allowed is refused, a document of any size is not', async () => {
  const section = JSON.stringify({ a: 'x'.repeat(100) });
  const text = `{"Sections": {"Other": "${'y'.repeat(5_000)}", "WindowsImage": ${section}}}`;
  expect(await read(text, { maxBytes: section.length })).toEqual({ kind: 'found', json: section });
  expect(await read(text, { maxBytes: section.length - 1 })).toEqual({ kind: 'too-large' });
});

test('nothing is read beyond the end of the section', async () => {
  const chunks = cut('{"Sections": {"WindowsImage": {"a": 1}, "Other": {}}}', 10);
  let taken = 0;
  function* deliver() {
    for (const chunk of chunks) {
      taken += 1;
      yield chunk;
    }
  }
  expect(await readSection(deliver(), PATH, 1_000)).toMatchObject({ kind: 'found' });
  expect(taken).toBe(4);
});

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
