import type { InboxMessage } from '../../../domain/inbox.ts';
import { type Html, html, trustHtml } from '../html.ts';
import type { Page } from '../layout.ts';
import type { DrawTime } from '../time.ts';
import type { WebDependencies } from '../web-dependencies.ts';

/** How many messages the page shows at most. */
export const INBOX_LIMIT = 200;

/** What the inbox page is drawn from. */
export interface InboxView {
  /** Newest first. */
  readonly messages: readonly InboxMessage[];
  readonly postsToSlack: boolean;
  /** Why nothing may arrive; empty while all is well. */
  readonly problems: readonly string[];
  readonly drawMessage: WebDependencies['drawMessage'];
  readonly drawTime: DrawTime;
}

interface Thread {
  readonly message: InboxMessage;
  /** Oldest first. */
  readonly replies: readonly InboxMessage[];
}

/** The local inbox: every message as Slack would draw it, newest first, by channel. */
export function renderInboxPage(view: InboxView): Page {
  const channels = [...Map.groupBy(view.messages, ({ channel }) => channel)];
  return {
    title: 'Inbox',
    path: '/inbox',
    lead: renderLead(view),
    content: html`${channels.length > 1 && renderChannelList(channels.map(([channel]) => channel))}${renderProblems(view.problems)}${
      channels.length === 0
        ? renderEmpty(view)
        : channels.map(([channel, messages], index) => renderChannel(view, channel, messages, index))
    }`,
  };
}

function renderLead({ messages, postsToSlack }: InboxView): Html {
  const where = postsToSlack
    ? 'Messages go to Slack. What is here was posted while no Slack token was set.'
    : 'Messages stay on this page, drawn as Slack would: no Slack token is set.';
  const shown = messages.length >= INBOX_LIMIT && html` The newest ${INBOX_LIMIT} are shown.`;
  return html`<p>${where}${shown}</p>`;
}

function renderProblems(problems: readonly string[]): Html | false {
  if (problems.length === 0) return false;
  return html`<div class="banner" role="status"><p><strong>Not ready</strong></p><ul>${problems.map((problem) => html`<li>${problem}</li>`)}</ul></div>`;
}

function renderEmpty({ postsToSlack }: InboxView): Html {
  return html`<div class="empty"><h2>No messages ${postsToSlack ? 'here' : 'yet'}</h2><p>${
    postsToSlack
      ? 'Look into your Slack channels. Without SLACK_BOT_TOKEN the messages would be drawn on this page instead.'
      : 'The first successful poll posts one summary; after that, each release with something about Windows nodes makes one message.'
  }</p></div>`;
}

function renderChannelList(channels: readonly string[]): Html {
  const items = channels.map(
    (channel, index) => html`<li><a class="chip" href="#channel-${index}">${channel}</a></li>`,
  );
  return html`<nav aria-label="Channels"><ul class="plain chips">${items}</ul></nav>`;
}

function renderChannel(view: InboxView, channel: string, messages: readonly InboxMessage[], index: number): Html {
  const threads = threadsOf(messages);
  return html`<section class="channel" aria-labelledby="channel-${index}">
<h2 id="channel-${index}" class="channel-name">${channel}</h2>
${threads.map((thread) => renderThread(view, thread))}
</section>`;
}

/** Replies under their message; a reply whose message is not among these stands for itself. */
function threadsOf(messages: readonly InboxMessage[]): readonly Thread[] {
  const known = new Set(messages.filter(({ threadTs }) => threadTs === undefined).map(({ ts }) => ts));
  const isReply = ({ threadTs }: InboxMessage) => threadTs !== undefined && known.has(threadTs);
  const replies = Map.groupBy(messages.filter(isReply), ({ threadTs }) => threadTs);
  return messages
    .filter((message) => !isReply(message))
    .map((message) => ({ message, replies: (replies.get(message.ts) ?? []).toReversed() }));
}

function renderThread(view: InboxView, { message, replies }: Thread): Html {
  const count = replies.length === 1 ? '1 reply' : `${replies.length} replies`;
  const thread =
    replies.length > 0 &&
    html`<details class="thread" open><summary>${count}</summary>${replies.map((reply) => renderMessage(view, reply))}</details>`;
  return html`${renderMessage(view, message, thread)}`;
}

function renderMessage(view: InboxView, message: InboxMessage, thread: Html | false = false): Html {
  const drawn = view.drawMessage(message);
  return html`<article class="message" id="m${message.ts}">
<div class="avatar" aria-hidden="true"></div>
<div class="message-body">
<p class="message-head"><b>vhdwatch</b> <span class="app">APP</span> <a href="#m${message.ts}">${view.drawTime(message.postedAt)}</a></p>
${trustHtml(drawn)}
${thread}
</div>
</article>`;
}
