import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AppContext } from '../../app/app-context.ts';
import type { ChatSocket } from '../../domain/sender.ts';
import type { InboxDesk } from '../../html/inbox-desk.ts';
import type { Metrics } from './create-metrics.ts';
import type { PageAccess } from './page-access.ts';

export interface WebDependencies {
  readonly context: AppContext;
  /** Does what a chat does for people; `null` while messages go to one. */
  readonly desk: InboxDesk | null;
  /** Name of the chat that messages go to, `Slack`; `null` while they stay on the page. */
  readonly chat: string | null;
  readonly metrics: Metrics;
  /** Address by which people reach the pages through a proxy; its path stands before every link; `null` without one. */
  readonly publicUrl: string | null;
  /** True where `vhdwatch` is a command of the machine, as in the container; in a checkout it is `npx vhdwatch`. */
  readonly isInstalled: boolean;
  /** Who may read the pages; `null` where everybody may who reaches them. */
  readonly access: PageAccess | null;
  /** `null` where the chat keeps none open, or nobody acts there. */
  readonly socket: ChatSocket | null;
  /** Takes `POST /slack/events`, body unread; it verifies the signature itself. `null` without a signing secret. */
  readonly slackListener: ((request: IncomingMessage, response: ServerResponse) => unknown) | null;
}
