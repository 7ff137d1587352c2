/** Characters that show as nothing, and further spaces in a run inside a line. */
const ODD = /[\u00ad\u200b-\u200d\u2060\ufeff]+|(?<=\S[ \u00a0])[ \u00a0]+(?=\S)/g;

/** A body without its odd characters. */
export interface CleanBody {
  readonly text: string;
  /** Where a stretch of the text stands in the body as it was. */
  readonly sourceOf: (start: number, end: number) => { readonly start: number; readonly end: number };
}

/** Takes out what shows as nothing: zero-width characters, soft hyphens, spaces beside spaces. */
export function withoutOddCharacters(body: string): CleanBody {
  const cuts: { readonly at: number; readonly length: number }[] = [];
  const text = body.replace(ODD, (odd, offset: number) => {
    cuts.push({ at: offset, length: odd.length });
    return '';
  });
  if (cuts.length === 0) return { text, sourceOf: (start, end) => ({ start, end }) };
  const offsets = new Uint32Array(text.length);
  let next = 0;
  let shift = 0;
  for (let at = 0; at < text.length; at += 1) {
    for (let cut = cuts[next]; cut !== undefined && cut.at <= at + shift; cut = cuts[next]) {
      shift += cut.length;
      next += 1;
    }
    offsets[at] = at + shift;
  }
  return { text, sourceOf: (start, end) => ({ start: offsets[start] ?? 0, end: (offsets[end - 1] ?? 0) + 1 }) };
}
