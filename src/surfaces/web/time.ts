import { type Html, html } from './html.ts';

/** Draws an instant (UTC ISO text) for people. */
export type DrawTime = (instant: string) => Html;

/** Draws instants in a time zone, `20 Aug 2026, 11:00 CEST`; what is no instant is shown as it is. */
export function createDrawTime(timeZone: string): DrawTime {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  return (instant) => {
    const date = new Date(instant);
    if (Number.isNaN(date.getTime())) return html`${instant}`;
    return html`<time datetime="${date.toISOString()}">${format.format(date)}</time>`;
  };
}
