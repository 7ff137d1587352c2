/** A drawn picture as it is kept, so that the same one is drawn and uploaded once. */
export interface KeptPicture {
  /** The PNG, for the local inbox; `null` where Slack keeps it. */
  readonly png: Uint8Array | null;
  /** Slack's ID of the uploaded file, `F0123456789`; `null` where none was uploaded. */
  readonly slackFile: string | null;
}

/** Pictures by a digest of what they show. Synchronous, like everything on SQLite. */
export interface PictureStore {
  find(digest: string): KeptPicture | null;
  savePng(digest: string, png: Uint8Array, at: string): void;
  saveSlackFile(digest: string, slackFile: string, at: string): void;
  /** Forgets one that Slack has no more. */
  forget(digest: string): void;
}
