import type { types } from '@slack/bolt';

/** A message as `chat.postMessage` takes it: `text` says everything by itself, `blocks` are how it looks. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly types.KnownBlock[];
}

/** How rich a list of pools is drawn, richest first: a workspace or client that refuses one gets the next. */
export type TableDetail = 'data_table' | 'table' | 'lines';

/** All of them, in the order they are tried. */
export const TABLE_DETAILS: readonly TableDetail[] = ['data_table', 'table', 'lines'];
