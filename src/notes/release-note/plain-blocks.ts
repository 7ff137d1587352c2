import type { Grammar } from './find-ends.ts';

/** What a note may say about Windows images, or of anything that can end; without it a block is only context. */
const TELLING =
  /windows|server|\bw(?:s|in) ?20|\b2\dH\d|annual|\d{5}\.\d|vhd|docker|\bnpm\b|network policy|csi|kubenet|calico|gmsa|\bgen|\bcve\b/i;
const MINOR = /(?<!\d)1\.\d/;
/** A list may name what its lead says to end. */
const NAME_ONLY = /^\W*(?:\d+[.)]\W+)?(?:(?:kubernetes|k8s|aks|versions?)\W+)*v?1\.\d\d\b/i;
const FENCE = /^[\s>]*(?:`{3,}|~{3,})/;
/** Marks that only matter for inline Markdown. */
const INLINE = /[*_`[\]!&\\]/g;
/** Blocks of their own kind keep theirs. */
const STRUCTURE = /[<|]|~~|```|^ {0,3}\[[^\]]+\]:|^[ \t]*[-=*_][ \t*_-]*$/m;
const LINE_START = /^(?:[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+|[ \t]*#{1,6}[ \t]|[ \t]*\r?$)/;
const MARKER = /^(?:[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+)+/;

/**
 * Blanks list items that speak neither of Windows nor of an end and have nothing under them, and the inline Markdown of
 * other such blocks: most of a note, and much of the Markdown parser's time. Every offset stays true.
 */
export function plainBlocks(body: string, { mayTell }: Grammar): string {
  const blocks = blocksOf(body);
  return blocks.map((block, index) => plainBlock(block, blocks[index + 1] ?? '', mayTell(block))).join('\n');
}

function blocksOf(body: string): string[] {
  const blocks: string[][] = [];
  let isFenced = false;
  for (const line of body.split('\n')) {
    const isFence = FENCE.test(line);
    const continues = blocks.length > 0 && (isFenced || isFence || !LINE_START.test(line));
    if (isFence) isFenced = !isFenced;
    if (continues) blocks.at(-1)?.push(line);
    else blocks.push([line]);
  }
  return blocks.map((lines) => lines.join('\n'));
}

function plainBlock(block: string, next: string, mayTell: boolean): string {
  const isPlain = !TELLING.test(block) && !STRUCTURE.test(block) && !NAME_ONLY.test(block);
  if (!isPlain || (mayTell && MINOR.test(block))) return block;
  const marker = MARKER.exec(block)?.[0] ?? '';
  const isLeaf = marker !== '' && next !== '' && MARKER.test(next) && indentOf(next) <= indentOf(block);
  if (isLeaf && !mayTell) return block.replace(/[^\r\n]/g, ' ');
  // Blanks right behind a marker would move what is nested below it.
  const content = block.slice(marker.length);
  return marker !== '' && content.search(INLINE) === 0 ? block : marker + content.replace(INLINE, ' ');
}

function indentOf(block: string): number {
  return /^[ \t>]*/.exec(block)?.[0].length ?? 0;
}
