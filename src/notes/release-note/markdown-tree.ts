import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { tameMarkdown } from './tame-markdown.ts';

/**
 * The syntax tree of a note. Offsets in it are offsets into `body`, since taming never changes the length.
 */
export function parseMarkdownTree(body: string): Root {
  return fromMarkdown(tameMarkdown(body), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}
