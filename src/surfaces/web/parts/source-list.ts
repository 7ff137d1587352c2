import type { SourceAge } from '../../../app/pages/read-overview.ts';
import { type Html, html } from '../html.ts';
import { count } from './badges.ts';

/** Where vhdwatch reads, and since when each source has answered or not. */
export function renderSourceList(sources: readonly SourceAge[], now: Date): Html {
  const items = sources.map(({ name, state }) => {
    const isWorking = state?.lastSuccessAt && state.failures === 0;
    const mood = isWorking ? 'good' : state?.lastSuccessAt ? 'warn' : 'calm';
    const said = state?.lastSuccessAt ? `answered ${sayAgo(state.lastSuccessAt, now)}` : 'never answered';
    const trouble = state && state.failures > 0 ? `, ${count(state.failures, 'failure')} since` : '';
    return html`<li><span class="key key-${mood}" aria-hidden="true"></span><b>${name}</b> <span class="soft">${said}${trouble}</span></li>`;
  });
  return html`<ul class="plain source-list">${items}</ul>`;
}

const UNITS: readonly (readonly [ms: number, one: string])[] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
];

/** `3 hours ago`; `just now` below a minute and for what another clock has ahead of us. */
export function sayAgo(instant: string, now: Date): string {
  const ms = now.getTime() - Date.parse(instant);
  const [unit, one] = UNITS.find(([size]) => ms >= size) ?? [];
  return unit === undefined || one === undefined ? 'just now' : `${count(Math.floor(ms / unit), one)} ago`;
}
