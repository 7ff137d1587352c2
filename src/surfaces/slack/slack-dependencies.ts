import type { webApi } from '@slack/bolt';
import type { AppContext } from '../../app/app-context.ts';
import type { AccessPolicy } from './access/create-access-policy.ts';
import type { Screens } from './screens.ts';

/** What every listener works with. */
export interface SlackDependencies {
  readonly context: AppContext;
  /** The slash command as people type it, `/vhdwatch`. */
  readonly command: string;
  readonly screens: Screens;
  readonly access: AccessPolicy;
}

/** What only those know who take Slack's requests. */
export interface SlackConnection {
  /** Without retries of its own; its calls throw what `classifySlackFailure` sorts. */
  readonly client: Pick<webApi.WebClient, 'views'>;
  readonly workspace: SlackWorkspace;
}

/** The workspace, or the whole organization, that the bot token belongs to, as `auth.test` tells. */
export interface SlackWorkspace {
  /** `T…`; `null` where the answer had none. */
  readonly teamId: string | null;
  /** `E…` of the Enterprise organization; `null` outside of one. */
  readonly enterpriseId: string | null;
  /** True where the app is installed for the whole organization: all of its workspaces are home. */
  readonly isOrgWide: boolean;
  readonly botId: string;
  readonly botUserId: string;
}
