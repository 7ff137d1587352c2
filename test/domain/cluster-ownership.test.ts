import { expect, test } from 'vitest';
import { findUserOfOwner, isOwnedBy } from '../../src/domain/cluster-ownership.ts';

const ownedBy = (...owners: string[]) => ({ ownership: { channel: null, owners, environment: null } });

test.each([
  ['U0123', 'U0123'],
  ['W0123ABC', 'W0123ABC'],
  ['<@U0123>', 'U0123'],
  ['<@U0123|ann>', 'U0123'],
  ['<@U0123|>', 'U0123'],
  ['Team Orders', null],
  ['u0123', null],
  ['<!subteam^S0123>', null],
  ['<@U0123|ann> and others', null],
  ['', null],
])('finds the Slack user of an owner written "%s"', (owner, user) => {
  expect(findUserOfOwner(owner)).toBe(user);
});

test('a cluster is owned by exactly the person who is named, not by one whose ID begins the same', () => {
  expect(isOwnedBy(ownedBy('Team Orders', '<@U0123|ann>'), 'U0123')).toBe(true);
  expect(isOwnedBy(ownedBy('<@U0123|ann>', 'U0124'), 'U012')).toBe(false);
  expect(isOwnedBy(ownedBy(), 'U0123')).toBe(false);
});
