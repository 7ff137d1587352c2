import { createHash } from 'node:crypto';
import type { Actor } from '../../domain/actor.ts';
import { AppError } from '../../domain/app-error.ts';
import { isChannelId } from '../../domain/channel-id.ts';
import type { AppContext } from '../app-context.ts';
import { recordChange } from '../record-change.ts';

/**
 * Queues a message that proves that delivery to a channel works. The same `token` twice is one message.
 * @throws AppError `invalid_input` for what is no channel
 */
export function queueTestMessage(context: AppContext, actor: Actor, channel: string, token: string): void {
  if (!isChannelId(channel)) throw new AppError('invalid_input', 'A test goes to a channel: type the command in one.');
  const at = context.clock.now().toISOString();
  const content = { kind: 'test-message' as const, requestedBy: actor.name };
  recordChange(context, ({ store }) => ({
    result: store.outbox.add([{ channel, dedupeKey: keyOf(token || at), content, dueAt: at }], at),
    entry: { actor, action: 'send-test', subject: channel, detail: `Sent a test message to ${channel}`, undo: null },
  }));
}

/** Message metadata can be read by everybody in the workspace, and the token may be a capability. */
function keyOf(token: string): string {
  return `test/${createHash('sha256').update(token).digest('hex').slice(0, 16)}`;
}
