import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

const TILDE = 126;
const { flow, text, insideSpan, attentionMarkers } = gfm();

/**
 * Of GitHub's Markdown only tables and struck-out text. Footnotes are not used in notes, and the search for bare
 * addresses takes quadratic time on hostile text and loses positions; `findVersionMentions` finds those itself.
 */
const SYNTAX = {
  ...(flow && { flow }),
  ...(text && { text: { [TILDE]: text[TILDE] } }),
  ...(insideSpan && { insideSpan }),
  ...(attentionMarkers && { attentionMarkers }),
};
const TREE = gfmFromMarkdown().filter(({ transforms }) => transforms === undefined);

/** The syntax tree of (a piece of) a note that has been tamed. */
export function parseMarkdownTree(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [SYNTAX], mdastExtensions: [TREE] });
}
