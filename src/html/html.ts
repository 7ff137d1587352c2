import { toWebUrl } from '../domain/literal.ts';
import { once } from '../domain/once.ts';

/** HTML made by `html`, which may be inserted into other HTML unescaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What `html` takes: text and numbers are escaped, its own results are not, `null` and the like are left out. */
export type HtmlValue = string | number | Html | null | undefined | false | readonly HtmlValue[];

/** Tagged template for HTML in which everything from outside is escaped, in text and in quoted attributes. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(parts.map((part, index) => (index === 0 ? part : toText(values[index - 1]) + part)).join(''));
}

const DOTS: Readonly<Record<string, string>> = {
  '🔴': 'red',
  '🟠': 'orange',
  '🟡': 'yellow',
  '🔵': 'blue',
  '⚪': 'white',
};

/** Hebrew and Arabic letters with what stands between them, brackets included: without isolation, such a name would reorder what follows it. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc](?:[^A-Za-zÀ-ɏ,;:()<>&\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*(?:[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|\([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc \d]+\)))*/g;

/**
 * Words from outside. A name that is written from right to left keeps to itself; coloured circles are drawn, since not
 * every machine has letters for them.
 */
export function drawWords(text: string): Html {
  return new Html(
    escapeHtml(text)
      .replace(RIGHT_TO_LEFT, '<bdi>$&</bdi>')
      .replace(/[🔴🟠🟡🔵⚪]/gu, (dot) => `<span class="chat-dot chat-dot-${DOTS[dot]}" aria-hidden="true"></span>`),
  );
}

/** Control characters, and marks that change the direction of text: with them, text could read other than it is. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(UNSEEN, '\ufffd')
    .replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function toText(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(toText).join('');
  return escapeHtml(String(value));
}

/** A link to the outside where a message may have one, else only its label. Over what is live, in a window of its own. */
export function renderLink(url: string | null, label: HtmlValue, isInOwnWindow = false): Html {
  const target = toWebUrl(url);
  if (target === null) return html`${label}`;
  return html`<a href="${target}" rel="noopener noreferrer nofollow"${isInOwnWindow && html` target="_blank"`}>${label}</a>`;
}

/** Draws an instant (UTC ISO text) for people. */
export type DrawTime = (instant: string) => Html;

/** Draws instants in a time zone, `20 Aug 2026, 11:00 CEST`; text that is no instant is shown unchanged. */
export function createDrawTime(timeZone: string): DrawTime {
  // The first one of a process takes as long as a tenth of its start.
  const format = once(
    () =>
      new Intl.DateTimeFormat('en-GB', {
        timeZone,
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        timeZoneName: 'short',
      }),
  );
  return (instant) => {
    const date = new Date(instant);
    if (Number.isNaN(date.getTime())) return html`${instant}`;
    return html`<time datetime="${date.toISOString()}">${format().format(date).replace('Sept', 'Sep')}</time>`;
  };
}
