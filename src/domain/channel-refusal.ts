/** A channel that does not take messages at present; it is tried again until it does. */
export interface ChannelRefusal {
  readonly channel: string;
  /** Slack's code (`not_in_channel`, …). */
  readonly reason: string;
  /** Instant of the first refusal since the last message that arrived, UTC ISO text. */
  readonly since: string;
}
