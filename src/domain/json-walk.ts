const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** What a byte between texts does; nothing hangs on blanks, numbers and words. */
const KINDS = new Uint8Array(256);
const [TEXT, PLACE, NAMED, NEXT] = [1, 2, 3, 4];
KINDS[QUOTE] = TEXT;
for (const byte of Buffer.from('[{]}')) KINDS[byte] = PLACE;
KINDS[0x3a] = NAMED;
KINDS[0x2c] = NEXT;

/**
 * Walks through JSON that arrives in pieces, from each byte at which a list or an object begins or ends to the next one,
 * and keeps nothing. Whether it is JSON otherwise is not asked. The bytes of a character beyond ASCII are above all that
 * have a meaning, wherever a piece ends.
 */
export class JsonWalk {
  /** The name of what begins at this place, in an object that is no deeper than asked for; else empty. */
  name = '';
  readonly #namesTo: number;
  #depth = 0;
  readonly #longestName: number;
  #text = '';
  #isText = false;
  #isEscaped = false;

  /** Names are read in that many levels of objects; one that is longer is cut, and so no known one. */
  constructor(namesTo: number, longestName: number) {
    this.#namesTo = namesTo;
    this.#longestName = longestName;
  }

  /** Goes on with so many lists and objects around: whoever walks says what counts as one. */
  enter(depth: number): void {
    this.#depth = depth;
    this.name = '';
  }

  /** Where the next list or object begins or ends, at `from` or later; outside of all, `from`. Behind the piece: nowhere. */
  next(piece: Uint8Array, from: number): number {
    if (this.#depth === 0) return from;
    let at = this.#isText ? this.#skipText(piece, from) + 1 : from;
    for (; at < piece.length; at += 1) {
      const kind = KINDS[piece[at] ?? 0];
      // Most of a pretty list is blanks, and most texts are deeper than names are asked for.
      if (kind === 0) continue;
      if (kind === PLACE) return at;
      if (kind === TEXT) {
        this.#text = '';
        at = this.#skipText(piece, at + 1);
      } else if (this.#depth <= this.#namesTo) this.name = kind === NAMED ? decode(this.#text) : '';
    }
    return at;
  }

  /** Offset of the quote that ends a text, or behind the piece. */
  #skipText(piece: Uint8Array, from: number): number {
    let at = from;
    if (this.#isEscaped) at += 1;
    while (at < piece.length && piece[at] !== QUOTE) at += piece[at] === BACKSLASH ? 2 : 1;
    this.#isText = at >= piece.length;
    this.#isEscaped = at > piece.length;
    const left = this.#longestName + 1 - this.#text.length;
    if (this.#depth <= this.#namesTo && left > 0)
      this.#text += String.fromCharCode(...piece.subarray(from, Math.min(at, from + left)));
    return at;
  }
}

/** `Sections`, also where it is written `Sect\u0069ons`. */
function decode(text: string): string {
  if (!text.includes('\\')) return text;
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}
