/** Which encoding the first bytes tell; PowerShell's `>` writes UTF-16 with or without a byte order mark. */
function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // JSON begins with an ASCII character, so a zero byte next to it can only be its other half.
  if (second === 0 && first !== 0) return 'utf-16le';
  if (first === 0 && second !== 0) return 'utf-16be';
  return 'utf-8';
}

/** The text of a file in UTF-8 or UTF-16, without its byte order mark. */
export function decodeText(input: string | Uint8Array): string {
  if (typeof input === 'string') return input.replace(/^\uFEFF/, '');
  return new TextDecoder(encodingOf(input)).decode(input);
}
