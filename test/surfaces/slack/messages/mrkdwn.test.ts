import { describe, expect, it } from 'vitest';
import { toLiteral, toWebUrl } from '../../../../src/domain/literal.ts';
import { shorten } from '../../../../src/domain/text.ts';
import { SLACK_WRITER, slackDate } from '../../../../src/surfaces/slack/messages/mrkdwn.ts';

const link = (url: string, label: string) => SLACK_WRITER.span({ kind: 'link', url, label });

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
    expect(link('', text)).toBe(expected);
  });

  it('is capped before it is escaped, never inside a character', () => {
    expect(link('', '<'.repeat(301))).toBe(`${'&lt;'.repeat(299)}…`);
    expect(shorten('ab😀', 3)).toBe('ab…');
    expect(toLiteral('x'.repeat(500))).toHaveLength(300);
  });

  it('keeps a command whole', () => {
    expect(SLACK_WRITER.command(`az ${'x'.repeat(900)} && b`)).toBe(`\`az ${'x'.repeat(900)} &amp;&amp; b\``);
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
    expect(link('https://e.example/?a&b', 'x|y<z>')).toBe('<https://e.example/?a&amp;b|x/y&lt;z&gt;>');
    expect(link('javascript:x', '<!here>')).toBe('&lt;!here&gt;');
  });
});

it('says instants in the zone of the reader, with UTC to fall back on', () => {
  expect(slackDate('2026-07-17T20:05:59Z')).toBe(
    '<!date^1784318759^{date_short_pretty}, {time}|17 Jul 2026, 20:05 UTC>',
  );
  expect(slackDate('some day')).toBe('at an unknown time');
});
