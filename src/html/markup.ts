/** Control characters, and the marks that turn the direction of text, so that nothing reads other than it is. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Text or a number as HTML text or as the value of a quoted attribute; any other value as nothing. */
export function escapeHtml(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return text
    .toWellFormed()
    .replace(UNSEEN, '\ufffd')
    .replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const DOTS: Readonly<Record<string, string>> = {
  '🔴': 'red',
  '🟠': 'orange',
  '🟡': 'yellow',
  '🔵': 'blue',
  '⚪': 'white',
};

/** Hebrew and Arabic letters with what stands between them, in brackets too: a name, which else pulls over what follows. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc](?:[^A-Za-zÀ-ɏ,;:()<>&\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*(?:[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|\([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc \d]+\)))*/g;

/**
 * Words as HTML. A name that is written from right to left keeps to itself; coloured circles are drawn, since not every
 * machine has letters for them.
 */
export function drawWords(value: unknown): string {
  return escapeHtml(value)
    .replace(RIGHT_TO_LEFT, '<bdi>$&</bdi>')
    .replace(/[🔴🟠🟡🔵⚪]/gu, (dot) => `<span class="chat-dot chat-dot-${DOTS[dot]}" aria-hidden="true"></span>`);
}

/** An anchor where the URL is http(s), else only what it would have contained. `inner` is HTML already. */
export function anchor(url: unknown, inner: string): string {
  if (typeof url !== 'string' || !/^https?:\/\/[^\s]+$/i.test(url) || !URL.canParse(url)) return inner;
  return `<a href="${escapeHtml(url)}" rel="noopener noreferrer nofollow" target="_blank">${inner}</a>`;
}

/** A button; where it is live it submits the form that is around it, as `act`, else it does nothing. */
export function drawButton({ id, value, label, style }: Json, isLive: boolean): string {
  const act = escapeHtml(`${String(id ?? '')}|${String(value ?? '')}`);
  const colour = style === 'primary' || style === 'danger' ? ` chat-${style}` : '';
  const does = isLive ? `name="act" value="${act}"` : `type="button" disabled data-act="${act}"`;
  return `<button ${does} class="chat-button${colour}">${escapeHtml(label)}</button>`;
}

export type Json = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one when it is none. */
export function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export function asList(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(asObject) : [];
}
