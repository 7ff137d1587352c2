import type { webApi } from '@slack/bolt';
import type { AppContext } from '../../app/app-context.ts';
import type { Actor } from '../../domain/actor.ts';
import type { CardPlace } from '../../messages/card.ts';
import type { AccessPolicy, SlackWorkspace } from './access/create-access-policy.ts';
import type { Screens } from './screens.ts';

export interface SlackDependencies {
  readonly context: AppContext;
  /** The slash command as people type it, `/vhdwatch`. */
  readonly command: string;
  /** What answers that go on elsewhere point to. */
  readonly place: CardPlace;
  readonly screens: Screens;
  readonly access: AccessPolicy;
}

/** The same for somebody who asks or changes something: whoever answers or asks for rights is given it. */
export interface Asked extends SlackDependencies {
  readonly actor: Actor;
}

/** What only those know who take Slack's requests. */
export interface SlackConnection {
  /** Without retries of its own; its calls throw what `classifySlackFailure` sorts. */
  readonly client: Pick<webApi.WebClient, 'views'>;
  readonly workspace: SlackWorkspace;
}
