import { type Html, type HtmlValue, html } from './html.ts';

/** What every page is framed with. */
export interface PageFrame {
  /** Where the style sheet is. */
  readonly stylesUrl: string;
  readonly postsToSlack: boolean;
}

/** A page without its frame. */
export interface Page {
  readonly title: string;
  /** Path of the page, for the navigation. */
  readonly path: string;
  /** Beside the title: what the page is about, or its figures. */
  readonly lead: HtmlValue;
  readonly content: HtmlValue;
  /** Further entries of the navigation with their heading. */
  readonly aside?: HtmlValue;
  /** The page reloads itself after so many seconds. */
  readonly refreshSeconds?: number | undefined;
}

const PAGES: readonly (readonly [path: string, label: string])[] = [
  ['/', 'Inbox'],
  ['/fleet', 'Fleet'],
  ['/images', 'Images'],
  ['/retirements', 'Retirements'],
];

const PROBES: readonly (readonly [path: string, label: string])[] = [
  ['/healthz', 'healthz'],
  ['/readyz', 'readyz'],
  ['/metrics', 'metrics'],
];

/** A whole HTML document, without scripts. */
export function renderDocument(page: Page, frame: PageFrame): string {
  const refresh = page.refreshSeconds && html`<meta http-equiv="refresh" content="${page.refreshSeconds}">`;
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">${refresh}
<title>${page.title} · vhdwatch</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${frame.stylesUrl}">
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
${renderSidebar(page, frame)}
<main id="content">
<header class="page-head"><h1>${page.title}</h1><div class="lead">${page.lead}</div></header>
${page.content}
</main>
</body>
</html>
`;
  return document.text;
}

function renderSidebar({ path, aside }: Page, { postsToSlack }: PageFrame): Html {
  const links = PAGES.map(
    ([target, label]) =>
      html`<li><a href="${target}"${target === path && html` aria-current="page"`}>${label}</a></li>`,
  );
  const probes = PROBES.map(([target, label]) => html`<li><a href="${target}">${label}</a></li>`);
  return html`<div class="sidebar">
<p class="brand">vhdwatch</p>
<nav aria-label="Pages"><ul class="plain">${links}</ul></nav>
${aside}
<footer>
<p class="${postsToSlack ? 'mode mode-slack' : 'mode'}">${postsToSlack ? 'Messages go to Slack' : 'Messages stay here'}</p>
<ul class="plain probes" aria-label="For machines">${probes}</ul>
</footer>
</div>`;
}
