import { createSectionScanner, type ScanState } from './section-scanner.ts';

/** What became of looking for a section: its JSON text, or why there is none. */
export type SectionReading =
  | { readonly kind: 'found'; readonly json: string }
  | { readonly kind: Exclude<ScanState, 'reading' | 'found'> | 'truncated' };

/**
 * Finds the object at `path` (names of nested objects, outermost first) in a JSON document that arrives in pieces, and
 * stops there; nothing else is kept. Throws only what `chunks` throws; the text found is balanced, but not checked.
 */
export async function readSection(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  path: readonly string[],
  maxBytes: number,
): Promise<SectionReading> {
  const scanner = createSectionScanner(path, maxBytes);
  for await (const chunk of chunks) if (scanner.push(chunk) !== 'reading') break;
  const state = scanner.getState();
  if (state === 'found') return { kind: 'found', json: scanner.getText() };
  return { kind: state === 'reading' ? 'truncated' : state };
}
