/** `event_type` of every message that vhdwatch posts (CONTRACT); other programs rely on it. */
export const EVENT_TYPE = 'vhdwatch_notification';

/** Slack message metadata that carries the dedupe key. Readable by everybody in the workspace. */
export function metadataOf(key: string): {
  readonly event_type: string;
  readonly event_payload: { readonly key: string };
} {
  return { event_type: EVENT_TYPE, event_payload: { key } };
}
