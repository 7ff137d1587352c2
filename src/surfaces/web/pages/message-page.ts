import { html } from '../html.ts';
import type { Page } from '../layout.ts';

/** A page that only says one thing: not found, something failed. */
export function renderMessagePage(title: string, sentence: string): Page {
  return {
    title,
    path: '',
    lead: html`<p>${sentence}</p>`,
    content: html`<p><a href="/">Back to the overview</a></p>`,
  };
}
