import { describe, expect, it, test } from 'vitest';
import { countOf } from '../../src/domain/text.ts';
import {
  bold,
  type Card,
  code,
  commandsPart,
  instant,
  line,
  link,
  list,
  plain,
  spansOfMarkdown,
} from '../../src/messages/card.ts';
import { LONGEST_TEXT, PLAIN_WRITER, writeText } from '../../src/messages/card-text.ts';
import { fitHeadline, joinWords } from '../../src/messages/words.ts';
import { SLACK_WRITER } from '../../src/surfaces/slack/messages/mrkdwn.ts';

const card = (parts: Card['parts'], headline = 'The point'): Card => ({ headline: [plain(headline)], parts });

describe('the text of a card', () => {
  it('says everything in order: lines, lists, tables row by row, commands, the small print last', () => {
    const text = writeText({
      headline: [{ kind: 'symbol', symbol: '🔴' }, bold('1 pool'), plain(' needs an image')],
      parts: [
        line(code('20348.1'), plain(' since '), instant('2026-07-17T20:05:00Z')),
        ...list([[plain('one')], [link('https://example.com', 'two')]]),
        {
          kind: 'table',
          title: 'Pools',
          columns: [{ title: 'Pool' }, { title: 'Age', said: 'age' }, { title: 'Due', said: 'due' }],
          rows: [[{ spans: [plain('shop/npwin')] }, { spans: [plain('105 days')] }, { spans: [plain('-')] }]],
        },
        ...commandsPart(['az one', 'az two']),
      ],
      foot: [[plain('as of today')]],
      buttons: [{ id: 'message.done', label: 'Done' }],
    });
    expect(text.split('\n')).toEqual([
      '1 pool needs an image',
      '20348.1 since 17 Jul 2026, 20:05 UTC',
      '• one',
      '• two (https://example.com/)',
      '• shop/npwin · age 105 days',
      'Run: az one then az two',
      'as of today',
    ]);
  });

  it('counts what it leaves out of a list, and says what follows the list', () => {
    const text = writeText(
      card([...list(Array.from({ length: 100 }, () => [plain('x'.repeat(99))])), line(plain('what retires'))]),
    );
    const shown = text.match(/^• /gm)?.length ?? 0;
    expect(text.length).toBeLessThanOrEqual(LONGEST_TEXT);
    expect(shown).toBeGreaterThan(5);
    expect(text.split('\n').slice(-2)).toEqual([`and ${100 - shown} more`, 'what retires']);
  });

  it('writes no more of thousands of rows than it says', () => {
    let written = 0;
    const count: typeof PLAIN_WRITER = {
      ...PLAIN_WRITER,
      span: (span) => {
        written += 1;
        return PLAIN_WRITER.span(span);
      },
    };
    const rows = Array.from({ length: 20_000 }, (_, index) => [plain(`cluster-${index}/npwin`)]);
    expect(writeText(card(list(rows)), count)).toMatch(/\nand 19,9\d\d more$/);
    expect(written).toBeLessThan(400);
  });

  it('counts the things of all parts that do not fit', () => {
    const lists = Array.from({ length: 5 }, () =>
      list(Array.from({ length: 10 }, () => [plain('y'.repeat(140))])),
    ).flat();
    const text = writeText(card(lists));
    const shown = text.match(/^• /gm)?.length ?? 0;
    expect(text.length).toBeLessThanOrEqual(LONGEST_TEXT);
    expect(text.split('\n').at(-1)).toBe(`and ${50 - shown} more`);
  });

  it('says that steps were left out, which nobody may take for all there is, and keeps the small print', () => {
    const steps = Array.from({ length: 12 }, (_, index) => line(plain(`${index + 1}. ${'do '.repeat(150)}`)));
    const text = writeText({ ...card(steps), foot: [[plain('The whole plan')]] });
    expect(text.length).toBeLessThanOrEqual(LONGEST_TEXT);
    const shown = text.match(/^\d+\. /gm)?.length ?? 0;
    expect(text.split('\n').slice(-2)).toEqual([
      `${12 - shown} more lines left out of this text for length: the message itself shows all`,
      'The whole plan',
    ]);
  });

  it('cuts an endless first line outside of entities and links', () => {
    for (let length = 860; length < 900; length++) {
      const text = writeText(
        { headline: [plain(`${'y'.repeat(length)}<`), link('https://e.example', 'z'.repeat(90))], parts: [] },
        SLACK_WRITER,
      );
      expect(text.length).toBeLessThanOrEqual(900);
      expect(text).not.toMatch(/&(?!lt;)|<[^>]*$/m);
    }
  });

  it('never says half of what is to be run', () => {
    const commands = ['az one', `az two ${'x'.repeat(6_000)}`];
    expect(writeText(card(commandsPart(commands)))).toBe('The point\n1 set of commands left out for length');
  });
});

describe('a passage of Markdown', () => {
  test.each([
    ['**Windows 2019** retires', [bold('Windows 2019'), plain(' retires')]],
    [
      'use `az aks`, see [the docs](https://example.com/a)',
      [plain('use '), code('az aks'), plain(', see '), link('https://example.com/a', 'the docs')],
    ],
    ['* [x](javascript:x) and *b*', [plain('x'), plain(' and *b*')]],
    ['see <https://example.com/x>', [plain('see '), link('https://example.com/x', 'https://example.com/x')]],
    ['2 ** 3 and a_b_c', [plain('2 ** 3 and a_b_c')]],
    ['<!channel> @here', [plain('<!channel> @here')]],
  ])('becomes spans: %s', (text, spans) => {
    expect(spansOfMarkdown(text)).toEqual(spans);
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

it('says the fullest headline that a phone shows whole', () => {
  expect(fitHeadline('x'.repeat(91), 'short', 'shorter')).toBe('short');
  expect(fitHeadline('x'.repeat(200))).toHaveLength(90);
});
