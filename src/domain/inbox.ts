/** A message that went to the local inbox instead of Slack, as it is kept and drawn. */
export interface InboxMessage {
  readonly channel: string;
  /** Dedupe key; no two messages of a channel carry the same one. */
  readonly key: string;
  /** Slack-like and unique, `1764000000.000100`: identifies the message and orders the page. */
  readonly ts: string;
  readonly text: string;
  /** JSON array of Slack blocks; `[]` where the text is all. */
  readonly blocksJson: string;
  /** UTC ISO text. */
  readonly postedAt: string;
  /** Set on a message in the thread of another. */
  readonly threadTs?: string;
}

/** Where the local inbox keeps its messages. Synchronous, like everything on SQLite. */
export interface InboxStore {
  save(message: InboxMessage): void;
  /** The message of that channel with that dedupe key; `null` when there is none. */
  findByKey(channel: string, key: string): InboxMessage | null;
  /** Puts new content into the message `ts`; false when there is no such message. */
  replace(ts: string, content: Pick<InboxMessage, 'text' | 'blocksJson'>): boolean;
  /** The greatest `ts` in use, so that the next one is greater; `null` while the inbox is empty. */
  findNewestTs(): string | null;
}
