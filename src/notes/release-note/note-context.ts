import type { Grammar } from './find-ends.ts';

/** What every step of reading a note needs to know of it. */
export interface NoteContext {
  /** Markdown as published. */
  readonly body: string;
  /** UTC ISO text; `null` where unknown. */
  readonly publishedAt: string | null;
  readonly grammar: Grammar;
}
