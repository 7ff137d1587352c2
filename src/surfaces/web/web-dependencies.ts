import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AppContext } from '../../app/app-context.ts';
import type { FleetPicture, PictureTheme } from '../../domain/fleet-picture.ts';
import type { InboxMessage } from '../../domain/inbox.ts';
import type { Metrics } from './metrics/create-metrics.ts';
import type { PageAccess } from './page-access.ts';

/** What the web surface is given by the composition root. */
export interface WebDependencies {
  readonly context: AppContext;
  /** A message as Slack would draw it, as HTML in which everything is escaped. */
  readonly drawMessage: (message: Pick<InboxMessage, 'text' | 'cardJson'>) => string;
  /** CSS for what `drawMessage` returns. */
  readonly messageStyles: string;
  /** A picture as an SVG document. */
  readonly drawPicture: (picture: FleetPicture, theme: PictureTheme) => Promise<string>;
  /** True when messages go to Slack, false when they stay on the page. */
  readonly postsToSlack: boolean;
  readonly metrics: Metrics;
  /** Who may read the pages; `null` where everybody may who reaches them. */
  readonly access?: PageAccess | null;
  /** Why Slack refuses what we send altogether (its code, `invalid_auth`); `null` while it does not. */
  readonly findSlackProblem?: () => string | null;
  /** Whether Slack's socket is open; `null` without Socket Mode. */
  readonly isSocketConnected?: () => boolean | null;
  /** Takes `POST /slack/events`, body unread; it verifies the signature itself. */
  readonly slackListener?: (request: IncomingMessage, response: ServerResponse) => unknown;
}
