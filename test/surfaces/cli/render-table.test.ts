import { expect, test } from 'vitest';
import { renderTable } from '../../../src/surfaces/cli/render-table.ts';

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
  const [, row = ''] = renderTable(['WHERE', 'WHAT'], [['shop/win', 'x'.repeat(200)]], 80).split('\n');
  expect(row).toHaveLength(80);
  expect(row.endsWith('x…')).toBe(true);
});

test('text from outside cannot move the cursor', () => {
  expect(renderTable(['NAME'], [['a\u001b[2Jb\r']])).not.toMatch(/[\u001b\r]/);
});
