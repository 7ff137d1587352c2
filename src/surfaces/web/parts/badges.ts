import type { SourceAge } from '../../../app/pages/read-overview.ts';
import { sayAgo } from '../../../domain/clock.ts';
import type { Severity } from '../../../domain/finding.ts';
import type { NodePoolStatus } from '../../../domain/node-pool-assessment.ts';
import { countOf } from '../../../domain/text.ts';
import { type Html, html } from '../../../html/html.ts';

/** What a status means, in a few words. */
export const STATUS_MEANS: Readonly<Record<NodePoolStatus, string>> = {
  current: 'on the newest image they can take',
  behind: 'a newer image waits for them',
  unsupported: 'no more images for their Windows',
  unknown: 'their image, or the newest one, is not known',
};

/** A shape beside the colour, for who does not see the difference. */
const SIGNS: Readonly<Record<NodePoolStatus, string>> = { current: '✓', behind: '↑', unsupported: '✕', unknown: '?' };

export function renderStatus(status: NodePoolStatus): Html {
  return html`<span class="badge badge-${status}"><span aria-hidden="true">${SIGNS[status]}</span> ${status}</span>`;
}

export function renderSeverity(severity: Severity): Html {
  return html`<span class="badge severity-${severity}">${severity}</span>`;
}

/** The state of an image: newest, superseded, withdrawn. */
export function renderState(state: string): Html {
  return html`<span class="badge state-${state}">${state}</span>`;
}

/** Where vhdwatch reads, and since when each source has answered or not. */
export function renderSourceList(sources: readonly SourceAge[], now: Date): Html {
  const items = sources.map(({ name, state }) => {
    const last = state?.lastSuccessAt;
    const said = last ? `answered ${sayAgo(last, now)}` : 'never answered';
    const since = last ? ' since' : '';
    const trouble = state && state.failures > 0 ? `, ${countOf(state.failures, 'failure')}${since}` : '';
    return html`<li>${renderSourceMark(state)}<b>${name}</b> <span class="soft">${said}${trouble}</span></li>`;
  });
  return html`<ul class="plain source-list">${items}</ul>`;
}

/** Whether a source answers, has done, or never did, as a colour. */
export function renderSourceMark(state: SourceAge['state']): Html {
  const mood = !state?.lastSuccessAt ? 'calm' : state.failures === 0 ? 'good' : 'warn';
  return html`<span class="key key-${mood}" aria-hidden="true"></span>`;
}
