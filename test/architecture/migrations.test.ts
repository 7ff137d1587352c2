import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

test('migrations are numbered one by one, so that two branches cannot take the same number', () => {
  const numbers = readdirSync(new URL('../../migrations/', import.meta.url)).map((name) => Number(name.slice(0, 4)));
  expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1));
});
