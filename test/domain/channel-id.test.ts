import { expect, it } from 'vitest';
import { isChannelId } from '../../src/domain/channel-subscription.ts';

it.each(['C0123456789', 'G0123456789', 'D0123456789', 'C01'])('takes %s for the ID of a channel', (id) => {
  expect(isChannelId(id)).toBe(true);
});

it.each(['#aks-nodes', 'aks-nodes', 'U0123456789', 'c0123456789', 'C0123 456', 'C0123456789\n', 'inbox', ''])(
  'takes %j for none',
  (text) => {
    expect(isChannelId(text)).toBe(false);
  },
);
