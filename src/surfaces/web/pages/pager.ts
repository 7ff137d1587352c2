import { type Html, html } from '../html.ts';

/** Where a list that does not fit one page stands. */
export interface PagerView {
  /** Address up to where `page=N` is added: ends in `?` or `&`. */
  readonly path: string;
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
  readonly total: number;
  /** What is listed, in the plural. */
  readonly noun: string;
}

/** Links to the pages before and after; nothing where all of it is on one page. */
export function renderPager({ path, page, perPage, total, noun }: PagerView): Html | false {
  const last = Math.max(1, Math.ceil(total / perPage));
  if (last === 1 && page === 1) return false;
  const link = (target: number, label: string) =>
    target >= 1 && target <= last
      ? html`<a class="chip" href="${path}page=${target}">${label}</a>`
      : html`<span></span>`;
  return html`<nav class="pager" aria-label="Further ${noun}">${link(page - 1, 'Back')}<span>Page ${page} of ${last}, ${total} ${noun}</span>${link(page + 1, 'Further')}</nav>`;
}
