import { expect, it } from 'vitest';
import { type Card, line, list, note, plain } from '../../../../src/messages/card.ts';
import { countBlockText, drawCard } from '../../../../src/surfaces/slack/messages/card-blocks.ts';
import { validateMessage } from '../../../support/message-rules.ts';

const card = (parts: Card['parts']): Card => ({ headline: [plain('point')], parts, foot: [[plain('tail')]] });

it('keeps the tail and counts what it leaves out, by blocks and by characters', () => {
  const many = drawCard(
    card(Array.from({ length: 80 }, () => [note(plain('x')), ...list([[plain('y')]])]).flat()),
  ).blocks;
  expect(many).toHaveLength(50);
  expect(JSON.stringify(many.at(-2))).toMatch(/and \d+ more/);
  expect(JSON.stringify(many.at(-1))).toContain('tail');
  const long = drawCard(card(list(Array.from({ length: 20 }, () => [plain('x'.repeat(1_000))])))).blocks;
  expect(countBlockText(long)).toBeLessThanOrEqual(10_000);
  expect(JSON.stringify(long)).toContain('and 11 more');
});

it('adds nothing when everything fits, and draws lines that follow each other as one block', () => {
  const { blocks } = drawCard(card([line(plain('a')), ...list([[plain('b')], [plain('c')]]), line(plain('d'))]));
  expect(blocks.map(({ type }) => type)).toEqual(['rich_text', 'rich_text', 'context']);
  expect(JSON.stringify(blocks)).not.toContain('more');
});

it('mentions only a person who is named as one', () => {
  const message = drawCard(card([line({ kind: 'person', id: 'U0ANN' }), line(plain('<@U0BOB> @here'))]));
  expect(message.text).toContain('<@U0ANN>');
  expect(message.text).not.toContain('<@U0BOB>');
  expect(JSON.stringify(message.blocks).match(/"type":"user"/g)).toHaveLength(1);
  expect(validateMessage(message)).toEqual([]);
});
