import { drawWords, escapeHtml } from '../../html/markup.ts';

/** HTML that was put together by `html`, and may be put into other HTML as it is. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What `html` takes: text and numbers are escaped, its own results are not, nothing leaves nothing. */
export type HtmlValue = string | number | Html | null | undefined | false | readonly HtmlValue[];

/** Tagged template for HTML in which everything from outside is escaped, in text and in quoted attributes. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(parts.map((part, index) => (index === 0 ? part : toText(values[index - 1]) + part)).join(''));
}

/** HTML of another renderer that escapes by itself; only for what the rooms html and slack/desk draw. */
export function trustHtml(text: string): Html {
  return new Html(text);
}

/** A sentence or list with names from outside, each of which is read in its own direction. */
export function drawSentence(text: string): Html {
  return trustHtml(drawWords(text));
}

function toText(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(toText).join('');
  return escapeHtml(value);
}

/** Draws an instant (UTC ISO text) for people. */
export type DrawTime = (instant: string) => Html;

/** Draws instants in a time zone, `20 Aug 2026, 11:00 CEST`; what is no instant is shown as it is. */
export function createDrawTime(timeZone: string): DrawTime {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  return (instant) => {
    const date = new Date(instant);
    if (Number.isNaN(date.getTime())) return html`${instant}`;
    return html`<time datetime="${date.toISOString()}">${format.format(date).replace('Sept', 'Sep')}</time>`;
  };
}
