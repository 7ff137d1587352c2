/** Any value as HTML text or attribute value. */
export function escapeHtml(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** An anchor where the URL is http(s), else only what it would have contained. `inner` is HTML already. */
export function anchor(url: unknown, inner: string): string {
  if (typeof url !== 'string' || !/^https?:\/\/[^\s]+$/i.test(url) || !URL.canParse(url)) return inner;
  return `<a href="${escapeHtml(url)}" rel="noopener noreferrer nofollow" target="_blank">${inner}</a>`;
}

/** A JSON object whose fields are looked at one by one: what is drawn was stored, and may be anything. */
export type Json = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one when it is none. */
export function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** The value as a list of objects; empty when it is none. */
export function asList(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(asObject) : [];
}

const EMOJI: Readonly<Record<string, string>> = {
  warning: '⚠️',
  white_check_mark: '✅',
  rotating_light: '🚨',
  bell: '🔔',
  calendar: '📅',
};

/** The emoji of that name, or `:name:` as Slack shows an unknown one. */
export function emojiOf(name: unknown): string {
  const key = String(name);
  return Object.hasOwn(EMOJI, key) ? (EMOJI[key] ?? '') : escapeHtml(`:${key}:`);
}
