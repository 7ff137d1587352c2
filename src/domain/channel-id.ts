const CHANNEL_ID = /^[CDG][A-Z0-9]{2,}$/;

/** True for the ID of a channel, `C…` or `G…`, or of a direct message, `D…`; never for a name, which can change hands. */
export function isChannelId(text: string): boolean {
  return CHANNEL_ID.test(text);
}
