import { expect, it } from 'vitest';
import { parseNextQuery } from '../../../src/sources/github/create-github-client.ts';

it.each([
  [
    'a next page among others',
    '<https://h/r?per_page=100&page=1>; rel="prev", <https://h/r?per_page=100&page=3>; rel="next"',
    { per_page: '100', page: '3' },
  ],
  ['unquoted', '<https://h/r?page=2>; rel=next', { page: '2' }],
  ['a cursor', '<https://h/r?after=a%2Cb>; rel="next"', { after: 'a,b' }],
  ['only a last page', '<https://h/r?page=2>; rel="last"', null],
  ['no query', '<https://h/r>; rel="next"', null],
  ['nonsense', 'next please', null],
  ['no header', undefined, null],
])('reads %s', (_name, link, expected) => {
  expect(parseNextQuery(link)).toEqual(expected);
});
