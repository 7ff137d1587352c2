import { createInboxDesk } from '../../../../src/surfaces/slack/desk/create-inbox-desk.ts';
import { buildAugustCatalogue } from '../../../advice/support/august-2026.ts';
import { buildCluster } from '../../../advice/support/builders.ts';
import { buildMessage, HOSTILE, type Served, serve } from './serve.ts';

/** An inbox with its desk, on one context. */
export async function serveDesk(): Promise<Served> {
  const { store, context } = await serve();
  store.catalogue.replace(buildAugustCatalogue());
  store.clusters.save(buildCluster({ name: 'shop' }));
  store.inbox.save(buildMessage(1, { channel: 'C0TEAM', text: HOSTILE }));
  const desk = createInboxDesk(context, '/vhdwatch');
  return serve({ desk }, { ...context, store });
}
