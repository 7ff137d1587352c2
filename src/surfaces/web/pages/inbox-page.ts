import type { Inbox, InboxMessage } from '../../../domain/inbox.ts';
import { drawMessage } from '../../../html/draw-message.ts';
import { type DrawTime, type Html, type HtmlValue, html } from '../../../html/html.ts';
import type { InboxDesk } from '../../../html/inbox-desk.ts';
import type { Page } from '../layout.ts';
import { type InboxPlace, toInboxPath } from '../parts/links.ts';

/** Bytes of messages on a page: the older ones are on the one before. */
const ROOM = 85_000;
/** What stands around each of them. */
const FRAME = 150;

interface InboxView extends Inbox {
  readonly place: InboxPlace;
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
}

interface Drawn {
  readonly message: InboxMessage;
  readonly content: Html;
}

interface Thread extends Drawn {
  /** Oldest first. */
  readonly replies: readonly Drawn[];
}

/** The local inbox: messages as a chat would draw them, oldest first, the channel with the newest on top. */
export function renderInboxPage(view: InboxView): Page {
  const { live, place } = view;
  return {
    title: 'Inbox',
    path: '/inbox',
    lead: renderLead(view),
    content: html`<div id="live" class="inbox"${live && html` data-follow="${toInboxPath(place, '/events')}"`}>
${renderSide(view)}
<div class="pane">${live && renderDesk(view, live)}${
      live && place.isHome
        ? html`<h2 class="spoken">Home</h2>${renderForm(view, { place: 'home' }, live.desk.drawHome())}`
        : renderMessages(view)
    }</div></div>`,
  };
}

/** Beside the messages, as in a chat: the app's own parts, and the channels. */
function renderSide({ live, place, channels }: InboxView): Html | false {
  if (!live && channels.length < 2) return false;
  const item = (to: Partial<InboxPlace>, isHere: boolean, label: HtmlValue, kind: Html | false = false) =>
    html`<li><a${kind} href="${toInboxPath(to)}"${isHere && html` aria-current="page"`}>${label}</a></li>`;
  const items = channels.map(({ channel, messages }) =>
    item(
      { channel },
      !place.isHome && channel === place.channel,
      html`<span>${channel}</span> <span class="soft">${messages}</span>`,
      html` class="channel-name"`,
    ),
  );
  return html`<div class="side">${live && html`<nav aria-label="Parts of the app"><ul class="plain">${item({}, !place.isHome && place.channel === null, 'All channels')}${item({ isHome: true }, place.isHome, 'Home')}</ul></nav>`}
${items.length > 0 && html`<nav aria-label="Channels"><p class="soft small">Channels</p><ul class="plain">${items}</ul></nav>`}</div>`;
}

function renderMessages(view: InboxView): Html {
  const { messages, place } = view;
  if (messages.length === 0) return html`${renderProblems(view.problems)}${renderEmpty(view)}`;
  const { drawn, next } = drawWhatFits(view);
  const channels = [...Map.groupBy(drawn, ({ message }) => message.channel)];
  const link = (until: string | null, label: string) =>
    html`<a class="chip" href="${toInboxPath({ ...place, until })}">${label}</a>`;
  return html`${renderProblems(view.problems)}${next && html`<nav class="pager" aria-label="Older messages">${link(next.ts, 'Older messages')}</nav>`}
${channels.map(([channel, own], index) => renderChannel(channel, own.toReversed(), index))}
${place.until && html`<nav class="pager" aria-label="Newer messages">${link(null, 'The newest messages')}</nav>`}`;
}

/** The newest messages as long as there is room, newest first, and the first of those that are left. */
function drawWhatFits(view: InboxView): { readonly drawn: readonly Drawn[]; readonly next: InboxMessage | null } {
  const drawn: Drawn[] = [];
  let room = ROOM;
  for (const message of view.messages) {
    const content = renderContent(view, message);
    room -= Buffer.byteLength(content.text) + FRAME;
    if (room < 0 && drawn.length > 0) return { drawn, next: message };
    drawn.push({ message, content });
  }
  return { drawn, next: null };
}

function renderForm({ live, place }: InboxView, fields: Readonly<Record<string, string>>, content: Html): Html {
  const hidden = Object.entries({ token: live?.token ?? '', ...fields }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return html`<form method="post" action="${toInboxPath(place, '/act')}" data-live>${hidden}${content}</form>`;
}

/** The command box, the answer that only you see, and the form that is open. */
function renderDesk(view: InboxView, { desk, token }: InboxLive): Html {
  const { place } = view;
  const form = desk.findForm();
  const answer = desk.findAnswer();
  // As in a chat: what is sent in a channel is sent to it.
  const channel =
    place.channel === null
      ? view.channels.length > 0 &&
        html`<div><label for="channel">Channel</label><select id="channel" name="channel">${view.channels.map((one) => html`<option>${one.channel}</option>`)}</select></div>`
      : html`<input type="hidden" name="channel" value="${place.channel}">`;
  const action = (work: '/command' | '/form' | '/dismiss') =>
    html`method="post" action="${toInboxPath(place, work)}" data-live`;
  return html`<form class="filters" ${action('/command')}><input type="hidden" name="token" value="${token}">${channel}<div class="wide"><label for="text">Command, such as /vhdwatch status or /vhdwatch help</label><input id="text" name="text" value="/vhdwatch " autocomplete="off" spellcheck="false"></div><div><button class="primary">Send</button></div></form>
${
  (form || answer) &&
  html`<div class="desk-place">${form && html`<section class="desk" aria-labelledby="form-title" data-version="${form.version}"><h2 id="form-title" tabindex="-1">${form.title}</h2>${form.about && html`<p class="soft small">${form.about}</p>`}<form ${action('/form')} id="form"><input type="hidden" name="token" value="${token}"><input type="hidden" name="version" value="${form.version}">${form.html}</form></section>`}
${answer && html`<section class="desk" role="status" aria-label="Only visible to you" id="answer" tabindex="-1"><p class="soft small">${['Only visible to you', answer.about].filter(Boolean).join(' · ')}</p>${renderForm(view, { channel: answer.channel, place: 'message' }, answer.html)}</section>`}
<form ${action('/dismiss')} class="dismiss"><input type="hidden" name="token" value="${token}">${[form, answer].map((part) => part && html`<input type="hidden" name="version" value="${part.version}">`)}${form?.submit && html`<button class="primary" form="form">${form.submit}</button> `}<button>Dismiss</button></form></div>`
}`;
}

function renderLead({ chat }: InboxView): Html {
  const where = chat
    ? `Messages go to ${chat}. What is here was posted before it was connected.`
    : 'Messages stay on this page, where every button works: no chat is connected.';
  return html`<p>${where}</p>`;
}

function renderProblems(problems: readonly string[]): Html | false {
  if (problems.length === 0) return false;
  return html`<div class="banner" role="status"><p><strong>Not ready</strong></p><ul>${problems.map((problem) => html`<li>${problem}</li>`)}</ul></div>`;
}

function renderEmpty({ chat, place }: InboxView): Html {
  if (place.channel !== null) return html`<p class="soft">No messages of this channel are kept here.</p>`;
  return html`<div class="empty"><h2>No messages ${chat ? 'here' : 'yet'}</h2><p>${
    chat
      ? `Look into your channels in ${chat}. Without its token the messages would be drawn on this page instead.`
      : 'The first successful poll posts one summary; after that, each release with something about Windows nodes makes one message.'
  }</p></div>`;
}

function renderChannel(channel: string, messages: readonly Drawn[], index: number): Html {
  return html`<section class="channel" aria-labelledby="channel-${index}">
<h2 id="channel-${index}" class="channel-name">${channel}</h2>
${threadsOf(messages).map(renderThread)}
</section>`;
}

/** Replies under their message; a reply whose message is not among these stands for itself. */
function threadsOf(drawn: readonly Drawn[]): readonly Thread[] {
  const known = new Set(drawn.filter(({ message }) => message.threadTs === undefined).map(({ message }) => message.ts));
  const isReply = ({ message: { threadTs } }: Drawn) => threadTs !== undefined && known.has(threadTs);
  const replies = Map.groupBy(drawn.filter(isReply), ({ message }) => message.threadTs);
  return drawn.filter((one) => !isReply(one)).map((one) => ({ ...one, replies: replies.get(one.message.ts) ?? [] }));
}

function renderThread({ message, content, replies }: Thread): Html {
  const thread =
    replies.length > 0 &&
    html`<details class="thread" open><summary>${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}</summary>${replies.map((reply) => renderMessage(reply))}</details>`;
  const { channel, threadTs } = message;
  const lone =
    threadTs !== undefined &&
    html`<p class="small"><a href="${toInboxPath({ channel, until: threadTs })}">What this replies to</a></p>`;
  return renderMessage({ message, content }, html`${lone}${thread}`);
}

function renderContent(view: InboxView, message: InboxMessage): Html {
  const { channel, ts, postedAt } = message;
  const body = drawMessage(message, view.live !== null);
  return html`<p class="message-head"><b>vhdwatch</b> <span class="app">APP</span> <a href="#m${ts}">${view.drawTime(postedAt)}</a></p>
${view.live ? renderForm(view, { channel, ts, place: 'message' }, body) : body}`;
}

function renderMessage({ message, content }: Drawn, below: Html | null = null): Html {
  return html`<article class="message" id="m${message.ts}">
<div class="avatar" aria-hidden="true"></div>
<div class="message-body">
${content}
${below}
</div>
</article>`;
}
