import { describe, expect, it } from 'vitest';
import { createDrawTime, html, renderLink } from '../../src/html/html.ts';

describe('html', () => {
  it('escapes what is put in, in text and in attributes', () => {
    expect(html`<a title="${'"><script>'}">${"<b>&'`"}</a>`.text).toBe(
      '<a title="&#34;&#62;&#60;script&#62;">&#60;b&#62;&#38;&#39;&#96;</a>',
    );
  });

  it('puts its own results in as they are, lists of them too, and nothing for nothing', () => {
    const items = ['<1>', '<2>'].map((item) => html`<li>${item}</li>`);
    expect(html`<ul>${items}</ul>${null}${undefined}${false}${0}`.text).toBe(
      '<ul><li>&#60;1&#62;</li><li>&#60;2&#62;</li></ul>0',
    );
  });

  it('does not take an object that looks like HTML for HTML', () => {
    const parsed = JSON.parse('{"text":"<script>"}') as never;
    expect(() => html`${parsed}`.text).toThrow();
  });

  it('shows control characters, direction marks and half characters as replacement characters', () => {
    expect(html`${'a\u0000b\u202Ec\u2066d\uD800e\tf\ng'}`.text).toBe('a\ufffdb\ufffdc\ufffdd\ufffde\tf\ng');
  });
});

describe('renderLink', () => {
  it('links to web pages', () => {
    expect(renderLink('https://example.test/a?b=1&c="', 'x').text).toBe(
      '<a href="https://example.test/a?b=1&#38;c=%22" rel="noopener noreferrer nofollow">x</a>',
    );
  });

  it.each([
    null,
    '',
    'javascript:alert(1)',
    'data:text/html,x',
    '/local',
    'https://user:secret@example.test/',
    'https://',
  ])('shows only the label for %j', (url) => {
    expect(renderLink(url, '<label>').text).toBe('&#60;label&#62;');
  });
});

describe('createDrawTime', () => {
  it('shows the instant in the time zone, for machines in UTC', () => {
    expect(createDrawTime('Europe/Berlin')('2026-08-20T09:05:00Z').text).toBe(
      '<time datetime="2026-08-20T09:05:00.000Z">20 Aug 2026, 11:05 CEST</time>',
    );
  });

  it('shows what is no instant as it is, escaped', () => {
    expect(createDrawTime('UTC')('<soon>').text).toBe('&#60;soon&#62;');
  });
});
