import { describe, expect, it } from 'vitest';
import { renderNotification } from '../../../../src/surfaces/slack/messages/render-notification.ts';
import { drawMessage, MESSAGE_STYLES } from '../../../../src/surfaces/slack/preview/draw-message.ts';
import { HOSTILE, SAMPLES, upgradeReminder } from '../sample-contents.ts';

const ALLOWED =
  /^(?:div|h3|p|b|i|s|br|hr|a|ul|ol|li|pre|code|blockquote|time|span|button|table|caption|thead|tbody|tr|th|td)$/;

/** Every tag must be one of ours, closed in order, with only the attributes we write. */
function expectWellFormed(html: string): void {
  const open: string[] = [];
  for (const [, close, name = '', attributes = ''] of html.matchAll(/<(\/?)([a-z0-9]+)((?:\s[^<>]*)?)>/g)) {
    expect(name).toMatch(ALLOWED);
    expect(attributes).toMatch(/^(?:\s(?:class|href|rel|target|type|role|scope|datetime)="[^"<>]*"|\sdisabled)*$/);
    if (close) expect(open.pop()).toBe(name);
    else if (!['br', 'hr'].includes(name)) open.push(name);
  }
  expect(open).toEqual([]);
  expect(html.replace(/<\/?[a-z0-9]+(?:\s[^<>]*)?>/g, '')).not.toMatch(/[<>]/);
  for (const [, url] of html.matchAll(/href="([^"]*)"/g)) expect(url).toMatch(/^https?:\/\//);
}

describe('drawing', () => {
  it.each(Object.entries(SAMPLES))('is clean HTML for blocks and for plain text: %s', (_, content) => {
    const message = renderNotification(content);
    expectWellFormed(drawMessage(message));
    expectWellFormed(drawMessage({ text: message.text, blocks: [] }));
  });

  it('escapes hostile text wherever a block carries text', () => {
    const text = { type: 'plain_text', text: HOSTILE };
    const mrkdwn = { type: 'mrkdwn', text: HOSTILE };
    const spans = [
      { type: 'text', text: HOSTILE, style: { bold: true, code: true } },
      { type: 'link', url: 'javascript:alert(1)', text: HOSTILE },
      { type: 'link', url: 'https://e.example/"onclick="x', text: HOSTILE },
      { type: 'emoji', name: HOSTILE },
      { type: 'user', user_id: HOSTILE },
      { type: 'broadcast', range: HOSTILE },
      { type: 'date', fallback: HOSTILE },
    ];
    const html = drawMessage({
      text: HOSTILE,
      blocks: [
        { type: 'header', text },
        {
          type: 'section',
          text: mrkdwn,
          fields: [mrkdwn, text],
          accessory: { type: 'image', alt_text: HOSTILE, image_url: HOSTILE },
        },
        { type: 'context', elements: [mrkdwn, text] },
        { type: 'actions', elements: [{ type: 'button', text, style: HOSTILE, url: HOSTILE, value: HOSTILE }] },
        {
          type: 'rich_text',
          elements: ['rich_text_section', 'rich_text_quote', 'rich_text_preformatted'].map((type) => ({
            type,
            elements: spans,
          })),
        },
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_list', style: 'ordered', elements: [{ elements: spans }] }],
        },
        {
          type: 'data_table',
          caption: HOSTILE,
          rows: [
            [{ type: 'raw_text', text: HOSTILE }],
            [{ type: 'raw_number', value: 1, text: HOSTILE }],
            [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: spans }] }],
          ],
        },
        { type: 'image', alt_text: HOSTILE },
        { type: HOSTILE },
      ],
    });
    expectWellFormed(html);
    expect(html).not.toContain('<script');
    expect(html).not.toMatch(/\sonclick=/);
  });

  it.each([
    null,
    'text',
    7,
    {},
    [
      null,
      7,
      'x',
      [],
      {},
      { type: 'rich_text' },
      { type: 'table', rows: [7, [null]] },
      { type: 'section', text: 7, fields: 'x' },
    ],
  ])('takes anything that was stored: %j', (blocks) => {
    expectWellFormed(drawMessage({ text: 'point', blocks }));
  });
});

describe('looks like Slack', () => {
  it('draws mrkdwn: links, dates, code, bold, mentions as text', () => {
    const text =
      'See <https://e.example/?a=1&amp;b=2|the *note*> at <!date^1784318700^{date}|17 Jul 2026, 20:05 UTC>\n*bold* _it_ ~no~ `a &amp; b` <!here> 2*3*4';
    expect(drawMessage({ text, blocks: [] })).toBe(
      '<div class="slack-message"><p>See <a href="https://e.example/?a=1&#38;b=2" rel="noopener noreferrer nofollow" target="_blank">the *note*</a>' +
        ' at <time datetime="2026-07-17T20:05:00.000Z">17 Jul 2026, 20:05 UTC</time><br><b>bold</b> <i>it</i> <s>no</s> <code>a &#38; b</code>' +
        ' <span class="slack-mention">!here</span> 2*3*4</p></div>',
    );
  });

  it('draws a table with headings, numbers to the right and its caption', () => {
    const html = drawMessage(renderNotification(upgradeReminder(6)));
    expect(html.match(/<tr>/g)).toHaveLength(7);
    expect(html).toContain('<caption>Node pools, worst first</caption>');
    expect(html).toContain('<td class="slack-number">91</td>');
  });

  it('draws buttons that do nothing', () => {
    const blocks = [
      { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Done' }, style: 'primary' }] },
    ];
    expect(drawMessage({ text: '', blocks })).toContain(
      '<button type="button" disabled class="slack-button slack-primary">Done</button>',
    );
  });

  it('names a block it cannot draw', () => {
    expect(drawMessage({ text: '', blocks: [{ type: 'video' }] })).toContain('[video]');
  });

  it('styles every class it uses', () => {
    const html = Object.values(SAMPLES)
      .map((content) => drawMessage(renderNotification(content)))
      .join('');
    for (const [, name] of html.matchAll(/class="([\w-]+)"/g)) expect(MESSAGE_STYLES).toContain(`.${name}`);
  });
});
