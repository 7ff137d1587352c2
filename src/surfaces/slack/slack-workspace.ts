/** The workspace that the bot token belongs to, as `auth.test` tells. */
export interface SlackWorkspace {
  /** `T…`; `null` where the answer had none. */
  readonly teamId: string | null;
  readonly botId: string;
  readonly botUserId: string;
}
