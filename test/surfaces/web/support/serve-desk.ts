import { composeCard } from '../../../../src/messages/message-kinds.ts';
import type { WritableStore } from '../../../../src/store/open-store.ts';
import { createInboxDesk } from '../../../../src/surfaces/slack/desk/create-inbox-desk.ts';
import { buildAugustCatalogue } from '../../../advice/support/august-2026.ts';
import { buildCluster } from '../../../advice/support/builders.ts';
import { upgradeReminder } from '../../slack/sample-contents.ts';
import { buildMessage, HOSTILE, NOW, type Served, serve } from './serve.ts';

/** An inbox with its desk, on one context. */
export async function serveDesk(): Promise<Served> {
  const { store, context } = await serve();
  store.catalogue.replace(buildAugustCatalogue());
  store.clusters.save(buildCluster({ name: 'shop' }));
  store.inbox.save(buildMessage(1, { channel: 'C0TEAM', text: HOSTILE }));
  const desk = createInboxDesk(context, '/vhdwatch');
  return serve({ desk }, { ...context, store });
}

/** The card of a reminder in channel C0TEAM, with its buttons, posted as the `at`th message. */
export function postReminder(store: WritableStore, at: number, text: string): string {
  const message = buildMessage(at, { channel: 'C0TEAM', text });
  const content = upgradeReminder(1);
  store.outbox.add([{ channel: 'C0TEAM', dedupeKey: 'key', content }], NOW.toISOString());
  store.outbox.markSending(1, NOW.toISOString());
  const delivered = { state: 'delivered', outcome: 'delivered', detail: null, messageTs: message.ts } as const;
  store.outbox.recordAttempt(1, NOW.toISOString(), delivered);
  store.inbox.save({ ...message, cardJson: JSON.stringify({ card: composeCard(content), picture: null }) });
  return message.ts;
}
