import { describe, expect, it } from 'vitest';
import type { SlackMessage } from '../../../../src/surfaces/slack/messages/card-blocks.ts';
import { validateMessage } from '../../../support/message-rules.ts';

const mrkdwn = (text: string, rest: object = { verbatim: true }) => ({ type: 'mrkdwn', text, ...rest });
const plainText = (text: string) => ({ type: 'plain_text', text });
const button = (changes: object = {}) => ({ type: 'button', text: plainText('Done'), action_id: 'done', ...changes });
const cell = (text: string) => ({ type: 'raw_text', text });
const rows = (count: number, width = 2) =>
  Array.from({ length: count }, () => Array.from({ length: width }, () => cell('x')));
const richText = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
const divider = { type: 'divider' };

function problemsOf(...blocks: unknown[]): string[] {
  return validateMessage({ text: 'point', blocks } as unknown as SlackMessage);
}

describe('a message within the limits', () => {
  it.each([
    ['no blocks', []],
    ['50 blocks', Array(50).fill(divider)],
    ['a header of 150', [{ type: 'header', text: plainText('h'.repeat(150)) }]],
    ['a section of 3,000', [{ type: 'section', text: mrkdwn('s'.repeat(3_000)) }]],
    ['ten fields', [{ type: 'section', fields: Array(10).fill(mrkdwn('f')) }]],
    ['ten context elements', [{ type: 'context', elements: Array(10).fill(mrkdwn('c')) }]],
    [
      '25 buttons',
      [{ type: 'actions', elements: Array.from({ length: 25 }, (_, index) => button({ action_id: `a${index}` })) }],
    ],
    [
      'a link and a date',
      [richText({ type: 'link', url: 'https://example.com' }, { type: 'date', timestamp: 1, format: '{date}' })],
    ],
    ['a mrkdwn date', [{ type: 'section', text: mrkdwn('<!date^1^{date}|then>') }]],
    ['a table of 100 rows', [{ type: 'table', rows: rows(100) }]],
    ['a data table of 100 rows below its headings', [{ type: 'data_table', caption: 'c', rows: rows(101) }]],
    ['10,000 characters', [{ type: 'table', rows: Array.from({ length: 50 }, () => [cell('y'.repeat(200))]) }]],
  ])('has no problem: %s', (_, blocks) => {
    expect(problemsOf(...blocks)).toEqual([]);
  });
});

describe('a message beyond a limit', () => {
  it.each([
    ['51 blocks', Array(51).fill(divider), '/blocks: 51 blocks'],
    [
      'two tables',
      [
        { type: 'table', rows: rows(1) },
        { type: 'data_table', caption: 'c', rows: rows(2) },
      ],
      '/blocks: more than one table',
    ],
    [
      'a block_id twice',
      [
        { ...divider, block_id: 'b' },
        { ...divider, block_id: 'b' },
      ],
      '/blocks: the same block_id',
    ],
    ['a long block_id', [{ ...divider, block_id: 'b'.repeat(256) }], '/blocks/0: 256 characters'],
    [
      '10,001 characters',
      [{ type: 'table', rows: Array.from({ length: 73 }, () => [cell('y'.repeat(137))]) }],
      '/blocks: 10001 characters',
    ],
    ['a header of 151', [{ type: 'header', text: plainText('h'.repeat(151)) }], '/blocks/0: 151 characters'],
    ['an empty header', [{ type: 'header', text: plainText('') }], '/blocks/0: 0 characters'],
    ['a section of 3,001', [{ type: 'section', text: mrkdwn('s'.repeat(3_001)) }], '/blocks/0/text: 3001 characters'],
    ['a section of nothing', [{ type: 'section' }], '/blocks/0: neither text nor fields'],
    ['eleven fields', [{ type: 'section', fields: Array(11).fill(mrkdwn('f')) }], '/blocks/0: 11 items'],
    ['a field of 2,001', [{ type: 'section', fields: [mrkdwn('f'.repeat(2_001))] }], '/blocks/0: 2001 characters'],
    ['eleven context elements', [{ type: 'context', elements: Array(11).fill(mrkdwn('c')) }], '/blocks/0: 11 items'],
    ['no context elements', [{ type: 'context', elements: [] }], '/blocks/0: 0 items'],
    [
      '26 buttons',
      [{ type: 'actions', elements: Array.from({ length: 26 }, (_, index) => button({ action_id: `a${index}` })) }],
      '/blocks/0: 26 items',
    ],
    ['an action_id twice', [{ type: 'actions', elements: [button(), button()] }], '/blocks/0: the same action_id'],
    [
      'a long button',
      [{ type: 'actions', elements: [button({ text: plainText('b'.repeat(76)) })] }],
      '/blocks/0/elements/0: 76 characters',
    ],
    [
      'a long button value',
      [{ type: 'actions', elements: [button({ value: 'v'.repeat(2_001) })] }],
      '/blocks/0/elements/0: 2001 characters',
    ],
    [
      'a button to nowhere',
      [{ type: 'actions', elements: [button({ url: 'javascript:x' })] }],
      '/blocks/0/elements/0: a link that is not http(s)',
    ],
    ['empty rich text', [richText({ type: 'text', text: '' })], '/blocks/0/elements/0/elements/0: 0 characters'],
    [
      'a rich text link to a file',
      [richText({ type: 'link', url: 'file:///x' })],
      '/blocks/0/elements/0/elements/0: a link',
    ],
    [
      'a mention in rich text',
      [richText({ type: 'broadcast', range: 'here' })],
      '/blocks/0/elements/0/elements/0: unknown type',
    ],
    ['a mention in mrkdwn', [{ type: 'section', text: mrkdwn('<!here>') }], '/blocks/0/text: mrkdwn with a mention'],
    ['a user in mrkdwn', [{ type: 'section', text: mrkdwn('<@U1>') }], '/blocks/0/text: mrkdwn with a mention'],
    [
      'mrkdwn that Slack may parse',
      [{ type: 'section', text: mrkdwn('x', {}) }],
      '/blocks/0/text: mrkdwn that is not verbatim',
    ],
    [
      'an image without description',
      [{ type: 'image', image_url: 'https://e.example/i.png' }],
      '/blocks/0: text is missing',
    ],
    ['a table of 101 rows', [{ type: 'table', rows: rows(101) }], '/blocks/0: 101 items'],
    ['21 columns', [{ type: 'table', rows: rows(1, 21) }], '/blocks/0: 21 columns'],
    [
      'rows of unequal length',
      [{ type: 'table', rows: [[cell('a')], [cell('a'), cell('b')]] }],
      '/blocks/0: rows of unequal length',
    ],
    ['an empty cell', [{ type: 'table', rows: [[cell('')]] }], '/blocks/0/rows/0/0: 0 characters'],
    [
      'a number that is none',
      [{ type: 'table', rows: [[{ type: 'raw_number', value: Number.NaN, text: 'NaN' }]] }],
      '/blocks/0/rows/0/0: value is no number',
    ],
    ['a data table without caption', [{ type: 'data_table', rows: rows(2) }], '/blocks/0: text is missing'],
    ['a data table of headings', [{ type: 'data_table', caption: 'c', rows: rows(1) }], '/blocks/0: no rows below'],
    ['a page of 101', [{ type: 'data_table', caption: 'c', rows: rows(2), page_size: 101 }], '/blocks/0: page_size'],
    ['a type of tomorrow', [{ type: 'hologram' }], '/blocks/0: unknown type'],
    ['a type of the prototype', [{ type: 'constructor' }], '/blocks/0: unknown type'],
  ])('is reported with its place: %s', (_, blocks, expected) => {
    expect(problemsOf(...blocks).join('\n')).toContain(expected);
  });

  it('is reported for its text', () => {
    expect(validateMessage({ text: '', blocks: [] })).toEqual(['/text: 0 characters, must be 1 to 4000']);
    expect(validateMessage({ text: 't'.repeat(4_001), blocks: [] })).toHaveLength(1);
  });

  it('is reported without quoting it', () => {
    expect(problemsOf({ type: 'header', text: plainText('secret'.repeat(30)) }).join()).not.toContain('secret');
  });
});
