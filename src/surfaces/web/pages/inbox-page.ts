import type { InboxDesk, InboxMessage } from '../../../domain/inbox.ts';
import { drawMessage } from '../../../html/draw-message.ts';
import { type DrawTime, type Html, html, trustHtml } from '../html.ts';
import type { Page } from '../layout.ts';

/** How many messages the page shows at most. */
export const INBOX_LIMIT = 200;

/** What the inbox page is drawn from. */
interface InboxView {
  /** Newest first, as they are kept. */
  readonly messages: readonly InboxMessage[];
  readonly chat: string | null;
  /** Why nothing may arrive; empty while all is well. */
  readonly problems: readonly string[];
  readonly drawTime: DrawTime;
  /** What people can do here; `null` while messages go to a chat. */
  readonly live: InboxLive | null;
}

/** The desk of the inbox, and what its forms have to bring. */
interface InboxLive {
  readonly desk: InboxDesk;
  readonly token: string;
  /** The Home tab instead of the messages. */
  readonly isHome: boolean;
}

interface Thread {
  readonly message: InboxMessage;
  /** Oldest first. */
  readonly replies: readonly InboxMessage[];
}

/** The local inbox: every message as a chat would draw it, oldest first, by channel. */
export function renderInboxPage(view: InboxView): Page {
  const channels = [...Map.groupBy(view.messages.toReversed(), ({ channel }) => channel)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return {
    title: 'Inbox',
    path: '/inbox',
    lead: renderLead(view),
    content: html`<div id="live" class="inbox"${view.live && html` data-follow="/inbox/events"`}>
${renderSide(view, channels)}
<div class="pane">${
      view.live &&
      renderDesk(
        view.live,
        channels.map(([channel]) => channel),
      )
    }${
      view.live?.isHome
        ? html`<h2 class="spoken">Home</h2>${renderForm(view.live, { place: 'home' }, trustHtml(view.live.desk.drawHome()))}`
        : renderChannels(view, channels)
    }</div></div>`,
  };
}

type Channels = readonly (readonly [channel: string, messages: readonly InboxMessage[]])[];

/** Beside the messages, as in a chat: the app's own parts, and the channels. */
function renderSide({ live }: InboxView, channels: Channels): Html | false {
  if (!live && channels.length < 2) return false;
  const here = live?.isHome ? '/inbox' : '';
  const tab = (path: string, label: string, isHere: boolean) =>
    html`<li><a href="${path}"${isHere && html` aria-current="page"`}>${label}</a></li>`;
  const items = channels.map(
    ([channel, messages], index) =>
      html`<li><a class="channel-name" href="${here}#channel-${index}"><span>${channel}</span> <span class="soft">${messages.length}</span></a></li>`,
  );
  return html`<div class="side">${live && html`<nav aria-label="Parts of the app"><ul class="plain">${tab('/inbox', 'Messages', !live.isHome)}${tab('/inbox?tab=home', 'Home', live.isHome)}</ul></nav>`}
${channels.length > 0 && html`<nav aria-label="Channels"><p class="soft small">Channels</p><ul class="plain">${items}</ul></nav>`}</div>`;
}

function renderChannels(view: InboxView, channels: Channels): Html {
  return html`${renderProblems(view.problems)}${
    channels.length === 0
      ? renderEmpty(view)
      : channels.map(([channel, messages], index) => renderChannel(view, channel, messages, index))
  }`;
}

/** A form whose buttons do what those of a chat do. */
function renderForm({ token }: InboxLive, fields: Readonly<Record<string, string>>, content: Html): Html {
  const hidden = Object.entries({ token, ...fields }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return html`<form method="post" action="/inbox/act" data-live>${hidden}${content}</form>`;
}

/** The command box, the answers that only you see, and the form that is open. */
function renderDesk(live: InboxLive, channels: readonly string[]): Html {
  const { desk, token } = live;
  const form = desk.findForm();
  const answers = desk.listAnswers();
  return html`<form class="filters" method="post" action="/inbox/command" data-live><input type="hidden" name="token" value="${token}">${channels.length > 0 && html`<div><label for="channel">Channel</label><select id="channel" name="channel">${channels.map((one) => html`<option>${one}</option>`)}</select></div>`}<div class="wide"><label for="text">Command, such as /vhdwatch status or /vhdwatch help</label><input id="text" name="text" value="/vhdwatch " autocomplete="off" spellcheck="false"></div><div><button class="primary">Send</button></div></form>
${
  (form || answers.length > 0) &&
  html`<div class="desk-place">${form && html`<section class="desk" aria-labelledby="form-title"><h2 id="form-title" tabindex="-1">${form.title}</h2><form method="post" action="/inbox/form" data-live><input type="hidden" name="token" value="${token}">${trustHtml(form.html)}${form.submit && html`<p><button class="primary">${form.submit}</button></p>`}</form></section>`}
${answers.slice(0, 1).map(({ channel, html: drawn }) => html`<section class="desk" role="status" aria-label="Only visible to you" id="answer" tabindex="-1"><p class="soft small">Only visible to you</p>${renderForm(live, { channel, place: 'message' }, trustHtml(drawn))}</section>`)}
<form method="post" action="/inbox/dismiss" data-live class="dismiss"><input type="hidden" name="token" value="${token}"><button>Dismiss</button></form></div>`
}`;
}

function renderLead({ messages, chat }: InboxView): Html {
  const where = chat
    ? `Messages go to ${chat}. What is here was posted before it was connected.`
    : 'Messages stay on this page, where every button works: no chat is connected.';
  const shown = messages.length >= INBOX_LIMIT && html` The newest ${INBOX_LIMIT} are shown.`;
  return html`<p>${where}${shown}</p>`;
}

function renderProblems(problems: readonly string[]): Html | false {
  if (problems.length === 0) return false;
  return html`<div class="banner" role="status"><p><strong>Not ready</strong></p><ul>${problems.map((problem) => html`<li>${problem}</li>`)}</ul></div>`;
}

function renderEmpty({ chat }: InboxView): Html {
  return html`<div class="empty"><h2>No messages ${chat ? 'here' : 'yet'}</h2><p>${
    chat
      ? `Look into your channels in ${chat}. Without its token the messages would be drawn on this page instead.`
      : 'The first successful poll posts one summary; after that, each release with something about Windows nodes makes one message.'
  }</p></div>`;
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
    .map((message) => ({ message, replies: replies.get(message.ts) ?? [] }));
}

function renderThread(view: InboxView, { message, replies }: Thread): Html {
  const count = replies.length === 1 ? '1 reply' : `${replies.length} replies`;
  const thread =
    replies.length > 0 &&
    html`<details class="thread" open><summary>${count}</summary>${replies.map((reply) => renderMessage(view, reply))}</details>`;
  return html`${renderMessage(view, message, thread)}`;
}

function renderMessage(view: InboxView, message: InboxMessage, thread: Html | false = false): Html {
  const body = trustHtml(drawMessage(message, view.live !== null));
  const drawn = view.live
    ? renderForm(view.live, { channel: message.channel, ts: message.ts, place: 'message' }, body)
    : body;
  return html`<article class="message" id="m${message.ts}">
<div class="avatar" aria-hidden="true"></div>
<div class="message-body">
<p class="message-head"><b>vhdwatch</b> <span class="app">APP</span> <a href="#m${message.ts}">${view.drawTime(message.postedAt)}</a></p>
${drawn}
${thread}
</div>
</article>`;
}
