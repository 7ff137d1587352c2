import type { FleetPicture } from './pool-week.ts';

export interface InboxMessage {
  readonly channel: string;
  /** Dedupe key; no two messages of a channel carry the same one. */
  readonly key: string;
  /** Unique, in the form of a chat's, `1764000000.000100`: identifies the message and orders the page. */
  readonly ts: string;
  /** Everything it says, without markup. */
  readonly text: string;
  /** The card as JSON, with what its button answers; empty in rows of earlier versions and where the text is all. */
  readonly cardJson: string;
  /** UTC ISO text. */
  readonly postedAt: string;
  /** Set on a message in the thread of another. */
  readonly threadTs?: string;
}

/** Which messages are listed: those of a channel, or of all, up to one of them; `null` for what is not said. */
export interface InboxPart {
  readonly channel: string | null;
  /** A `ts`: that message is the newest one. */
  readonly until: string | null;
}

export interface InboxChannel {
  readonly channel: string;
  readonly messages: number;
}

export interface Inbox {
  /** Newest first, thread replies among them. */
  readonly messages: readonly InboxMessage[];
  /** Those with the newest messages. */
  readonly channels: readonly InboxChannel[];
}

/** Where the local inbox keeps its messages. Synchronous, like everything on SQLite. */
export interface InboxStore {
  save(message: InboxMessage): void;
  /** The message of that channel with that dedupe key; `null` when there is none. */
  findByKey(channel: string, key: string): InboxMessage | null;
  /** Puts new content into the message `ts`; false when there is no such message. */
  replace(ts: string, content: Pick<InboxMessage, 'text' | 'cardJson'>): boolean;
  /** The greatest `ts` in use, so that the next one is greater; `null` while the inbox is empty. */
  findNewestTs(): string | null;
}

/** A drawn picture as it is kept, so that the same one is drawn and uploaded once. */
export interface KeptPicture {
  /** The PNG, for the local inbox; `null` where a chat keeps it. */
  readonly png: Uint8Array | null;
  /** The chat's ID of the uploaded file, `F0123456789`; `null` where none was uploaded. */
  readonly uploadedFile: string | null;
}

export interface PictureStore {
  find(digest: string): KeptPicture | null;
  savePng(digest: string, png: Uint8Array, at: string): void;
  saveUpload(digest: string, uploadedFile: string, at: string): void;
  forget(digest: string): void;
}

/** Who draws pictures for messages, and where they are kept. */
export interface Pictures {
  readonly store: PictureStore;
  /** The picture as PNG bytes; `null` when it could not be drawn. Never throws. */
  readonly draw: (picture: FleetPicture) => Promise<Uint8Array | null>;
}
