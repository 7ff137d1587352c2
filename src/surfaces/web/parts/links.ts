import type { InboxPart } from '../../../domain/inbox.ts';
import { encodeSegment } from '../../../domain/pool-reference.ts';
import { type Html, html } from '../../../html/html.ts';

export function imagePath(version: string): string {
  return `/images/${encodeSegment(version)}`;
}

/** Query string of what is set, `?a=1&b=2`; empty where nothing is. */
export function toQuery(values: Readonly<Record<string, string | number | null | undefined>>): string {
  const set = Object.entries(values).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [`${name}=${encodeSegment(String(value))}`],
  );
  return set.length === 0 ? '' : `?${set.join('&')}`;
}

/** Where in the inbox somebody is: at the Home tab, or at a part of the messages. */
export interface InboxPlace extends InboxPart {
  readonly isHome: boolean;
}

/** The address of a place in the inbox, or of what is done there. */
export function toInboxPath(
  place: Partial<InboxPlace>,
  work: '' | '/act' | '/command' | '/form' | '/dismiss' | '/events' = '',
): string {
  const { isHome = false, channel, until } = place;
  return `/inbox${work}${toQuery({ tab: isHome ? 'home' : null, channel, until })}`;
}

/** Where a list that does not fit one page stands. */
interface PagerView {
  /** Address up to where `page=N` is added: ends in `?` or `&`. */
  readonly path: string;
  readonly page: number;
  readonly perPage: number;
  readonly total: number;
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
