import { describe, expect, test } from 'vitest';
import { parseDeliveryPolicies } from '../../src/domain/sender.ts';

describe('DELIVERY_WITHOUT_HISTORY', () => {
  test('is one word for everything, or one per kind', () => {
    expect(parseDeliveryPolicies('at-most-once')).toMatchObject({
      'release-news': 'at-most-once',
      'upgrade-reminder': 'at-most-once',
    });
    expect(parseDeliveryPolicies('release-news=at-most-once, upgrade-reminder=at-least-once')).toEqual({
      'release-news': 'at-most-once',
      'upgrade-reminder': 'at-least-once',
    });
  });

  test.each(['escalation', 'image-hold', 'reminder-done', 'commands', 'release-difference', 'operator-alarm'] as const)(
    'holds for %s as for every other kind of message',
    (kind) => {
      expect(parseDeliveryPolicies('at-most-once')?.[kind]).toBe('at-most-once');
      expect(parseDeliveryPolicies(`${kind}=at-most-once`)).toEqual({ [kind]: 'at-most-once' });
    },
  );

  test.each(['', 'twice', 'news=at-most-once', 'release-news=', 'release-news=never'])('is not "%s"', (text) => {
    expect(parseDeliveryPolicies(text)).toBeNull();
  });
});
