import { describe, expect, it } from 'vitest';
import { composeText } from '../../../../src/surfaces/slack/messages/compose-text.ts';
import { countOf, joinWords } from '../../../../src/surfaces/slack/messages/count-words.ts';
import {
  escapeMrkdwn,
  shorten,
  slackDate,
  toLiteral,
  toMrkdwn,
} from '../../../../src/surfaces/slack/messages/escape-text.ts';
import { fitBlocks } from '../../../../src/surfaces/slack/messages/fit-blocks.ts';
import { linkMrkdwn, toWebUrl } from '../../../../src/surfaces/slack/messages/web-link.ts';

describe('text from outside', () => {
  it.each([
    ['<!channel>', '&lt;!channel&gt;'],
    ['@here and @channel', '@\u2060here and @\u2060channel'],
    ['a@b.example', 'a@\u2060b.example'],
    ['&amp;', '&amp;amp;'],
    ['\u202Eevil\u2066\u0000\u200B', 'evil'],
    ['two\nlines\tand  blanks ', 'two lines and blanks'],
    ['\uD800', '\uFFFD'],
    ['\u{E0041}\u{E007F}', '-'],
    ['', '-'],
  ])('%j becomes %j', (text, expected) => {
    expect(toMrkdwn(text)).toBe(expected);
  });

  it('is capped before it is escaped, never inside a character', () => {
    expect(toMrkdwn('<<<<<', 3)).toBe('&lt;&lt;…');
    expect(shorten('ab😀', 3)).toBe('ab…');
    expect(toLiteral('x'.repeat(500))).toHaveLength(300);
  });

  it('keeps a command whole', () => {
    expect(escapeMrkdwn(`az ${'x'.repeat(900)} && b`)).toBe(`az ${'x'.repeat(900)} &amp;&amp; b`);
  });
});

describe('links', () => {
  it.each([
    ['https://example.com/a?b=1&c=2', 'https://example.com/a?b=1&c=2'],
    ['HTTP://EXAMPLE.COM', 'http://example.com/'],
    ['https://example.com/a|b> <c', 'https://example.com/a%7Cb%3E%20%3Cc'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['file:///etc/passwd', null],
    ['https://user:secret@example.com/', null],
    ['//example.com', null],
    ['not a url', null],
    [`https://example.com/${'a'.repeat(2_000)}`, null],
    ['', null],
    [null, null],
  ])('%j leads to %j', (url, expected) => {
    expect(toWebUrl(url)).toBe(expected);
  });

  it('escapes address and label, and keeps the label where there is no address', () => {
    expect(linkMrkdwn('https://e.example/?a&b', 'x|y<z>')).toBe('<https://e.example/?a&amp;b|x/y&lt;z&gt;>');
    expect(linkMrkdwn('javascript:x', '<!here>')).toBe('&lt;!here&gt;');
  });
});

describe('top-level text', () => {
  it('joins what fits and adds whole extras only', () => {
    expect(composeText(['a', 'b'], ['c'])).toBe('a\nb\nc');
    expect(composeText(['a'], ['b', 'x'.repeat(3_000), 'c'])).toBe('a\nb');
  });

  it('counts the lines that did not fit, and drops the extras first', () => {
    const lines = ['first', ...Array.from({ length: 100 }, () => 'x'.repeat(99))];
    const text = composeText(lines, ['extra']);
    expect(text.length).toBeLessThanOrEqual(3_000);
    expect(text.split('\n').at(-1)).toBe(
      `and ${100 - text.split('\n').filter((line) => line.startsWith('x')).length} more`,
    );
    expect(text).not.toContain('extra');
  });

  it('cuts an endless first line outside of entities and links', () => {
    for (let length = 2_960; length < 3_000; length++) {
      const text = composeText([`${'y'.repeat(length)}&lt;<https://e.example|${'z'.repeat(90)}>`, 'more']);
      expect(text.length).toBeLessThanOrEqual(3_000);
      expect(text).not.toMatch(/&(?!lt;)|<[^>]*$/m);
      expect(text).toMatch(/\n(?:and 1 )?more$/);
    }
  });
});

describe('fitting blocks', () => {
  const block = (text: string) => ({
    type: 'rich_text' as const,
    elements: [{ type: 'rich_text_section' as const, elements: [{ type: 'text' as const, text }] }],
  });

  it('keeps the tail and counts what it leaves out, by blocks and by characters', () => {
    const many = fitBlocks(
      Array.from({ length: 80 }, () => ({ block: block('x'), things: 2 })),
      [block('tail')],
    );
    // Two of the 50 stay free for what people did with a message and for its buttons.
    expect(many).toHaveLength(48);
    expect(JSON.stringify(many.at(-2))).toContain('and 68 more');
    expect(JSON.stringify(many.at(-1))).toContain('tail');
    const long = fitBlocks(
      Array.from({ length: 20 }, () => ({ block: block('x'.repeat(1_000)), things: 1 })),
      [],
    );
    expect(JSON.stringify(long.at(-1))).toContain('and 11 more');
  });

  it('adds nothing when everything fits', () => {
    expect(fitBlocks([{ block: block('x'), things: 1 }], [])).toHaveLength(1);
  });
});

it('counts and joins as people do', () => {
  expect([countOf(1, 'pool'), countOf(0, 'pool'), countOf(12_345, 'pool')]).toEqual([
    '1 pool',
    '0 pools',
    '12,345 pools',
  ]);
  expect([joinWords([]), joinWords(['a']), joinWords(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
  expect(joinWords(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
});

it('says instants in the zone of the reader, with UTC to fall back on', () => {
  expect(slackDate('2026-07-17T20:05:59Z')).toBe(
    '<!date^1784318759^{date_short_pretty}, {time}|17 Jul 2026, 20:05 UTC>',
  );
  expect(slackDate('some day')).toBe('at an unknown time');
});
