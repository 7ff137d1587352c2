import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonItems, toUtf8, unpacked } from '../../src/inventory/json-items.ts';

const IS_SOAK = process.env['SOAK'] !== undefined;

/** Reads a text in chunks of so many bytes. */
function read(text: string, size: number) {
  const bytes = Buffer.from(text);
  const items = new JsonItems('fleet.json');
  const found: unknown[] = [];
  for (let from = 0; from < bytes.length; from += size)
    found.push(...[...items.read(bytes.subarray(from, from + size))].map((item) => item.parse()));
  items.end();
  return { found, leftOut: items.leftOut, errors: items.errors };
}

const ITEMS = [
  { id: 'a]"}\\', name: 'größe', pools: [{ value: [1, { x: '[' }] }] },
  { id: 'b', tags: {} },
];

describe('items of a large file', () => {
  it('are the same wherever it is cut into chunks', () => {
    const value = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(value, fc.integer({ min: 1, max: 40 }), fc.boolean(), (items, size, isPretty) => {
        expect(read(JSON.stringify(items, null, isPretty ? 2 : 0), size).found).toEqual(
          JSON.parse(JSON.stringify(items)),
        );
      }),
      { numRuns: IS_SOAK ? 1_000 : 60 },
    );
  });

  it('are the same however they are printed, with braces in their texts', () => {
    const word = fc.constantFrom('{', '}', '{}', '"{', '\\', 'a');
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 3 }, word, fc.array(tie('value'), { maxLength: 2 }), tie('object')),
      object: fc.dictionary(word, tie('value'), { maxKeys: 3 }),
    }));
    const items = fc.array(fc.dictionary(word, value, { maxKeys: 3 }), { minLength: 1, maxLength: 4 });
    const gap = fc.constantFrom('', ' ', '\n', '\n  ', '\n    ', '\r\n  ');
    fc.assert(
      fc.property(items, fc.infiniteStream(gap), fc.integer({ min: 1, max: 99 }), (list, gaps, size) => {
        const space = () => String(gaps.next().value);
        const print = (one: unknown): string => {
          if (typeof one === 'string') return JSON.stringify(one);
          const parts = Array.isArray(one)
            ? one.map(print)
            : Object.entries(one as object).map(([key, inner]) => `${JSON.stringify(key)}:${space()}${print(inner)}`);
          const [open, close] = Array.isArray(one) ? ['[', ']'] : ['{', '}'];
          return `${open}${space()}${parts.map((part) => `${part}${space()}`).join(`,${space()}`)}${close}`;
        };
        const text = print(list);
        expect(read(text, size).found).toEqual(JSON.parse(text));
        expect(read(text, text.length * 3).found).toEqual(JSON.parse(text));
      }),
      { numRuns: IS_SOAK ? 5_000 : 200 },
    );
  });

  it.each([
    ['a page of ARM', { value: ITEMS, nextLink: 'https://x' }, { value: [], nextLink: 'https://x' }],
    [
      'a list of kubectl',
      { apiVersion: 'v1', items: ITEMS, kind: 'List' },
      { apiVersion: 'v1', items: [], kind: 'List' },
    ],
  ])('are those of %s, and what is left of it comes last', (_what, document, rest) => {
    for (const size of [1, 7, 1000])
      expect(read(JSON.stringify(document, null, 2), size).found).toEqual([...ITEMS, rest]);
  });

  it.each([
    ['stripped of their indentation', '[\n{\n"a": {\n"b": [\n{\n"c": 1\n},\n{\n"c": 2\n}\n]\n}\n},\n{\n"a": 3\n}\n]'],
    [
      'with a part that is indented less',
      '[\n  {\n    "a": {\n  "b": 1\n  },\n    "c": "}"\n  },\n  {\n    "a": "{"\n  }\n]',
    ],
    ['in lines of which some hold several', '[\n  {\n    "a": 1\n  }, {"b": {}},\n  {\n    "c": []\n  }]'],
    [
      'of items in one line beside others, with lone braces in texts',
      '[\n  {"a": "{"},\n  {"b": "}",\n  "c": 1\n  }\n]',
    ],
    ['with such texts behind a line of its own', '[\n  {\n    "a": "{"},\n  {"b": "}"\n  }\n]'],
    ['with line ends of Windows', '[\r\n  {\r\n    "a": {\r\n    }\r\n  },\r\n  {\r\n    "b": 1\r\n  }\r\n]'],
  ])('are found in a list %s', (_what, text) => {
    for (const size of [1, 7, 1000]) expect(read(text, size).found).toEqual(JSON.parse(text));
  });

  it('are documents one behind the other, whatever stands between them', () => {
    const text = `WARNING: a preview\n${ITEMS.map((item) => JSON.stringify(item)).join('\n---\n')}\nPS C:\\>`;
    for (const size of [1, 9, 1000]) expect(read(text, size)).toEqual({ found: ITEMS, leftOut: 3, errors: [] });
  });

  it('may have answers that failed beside them, which are told apart from other lines', () => {
    const text = `az list\n${JSON.stringify(ITEMS)}\nERROR: {"code":"größe"}\nno ERROR: x\nerror: the last line`;
    const errors = ['ERROR: {"code":"größe"}', 'error: the last line'].map((line) => expect.stringContaining(line));
    for (const size of [1, 9, 1000]) expect(read(text, size)).toEqual({ found: ITEMS, leftOut: 4, errors });
  });

  it.each([
    ['[{"a":1},{"b":', 'fleet.json is cut off behind item 1: write the file again.'],
    ['[{"a":1},{"b":2},{"c" 3}]', 'fleet.json is damaged behind item 2: write the file again.'],
    ['name,image\nmill,AKSWindows', 'fleet.json is not JSON: it looks like CSV without the id of each cluster'],
    ['NAME,TYPE\r\nmill,Kubernetes service\r\n', 'it looks like CSV without the id of each cluster'],
  ])('%s is refused', (text, message) => {
    for (const size of [1, 1000]) expect(() => read(text, size)).toThrow(message);
  });

  it.each([
    ['prose', 'az: ', 'one moment ', 'fleet.json is not JSON'],
    ['numbers', '[{"a":1},{"b":1},', '1,', 'fleet.json holds no value any more behind item 2: write the file again.'],
  ])('%s without an end are given up', (_what, start, endless, message) => {
    const items = new JsonItems('fleet.json');
    const chunk = Buffer.alloc(1024 * 1024, endless);
    expect([...items.read(Buffer.from(start))].length).toBe(start.split('},').length - 1);
    expect(() => {
      for (let megabyte = 0; megabyte < 20; megabyte += 1) expect([...items.read(chunk)]).toEqual([]);
    }).toThrow(message);
  });
});

describe('the bytes of a large file', () => {
  const chunksOf = async function* (bytes: Uint8Array) {
    for (let from = 0; from < bytes.length; from += 5) yield bytes.subarray(from, from + 5);
  };

  it.each([
    ['UTF-8', Buffer.from('[{"a":"größe"}]')],
    ['UTF-16', Buffer.from('\uFEFF[{"a":"größe"}]', 'utf16le')],
    ['gzip', gzipSync('[{"a":"größe"}]')],
  ])('are read in %s', async (_what, bytes) => {
    const items = new JsonItems('f');
    const found: unknown[] = [];
    for await (const chunk of toUtf8(unpacked('f', chunksOf(bytes))))
      found.push(...[...items.read(chunk)].map((item) => item.parse()));
    expect(found).toEqual([{ a: 'größe' }]);
  });
});
