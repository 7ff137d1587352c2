import { createHash } from 'node:crypto';
import type { CommandsForPools } from '../../domain/notification.ts';
import type { PostedMessage } from '../../domain/posted-message.ts';
import type { AppContext } from '../app-context.ts';

/** Queues what to run for these pools as an answer in a message's thread; false when it stands there already. */
export function postCommands(
  { store, clock }: AppContext,
  message: PostedMessage,
  pools: CommandsForPools['pools'],
): boolean {
  const at = clock.now().toISOString();
  const { channel, key: parentKey } = message;
  const shown = pools.map(({ cluster, nodePool, commands }) => ({ cluster, nodePool, commands }));
  const digest = createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 12);
  const reply = {
    channel,
    dedupeKey: `${parentKey}/commands/${digest}`,
    content: { kind: 'commands' as const, pools: shown },
    dueAt: at,
    operation: 'reply' as const,
    parentKey,
  };
  return store.transaction(({ outbox }) => {
    const isNew = outbox.findByKey(channel, reply.dedupeKey) === null;
    outbox.add([reply], at);
    return isNew;
  });
}
