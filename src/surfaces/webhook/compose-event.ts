import type { NotificationContent } from '../../domain/notification.ts';
import type { OutgoingMessage } from '../../domain/sender.ts';
import { digestOf } from '../../domain/text.ts';
import { type CardPlace, textOf } from '../../messages/card.ts';
import { writeText } from '../../messages/card-text.ts';
import { composeCard } from '../../messages/message-kinds.ts';

/** A message as a CloudEvent 1.0 in structured JSON mode. */
export interface WebhookEvent {
  readonly specversion: '1.0';
  /** The same for the same message, however often it is sent. */
  readonly id: string;
  readonly source: 'vhdwatch';
  /** `vhdwatch.upgrade-reminder.post`: the kind of message and what it does in its channel. */
  readonly type: string;
  /** Channel it is for. */
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: {
    /** Dedupe key; an update or a reply has one of its own. */
    readonly key: string;
    readonly channel: string;
    /** The message that is replaced; `null` for a new one. */
    readonly updates: string | null;
    /** The message in whose thread it stands; `null` where it stands for itself. */
    readonly thread: string | null;
    /** The point in one line, without markup. */
    readonly headline: string;
    /** Everything it says, without markup. */
    readonly text: string;
    /** What it says as data; fields are added, none is taken away. */
    readonly content: NotificationContent;
  };
}

/** The event of a message. @param updates what it replaces */
export function composeEvent(
  { channel, key, content, threadTs }: OutgoingMessage,
  updates: string | null,
  now: Date,
  place?: CardPlace,
): WebhookEvent {
  const card = composeCard(content, place);
  const operation = updates !== null ? 'update' : threadTs === undefined ? 'post' : 'reply';
  return {
    specversion: '1.0',
    id: digestOf(`${channel}\n${key}`, 32),
    source: 'vhdwatch',
    type: `vhdwatch.${content.kind}.${operation}`,
    subject: channel,
    time: now.toISOString(),
    datacontenttype: 'application/json',
    data: {
      key,
      channel,
      updates,
      thread: threadTs ?? null,
      headline: textOf(card.headline),
      text: writeText(card),
      content,
    },
  };
}
