import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AppContext } from '../../app/app-context.ts';
import type { InboxMessage } from '../../domain/inbox.ts';
import type { Metrics } from './metrics/create-metrics.ts';
import type { PageAccess } from './page-access.ts';

/** What people can do in the inbox while no chat is connected; all HTML in it is escaped. */
export interface InboxDesk {
  /** Counts up with every change of what it shows. */
  readonly version: () => number;
  readonly listAnswers: () => readonly { readonly id: string; readonly channel: string; readonly html: string }[];
  readonly findForm: () => { readonly title: string; readonly html: string; readonly submit: string | null } | null;
  readonly drawHome: () => string;
  readonly command: (channel: string, text: string) => Promise<void>;
  /** `place` is `message`, `home` or `form`; `act` the value of the button; `fields` what was filled in beside it. */
  readonly click: (
    place: { readonly channel: string; readonly ts: string; readonly place: string },
    act: string,
    fields: URLSearchParams,
  ) => Promise<void>;
  readonly submit: (fields: URLSearchParams) => Promise<void>;
  readonly dismiss: () => void;
}

/** What the web surface is given by the composition root. */
export interface WebDependencies {
  readonly context: AppContext;
  /** A message as a chat would draw it, as HTML in which everything is escaped. */
  readonly drawMessage: (message: Pick<InboxMessage, 'text' | 'cardJson'>) => string;
  /** The same with buttons that submit the form around it. */
  readonly drawLiveMessage: WebDependencies['drawMessage'];
  /** Does what a chat does for people; `null` while messages go to one. */
  readonly desk: InboxDesk | null;
  /** CSS for what `drawMessage` returns. */
  readonly messageStyles: string;
  /** Name of the chat that messages go to, `Slack`; `null` while they stay on the page. */
  readonly chat: string | null;
  readonly metrics: Metrics;
  /** Address by which people reach the pages through a proxy; its path stands before every link. Default: none. */
  readonly publicUrl?: string | null;
  /** Who may read the pages; `null` where everybody may who reaches them. */
  readonly access?: PageAccess | null;
  /** Why the chat refuses what we send altogether (its code, `invalid_auth`); `null` while it does not. */
  readonly findChatProblem?: () => string | null;
  /** Whether Slack's socket is open; `null` without Socket Mode. */
  readonly isSocketConnected?: () => boolean | null;
  /** Takes `POST /slack/events`, body unread; it verifies the signature itself. */
  readonly slackListener?: (request: IncomingMessage, response: ServerResponse) => unknown;
}
