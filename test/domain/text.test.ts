import { expect, test } from 'vitest';
import { compareTexts } from '../../src/domain/text.ts';

test('texts come by code unit, capitals first, whatever the language of the machine', () => {
  expect(['b', 'ä', 'a', 'B', 'a1', 'a'].sort(compareTexts)).toEqual(['B', 'a', 'a', 'a1', 'b', 'ä']);
});
