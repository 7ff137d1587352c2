import { type CalendarDate, daysBetween, formatDate } from '../../../domain/calendar-date.ts';
import { type Html, type HtmlValue, html } from '../html.ts';
import { count } from './badges.ts';

/** A day ahead on which something ends. */
export interface TimeLineEntry {
  readonly on: CalendarDate;
  readonly title: HtmlValue;
  readonly detail?: HtmlValue;
}

/** Days on a line, the nearest first: when, in how many days, and what. */
export function renderTimeLine(entries: readonly TimeLineEntry[], today: CalendarDate): Html {
  return html`<ol class="plain time-line">${entries.map((entry) => renderEntry(entry, today))}</ol>`;
}

function renderEntry({ on, title, detail }: TimeLineEntry, today: CalendarDate): Html {
  const days = daysBetween(today, on);
  return html`<li class="near-${nearnessOf(days)}"><p class="when"><b>${formatDate(on)}</b> <span class="soft">${sayDays(days)}</span></p><p>${title}</p>${detail && html`<p class="soft small">${detail}</p>`}</li>`;
}

/** `in 12 days`, `today`, `30 days ago`. */
function sayDays(days: number): string {
  if (days === 0) return 'today';
  return days > 0 ? `in ${count(days, 'day')}` : `${count(-days, 'day')} ago`;
}

/** How pressing a day is. */
function nearnessOf(days: number): 'past' | 'now' | 'soon' | 'later' {
  if (days < 0) return 'past';
  if (days <= 30) return 'now';
  return days <= 180 ? 'soon' : 'later';
}
