import { type Html, type HtmlValue, html } from './html.ts';

/** A link to the outside where the URL is http(s) without credentials, else only its label. */
export function renderLink(url: string | null, label: HtmlValue): Html {
  if (!url || !isWebUrl(url)) return html`${label}`;
  return html`<a href="${url}" rel="noopener noreferrer nofollow">${label}</a>`;
}

function isWebUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  return (protocol === 'https:' || protocol === 'http:') && !username && !password;
}
