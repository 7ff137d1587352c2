import { type Html, type HtmlValue, html } from '../../html/html.ts';
import type { PublicPlace } from './guard-requests.ts';

export interface PageFrame {
  /** Where the style sheet and the script are. */
  readonly stylesUrl: string;
  readonly scriptUrl: string;
  /** Name of the chat that messages go to; `null` while they stay on the page. */
  readonly chat: string | null;
  /** Commands are said as they can be run, in a checkout as `npx vhdwatch …`; true where there is no npx. */
  readonly isInstalled: boolean;
  readonly place: PublicPlace;
}

export interface Page {
  readonly title: string;
  /** Path of the entry of the navigation it belongs to. */
  readonly path: string;
  /** Beside the title: what the page is about, or its figures. */
  readonly lead: HtmlValue;
  readonly content: HtmlValue;
  /** Links to the pages above this one, `[path, label]`, the outermost first. */
  readonly trail?: readonly (readonly [path: string, label: string])[];
}

const PAGES: readonly (readonly [path: string, label: string])[] = [
  ['/', 'Overview'],
  ['/fleet', 'Fleet'],
  ['/images', 'Images'],
  ['/regions', 'Regions'],
  ['/retirements', 'Retirements'],
  ['/inbox', 'Inbox'],
  ['/health', 'Health'],
];

export function renderDocument(page: Page, frame: PageFrame): string {
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} · vhdwatch</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${frame.stylesUrl}">
<script src="${frame.scriptUrl}" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
${renderTop(page, frame)}
<main id="content">
<header class="page-head">${renderTrail(page)}<h1>${page.title}</h1><div class="lead">${page.lead}</div></header>
${page.content}
</main>
<footer class="foot"><p>vhdwatch changes nothing in Azure. <a href="/calendar.ics">Calendar</a> <a href="/findings.json">Findings as JSON</a> <a href="/metrics">Metrics</a> <a href="/readyz">Readiness</a></p></footer>
</body>
</html>
`;
  const text = frame.isInstalled
    ? document.text.replaceAll('npx vhdwatch ', 'vhdwatch ')
    : document.text.replace(/&#34;vhdwatch (?=[a-z])/g, '&#34;npx vhdwatch ');
  return prefixPaths(text, frame.place.prefix);
}

/** Quotes of everything from outside are escaped, so that these attributes can only be our own. */
function prefixPaths(text: string, prefix: string): string {
  if (prefix === '') return text;
  return text.replace(/ (href|src|srcset|action|data-[a-z]+)="\/(?!\/)/g, (_, name: string) => ` ${name}="${prefix}/`);
}

function renderTop({ path }: Page, { chat }: PageFrame): Html {
  const links = PAGES.map(
    ([target, label]) =>
      html`<li><a href="${target}"${target === path && html` aria-current="page"`}>${label}</a></li>`,
  );
  return html`<header class="top">
<a class="brand" href="/"><img src="/icon.svg" alt="" width="24" height="24">vhdwatch</a>
<nav aria-label="Pages"><ul class="plain">${links}</ul></nav>
<p class="${chat ? 'mode mode-chat' : 'mode'}">Messages go to ${chat ?? html`<a href="/inbox">the inbox here</a>`}</p>
</header>`;
}

function renderTrail({ trail = [] }: Page): Html | false {
  if (trail.length === 0) return false;
  const steps = trail.map(([path, label]) => html`<li><a href="${path}">${label}</a></li>`);
  return html`<nav aria-label="Where this page is" class="trail"><ol class="plain">${steps}</ol></nav>`;
}

/** A page that only says one thing: not found, something failed; it leads back to the entry of the navigation above it. */
export function renderMessagePage(title: string, sentence: string, requested: string): Page {
  const [, room = ''] = requested.split('/');
  const [path, label] = PAGES.find(([one]) => one === `/${room === 'clusters' ? 'fleet' : room}`) ?? ['/', 'Overview'];
  return {
    title,
    path: '',
    lead: html`<p>${sentence}</p>`,
    content: html`<p><a href="${path}">Back to ${label}</a></p>`,
  };
}
