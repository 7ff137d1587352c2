import type { TestMessage } from '../domain/notification.ts';
import { type Card, plain } from './card.ts';
import { toLiteral } from './literal.ts';

/** Proves that messages arrive. Names who asked without mentioning them. */
export function createTestMessageCard({ requestedBy }: TestMessage): Card {
  const who = toLiteral(requestedBy, 80);
  return {
    headline: [plain(`vhdwatch can post here. This is a test, requested by ${who}; there is nothing to do.`)],
    parts: [],
  };
}
