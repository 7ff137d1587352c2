import { expect, test } from 'vitest';
import {
  layOutTable,
  NO_TERMINAL,
  renderTable,
  renderWholeTable,
  wrapText,
} from '../../../src/surfaces/cli/render-table.ts';

const wide = (columns: number) => ({ ...NO_TERMINAL, columns });

test('aligns columns, also beside wide characters, and leaves no space at the end of a line', () => {
  expect(
    renderTable(
      ['NAME', 'OWNER', 'NODES'],
      [
        ['shop', '物流', 3],
        ['orders-prod', 'Team Orders', null],
      ],
    ),
  ).toBe(['NAME         OWNER        NODES', 'shop         物流         3', 'orders-prod  Team Orders  -'].join('\n'));
});

test('cuts the last column to the terminal, and says so with an ellipsis', () => {
  const [, row = ''] = layOutTable(['WHERE', 'WHAT'], [['shop/win', 'x'.repeat(200)]], wide(80));
  expect(row).toHaveLength(80);
  expect(row.endsWith('x…')).toBe(true);
});

const LONG = 'a sentence that says what is wrong, where, and what somebody can do about it by when';

test('goes on below with a name that is too long for a line, where rows have several', () => {
  const cluster = 'prod-eu-west-'.repeat(5).slice(0, 63);
  const rows = ['win22a', 'win22b'].map((pool) => ['high', `${cluster}/${pool}, due now: node image is 133 days old`]);
  const [, first, second] = layOutTable(['SEVERITY', 'WHERE, DUE: WHAT'], rows, wide(80), 3);
  expect(first?.split('\n').map((line) => line.trim())).toEqual([
    `high      ${cluster}/`,
    'win22a, due now: node image is 133 days old',
  ]);
  expect(second).toContain('win22b, due now');
  // Without a place to break it, it is broken where the line ends.
  const [, whole] = layOutTable(['A', 'B'], [['x', 'y'.repeat(50)]], wide(30), 3);
  expect(whole?.split('\n').map((line) => line.trim().length)).toEqual([30, 23]);
});

test('wraps the last column under itself where a whole table would not fit, and cuts nothing', () => {
  const lines = renderWholeTable(['CHECK', 'RESULT', 'DETAIL'], [['GitHub', 'failed', LONG]], wide(60)).split('\n');
  expect(lines).toEqual([
    'CHECK   RESULT  DETAIL',
    'GitHub  failed  a sentence that says what is wrong, where,',
    '                and what somebody can do about it by when',
  ]);
  expect(renderWholeTable(['CHECK', 'DETAIL'], [['GitHub', LONG]], NO_TERMINAL)).toContain(`GitHub  ${LONG}`);
});

test('puts what does not fit beside the first cells below them, by name', () => {
  const image = 'AKSWindows-2022-containerd-gen2-20348.5386.260715';
  const table = renderWholeTable(
    ['CLUSTER', 'POOL', 'NODE IMAGE', 'NODES', 'CHANNEL'],
    [['shop', 'win', image, 3, null]],
    wide(60),
  );
  expect(table.split('\n')).toEqual(['CLUSTER  POOL', 'shop     win', '  node image', `  ${image}, nodes 3`]);
});

test('what goes on from the row above has no name and no line before it', () => {
  const rows = [
    ['30 Nov 2026', 96, 'Kubernetes 1.34 leaves support'],
    ['', '', 'shop/win'],
  ];
  expect(renderWholeTable(['WHEN', 'DAYS', 'WHAT'], rows, wide(40)).split('\n')).toEqual([
    'WHEN         DAYS',
    '30 Nov 2026  96',
    '  what Kubernetes 1.34 leaves support',
    '  shop/win',
  ]);
});

test('breaks text between words, also beside wide characters', () => {
  expect(wrapText('物流 '.repeat(12).trim(), wide(30), '  ').split('\n')).toEqual([
    `  ${'物流 '.repeat(5).trim()}`,
    `  ${'物流 '.repeat(5).trim()}`,
    '  物流 物流',
  ]);
});

test('text from outside cannot move the cursor', () => {
  expect(renderTable(['NAME'], [['a\u001b[2Jb\r']])).not.toMatch(/[\u001b\r]/);
});

test('a fleet of any size has a table', () => {
  const rows = Array.from({ length: 75_000 }, () => ['x']);
  expect(renderWholeTable(['POOL'], rows, wide(20)).split('\n')).toHaveLength(75_001);
});
