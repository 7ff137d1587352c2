/**
 * Text of a file whatever it was saved as: UTF-8 or UTF-16, with a byte order mark or without, any line ends.
 * Bytes that are no text become U+FFFD; it never throws.
 */
export function decodeText(content: string | Uint8Array): string {
  const text = typeof content === 'string' ? content : new TextDecoder(detectEncoding(content)).decode(content);
  return text.replace(/^\uFEFF/, '');
}

/** By byte order mark, else by where the zero bytes of ASCII text in UTF-16 stand. */
function detectEncoding(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (second === 0 && first !== 0) return 'utf-16le';
  if (first === 0 && second !== undefined && second !== 0) return 'utf-16be';
  return 'utf-8';
}
