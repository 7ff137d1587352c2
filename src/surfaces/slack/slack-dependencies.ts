import type { AppContext } from '../../app/app-context.ts';
import type { CardPlace } from '../../messages/card.ts';
import type { AccessPolicy } from './access/create-access-policy.ts';
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
