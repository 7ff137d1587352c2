import { describe, expect, it } from 'vitest';
import type { NotificationContent } from '../../src/domain/notification.ts';
import { remember } from '../../src/domain/once.ts';
import { drawMessage, MESSAGE_STYLES } from '../../src/html/draw-message.ts';
import { drawWords } from '../../src/html/html.ts';
import { composeCard } from '../../src/messages/message-kinds.ts';
import { HOSTILE, reminderItem, SAMPLES, upgradeReminder } from '../surfaces/slack/sample-contents.ts';

const ALLOWED =
  /^(?:div|h3|p|b|bdi|i|s|br|hr|a|ul|ol|li|pre|code|blockquote|time|span|button|table|caption|details|summary|img|thead|tbody|tr|th|td)$/;
const ATTRIBUTES =
  /^(?:\s(?:class|href|rel|target|type|role|scope|datetime|aria-hidden|src|alt|width|height|loading|data-act|data-said)="[^"<>]*"|\sdisabled)*$/;

/** Every tag must be one of ours, closed in order, with only the attributes we write. */
function expectWellFormed(html: string): void {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [tag, close, name = '', attributes = ''] of html.matchAll(/<(\/?)([a-z0-9]+)((?:\s[^<>]*)?)>/g)) {
    if (!ALLOWED.test(name) || !ATTRIBUTES.test(attributes)) wrong.push(tag);
    if (close && open.pop() !== name) wrong.push(tag);
    else if (!close && !['br', 'hr', 'img'].includes(name)) open.push(name);
  }
  expect([wrong, open]).toEqual([[], []]);
  expect(html.replace(/<\/?[a-z0-9]+(?:\s[^<>]*)?>/g, '')).not.toMatch(/[<>]/);
  const urls = [...html.matchAll(/href="([^"]*)"/g)].map(([, url = '']) => url);
  expect(urls.filter((url) => !/^https?:\/\//.test(url))).toEqual([]);
}

const PICTURE = 'A'.repeat(32);

const draw = remember((content: NotificationContent): string => {
  const stored = { card: composeCard(content), picture: PICTURE };
  return drawMessage({ text: '', cardJson: JSON.stringify(stored) }, false).text;
});

/** Pools of which no two run the same image: each has a row of its own. */
function unlike(count: number) {
  return Array.from({ length: count }, (_, index) =>
    reminderItem(index + 1, { currentVersion: `20348.${5_000 + index}.260415` }),
  );
}

describe('drawing', () => {
  it.each(Object.entries(SAMPLES))('is clean HTML: %s', (_, content) => {
    expectWellFormed(draw(content));
  });

  it('escapes hostile text wherever a card carries text', () => {
    const spans = [
      { kind: 'text', text: HOSTILE, style: HOSTILE },
      { kind: 'text', text: HOSTILE, style: 'code' },
      { kind: 'link', url: 'javascript:alert(1)', label: HOSTILE },
      { kind: 'link', url: 'https://e.example/"onclick="x', label: HOSTILE },
      { kind: 'person', id: HOSTILE },
      { kind: 'symbol', symbol: HOSTILE },
      { kind: 'instant', at: HOSTILE },
    ];
    const parts = [
      ...['line', 'note', 'quote'].map((kind) => ({ kind, spans })),
      { kind: 'list', items: [spans], left: HOSTILE },
      { kind: 'commands', commands: [HOSTILE] },
      { kind: 'table', title: HOSTILE, columns: [{ title: HOSTILE }], rows: [[{ spans, value: 1 }]] },
      { kind: 'picture', alt: HOSTILE },
      { kind: HOSTILE },
    ];
    const card = { headline: spans, parts, foot: [spans], buttons: [{ label: HOSTILE, style: HOSTILE }] };
    const html = drawMessage({ text: HOSTILE, cardJson: JSON.stringify({ card, picture: PICTURE }) }, false).text;
    expectWellFormed(html);
    expect(html).not.toContain('<script');
    expect(html).not.toMatch(/\sonclick=/);
  });

  it.each([
    '',
    'null',
    '7',
    '{"card":7}',
    '{"card":{"headline":"x","parts":[null,7,{"kind":"table","rows":[7,[null]]},{"kind":"list","items":7}]}}',
    '{"card":{"headline":[{"kind":"text","text":"x"}],"parts":[null,7,{"kind":"table","rows":[7,[null]]},{"kind":"list","items":7}],"foot":7}}',
    '[{"type":"divi',
  ])('takes anything that was stored: %j', (cardJson) => {
    expectWellFormed(drawMessage({ text: 'point', cardJson }, false).text);
  });

  it.each([
    '{"card":{"headline":[{"kind":"text","text":null}],"parts":[]}}',
    '{"card":{"headline":[{"kind":"text","text":"x"}],"parts":[{"kind":"line","spans":[{"kind":"text","text":null}]}]}}',
    '{"card":{"headline":[{"kind":"link","url":"https://e.example/","label":7}],"parts":[]}}',
    '{"card":{"headline":[{"kind":"text","text":""}],"parts":[]}}',
    '{"card":{"headline":[],"parts":[]}}',
  ])('leaves the text of a card that cannot be read: %j', (cardJson) => {
    const { text } = drawMessage({ text: 'point', cardJson }, false);
    expect(text).toBe('<div class="chat-message"><p>point</p></div>');
  });
});

describe('looks like Slack', () => {
  it.each([
    ['متجر-إنتاج: 1 pool', '<bdi>متجر-إنتاج</bdi>: 1 pool'],
    ['שרת 2 (א), متجر 7 & x', '<bdi>שרת 2 (א)</bdi>, <bdi>متجر</bdi> 7 &#38; x'],
    ['(שרת) has', '(<bdi>שרת</bdi>) has'],
    ['shop \u202eprod', 'shop \ufffdprod'],
  ])('keeps a name written from right to left to itself: %s', (text, drawn) => {
    expect(drawWords(text).text).toBe(drawn);
    const card = { headline: [{ kind: 'text', text }], parts: [] };
    expect(drawMessage({ text: '', cardJson: JSON.stringify({ card }) }, false).text).toContain(drawn);
  });

  it('shows what is kept without a card as text', () => {
    expect(drawMessage({ text: 'See the note\n*a <b>* <!here>', cardJson: '' }, false).text).toBe(
      '<div class="chat-message"><p>See the note<br>*a &#60;b&#62;* &#60;!here&#62;</p></div>',
    );
  });

  it('draws a table with headings and its caption, whose cells say what they are on a phone', () => {
    const html = draw(upgradeReminder(0, { items: unlike(6), plannedOn: '2026-07-20' }));
    expect(html.match(/<tr>/g)).toHaveLength(6);
    expect(html).toContain('<caption>What else needs attention, worst first</caption>');
    expect(html).toContain('<td data-said="due ">13 Aug 2026</td>');
  });

  it('shows the first rows of a long table, as Slack pages it, and has the others to open', () => {
    expect(draw(upgradeReminder(0, { items: unlike(6) }))).not.toContain('<details');
    const html = draw(upgradeReminder(0, { items: unlike(30) }));
    expectWellFormed(html);
    const [shown = '', folded = ''] = html.split('<summary>24 more</summary>');
    expect([shown, folded].map((part) => part.match(/<tr><td/g)?.length)).toEqual([5, 24]);
  });

  it('draws buttons that do nothing where nobody can answer', () => {
    const html = draw(upgradeReminder(2));
    expect(html).toMatch(
      /<button type="button" disabled data-act="message\.commands\|[^"]*" class="chat-button chat-primary">Show commands</,
    );
  });

  it('names a part it cannot draw', () => {
    const card = { headline: [{ kind: 'text', text: 'x' }], parts: [{ kind: 'hologram' }] };
    expect(drawMessage({ text: '', cardJson: JSON.stringify({ card }) }, false).text).toContain('[hologram]');
  });

  it('shows only a picture that is kept here', () => {
    const card = composeCard(SAMPLES['upgrade reminder with a picture'] as NotificationContent);
    const withPicture = (picture: unknown) =>
      drawMessage({ text: '', cardJson: JSON.stringify({ card, picture }) }, false).text;
    expect(withPicture(PICTURE)).toContain(
      `<img class="chat-picture" src="/pictures/F${PICTURE}.png" width="720" height="232"`,
    );
    expect(withPicture('../x')).not.toContain('<img');
  });

  it('styles every class it uses', () => {
    const html = Object.values(SAMPLES).map(draw).join('');
    const names = new Set([...html.matchAll(/class="([\w-]+)"/g)].map(([, name]) => name));
    for (const name of names) expect(MESSAGE_STYLES).toContain(`.${name}`);
  });
});
