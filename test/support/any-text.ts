import fc from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 };

/** Any code point, as a text. The library's own keeps a table of all of them: a second and 100 MB for each process. */
const ANY_CHARACTER = fc.nat(0x10_ffff - SURROGATES.count).map(
  (number) => String.fromCodePoint(number < SURROGATES.first ? number : number + SURROGATES.count),
  (text) => {
    const code = typeof text === 'string' ? text.codePointAt(0) : undefined;
    if (code === undefined || text !== String.fromCodePoint(code)) throw new Error('no single character');
    return code < SURROGATES.first ? code : code - SURROGATES.count;
  },
);

/** Any well-formed text, of any script, with those among them that programs stumble over (`__proto__`). */
export function anyText(constraints: { readonly maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.string({ unit: ANY_CHARACTER, ...constraints });
}
