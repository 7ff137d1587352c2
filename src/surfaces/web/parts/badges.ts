import type { Severity } from '../../../domain/finding.ts';
import type { NodePoolStatus } from '../../../domain/node-pool-assessment.ts';
import { type Html, html } from '../html.ts';

/** All ways a pool can stand, as the pages count them: worst first. */
export const POOL_STATUSES: readonly NodePoolStatus[] = ['unsupported', 'behind', 'unknown', 'current'];

/** What a status means, in a few words. */
export const STATUS_MEANS: Readonly<Record<NodePoolStatus, string>> = {
  current: 'on the newest image they can take',
  behind: 'a newer image waits for them',
  unsupported: 'no more images for their Windows',
  unknown: 'image never reported',
};

/** A shape beside the colour, for who does not see the difference. */
const SIGNS: Readonly<Record<NodePoolStatus, string>> = { current: '✓', behind: '↑', unsupported: '✕', unknown: '?' };

/** How a pool, or an image, stands. */
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

/** `1 pool`, `12 pools`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}
