import { announce } from '../../src/sources/source-kits.ts';
import { openTestStore } from './open-test-store.ts';

/** What a context has where a test has nothing to say about it. */
export const CONTEXT_DEFAULTS = {
  operatorsChannel: null,
  readDocument: announce,
  openScratchStore: (at: Date) => openTestStore(':memory:', at),
  discovery: null,
  version: null,
  withoutHistory: {},
  retentionDays: 400,
  probes: null,
  stopping: new AbortController().signal,
  findPollGapMs: () => 900_000,
} as const;
