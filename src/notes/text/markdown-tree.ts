import { Lexer, type MarkedToken, type Token, Tokenizer, type Tokens } from 'marked';

/** A piece of Markdown, and where it stands in the text that was read. */
export interface MarkdownNode {
  readonly type:
    | 'root'
    | 'heading'
    | 'paragraph'
    | 'list'
    | 'listItem'
    | 'blockquote'
    | 'table'
    | 'tableRow'
    | 'tableCell'
    | 'rule'
    | 'code'
    | 'html'
    | 'text'
    | 'inlineCode'
    | 'break'
    | 'delete'
    | 'link'
    | 'span';
  readonly start: number;
  readonly end: number;
  readonly children: readonly MarkdownNode[];
  /** What a text, a stretch of code or of HTML says. */
  readonly value: string;
  /** Where a link leads. */
  readonly url: string | null;
  /** Of a heading. */
  readonly depth: number;
}

/** The syntax tree of (a piece of) a note that has been tamed. */
export function parseMarkdownTree(markdown: string): MarkdownNode {
  // As long as before, so that every offset stays true.
  const source = markdown.replace(/\r\n?|\f/g, (end) => (end.length > 1 ? ' \n' : '\n'));
  return new Locator(source).root();
}

/** Words up to what may be Markdown. */
const WORDS = /^(?:[`~]+|[^`~])(?:(?= {2,}\n)|[\s\S]*?(?=[\\<![`*~_]| {2,}\n|$))/;

/** Without the search for bare addresses, which is slow on hostile text; `findVersionMentions` finds those itself. */
class NoteTokenizer extends Tokenizer {
  override url(): undefined {
    return undefined;
  }

  override inlineText(source: string): Tokens.Text | undefined {
    const [raw] = WORDS.exec(source) ?? [];
    return raw === undefined ? undefined : { type: 'text', raw, text: raw, escaped: false };
  }
}

const TYPES: Readonly<Record<string, MarkdownNode['type']>> = {
  ...{ heading: 'heading', paragraph: 'paragraph', list: 'list', list_item: 'listItem', blockquote: 'blockquote' },
  ...{ code: 'code', html: 'html', codespan: 'inlineCode', br: 'break', del: 'delete', link: 'link' },
  ...{ text: 'text', escape: 'text', strong: 'span', em: 'span' },
};

/** Finds the place of each token: they stand in the order of the source, each behind what it is nested in. */
class Locator {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  root(): MarkdownNode {
    const children = this.#blocks(new Lexer({ gfm: true, tokenizer: new NoteTokenizer() }).lex(this.#source));
    return nodeOf('root', { start: 0, end: this.#source.length, children });
  }

  #blocks(tokens: readonly Token[]): MarkdownNode[] {
    return tokens.flatMap((token) => this.#block(token as MarkedToken));
  }

  #block(token: MarkedToken): MarkdownNode[] {
    if (token.type === 'space' || token.type === 'def') {
      this.#pass(token.raw);
      return [];
    }
    if (token.type === 'hr') return [nodeOf('rule', { ...this.#pass(token.raw), children: [] })];
    const from = this.#at;
    const { start, end } = this.#pass(token.raw);
    const place = { start, end };
    if (token.type === 'table') return [nodeOf('table', { ...place, children: this.#rows(token, start) })];
    if (token.type === 'code' || token.type === 'html')
      return [nodeOf(token.type, { ...place, value: this.#source.slice(start, end) })];
    this.#at = Math.max(from, start);
    const children =
      token.type === 'list'
        ? token.items.flatMap((item) => this.#item(item))
        : 'tokens' in token && token.type === 'blockquote'
          ? this.#blocks(token.tokens)
          : this.#inlines(('tokens' in token && token.tokens) || []);
    this.#at = end;
    const type = token.type === 'text' ? 'paragraph' : TYPES[token.type];
    const depth = token.type === 'heading' ? token.depth : 0;
    return type ? [nodeOf(type, { ...place, children, depth })] : [];
  }

  #item(item: Tokens.ListItem): MarkdownNode[] {
    const { start, end } = this.#pass(item.raw);
    this.#at =
      start + (/^\s*(?:[-*+]|\d{1,9}[.)])[ \t]*(?:\[[ xX]\][ \t])?/.exec(item.raw.trimStart())?.[0].length ?? 0);
    const children = this.#blocks(item.tokens);
    this.#at = end;
    return [nodeOf('listItem', { start, end, children })];
  }

  #rows({ header, rows, raw }: Tokens.Table, start: number): MarkdownNode[] {
    this.#at = start;
    const lines = raw.split('\n').filter((line) => line.trim() !== '');
    const places = lines.map((line) => this.#pass(line));
    return [header, ...rows].map((cells, index) => {
      const place = places[index === 0 ? 0 : index + 1] ?? { start, end: start };
      this.#at = place.start;
      const children = cells.map((cell) => {
        this.#at += /^[|\s]*/.exec(this.#source.slice(this.#at, place.end))?.[0].length ?? 0;
        const from = this.#at;
        const children = this.#inlines(cell.tokens);
        return nodeOf('tableCell', { start: from, end: this.#at, children });
      });
      return nodeOf('tableRow', { ...place, children });
    });
  }

  #inlines(tokens: readonly Token[]): MarkdownNode[] {
    return tokens.flatMap((token) => this.#inline(token as MarkedToken));
  }

  #inline(token: MarkedToken): MarkdownNode[] {
    const { start, end } = this.#follow(token.raw);
    const type = TYPES[token.type];
    if (!type) return [];
    const url = token.type === 'link' ? token.href : null;
    if ('tokens' in token && token.tokens && token.type !== 'text') {
      this.#at = start + (/^(?:\*{1,3}|_{1,3}|~{1,2}|\[|<)/.exec(token.raw)?.[0].length ?? 0);
      const children = this.#inlines(token.tokens);
      this.#at = end;
      return [nodeOf(type, { start, end, children, url })];
    }
    const value = token.type === 'html' ? this.#source.slice(start, end) : 'text' in token ? textOf(token) : '';
    return [nodeOf(type, { start, end, value })];
  }

  /** The place of lines that follow, each of which may have lost what it is indented or quoted by. */
  #pass(raw: string): { readonly start: number; readonly end: number } {
    let start = -1;
    let end = this.#at;
    for (const line of raw.split('\n')) {
      const words = line.trim();
      const at = words === '' ? -1 : this.#source.indexOf(words, end);
      if (at < 0) continue;
      if (start < 0) start = at;
      end = at + words.length;
    }
    this.#at = end;
    return { start: start < 0 ? end : start, end };
  }

  /** The place of words that follow at once; at the beginning of a line behind its indentation. */
  #follow(raw: string): { readonly start: number; readonly end: number } {
    let start = -1;
    for (const [index, line] of raw.split('\n').entries()) {
      if (index > 0) this.#at = this.#behind(/\n[ \t>]*/y);
      const words = index > 0 ? line.trimStart() : line;
      // The first line of a paragraph keeps the spaces that it is indented by.
      const indent = words.length - words.trimStart().length;
      if (!this.#isAt(words) && this.#isAt(words, -indent)) this.#at -= indent;
      if (!this.#isAt(words)) this.#at = this.#behind(/[\s>]*/y);
      if (!this.#isAt(words)) this.#at = Math.max(this.#at, this.#source.indexOf(words, this.#at));
      if (start < 0) start = this.#at;
      this.#at += words.length;
    }
    return { start, end: this.#at };
  }

  #isAt(words: string, offset = 0): boolean {
    return this.#source.startsWith(words, this.#at + offset);
  }

  #behind(pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    return this.#at + (pattern.exec(this.#source)?.[0].length ?? 0);
  }
}

export function nodeOf(
  type: MarkdownNode['type'],
  given: Partial<MarkdownNode> & Pick<MarkdownNode, 'start' | 'end'>,
): MarkdownNode {
  return { children: [], value: '', url: null, depth: 0, ...given, type };
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', rarr: '→', ndash: '–', mdash: '—' },
  ...{ hellip: '…', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', copy: '©', reg: '®', trade: '™' },
};

/** What a reader sees of a text. */
function textOf(token: { readonly type: string; readonly text: string }): string {
  const lines = token.text.replace(/[ \t]*\n[ \t]*/g, '\n');
  if (token.type === 'codespan') return lines.replaceAll('\n', ' ');
  return lines.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));/gi, (all, decimal, hex, name: string) => {
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    if (decimal || hex) return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : '\ufffd';
    return ENTITIES[name] ?? all;
  });
}
