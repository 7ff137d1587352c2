import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seenEntries } from '../../../bench/seen-entries.ts';
import { FRAMES } from '../../../src/notes/release-note/frames.ts';
import { hasCorpus, readReleases } from './corpus.ts';
import { FIRST_BLIND_SET } from './first-blind-set.ts';
import { FOURTH_BLIND_SET } from './fourth-blind-set.ts';
import { SECOND_BLIND_SET } from './second-blind-set.ts';
import { THIRD_BLIND_SET } from './third-blind-set.ts';

const PASSAGES = new URL('../../../../shared/cases/passages.json', import.meta.url);

function readPassages(): readonly { id: string; asOf: string; text: string }[] {
  return existsSync(PASSAGES)
    ? (JSON.parse(readFileSync(PASSAGES, 'utf8')) as { id: string; asOf: string; text: string }[])
    : [];
}

const PUBLISHED = '2026-05-29T12:00:00Z';
const BLIND = [...FIRST_BLIND_SET, ...SECOND_BLIND_SET, ...THIRD_BLIND_SET, ...FOURTH_BLIND_SET];

/** Frames that may stand without any example but a sentence invented for them. */
const MOST_UNSEEN_FRAMES = 50;
describe.skipIf(!hasCorpus)('what the grammar knows (needs ../shared/corpus)', () => {
  const seen = seenEntries([
    ...readReleases().map(({ tag_name: tag, published_at: publishedAt, body }) => ({ tag, publishedAt, body })),
    ...readPassages().map(({ id, asOf, text }) => ({ tag: id, publishedAt: `${asOf}T00:00:00Z`, body: text })),
    ...BLIND.map(([body], index) => ({ tag: `blind ${index}`, publishedAt: PUBLISHED, body })),
  ]);

  it('has examples for its frames, in notes or in sentences written before they were read', () => {
    const unseen = FRAMES.map(({ pattern }) => pattern).filter((pattern) => !seen.has(pattern));
    expect(unseen.length, unseen.join('\n')).toBeLessThanOrEqual(MOST_UNSEEN_FRAMES);
  });
});
