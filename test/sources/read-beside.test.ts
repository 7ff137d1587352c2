import { afterAll, expect, test } from 'vitest';
import type { StoredDocument } from '../../src/domain/source-document.ts';
import { createDocumentReader } from '../../src/sources/read-beside.ts';
import { announce } from '../../src/sources/source-kits.ts';
import { createSampleReleases } from '../support/sample-notes.ts';

/** As it is shipped: it starts in a third of the time. */
const reader = createDocumentReader({ program: new URL('../../dist/read-worker.js', import.meta.url) });
afterAll(() => reader.close());

function toDocument({
  tag_name: tag,
  body,
  published_at: publishedAt,
}: ReturnType<typeof createSampleReleases>[number]) {
  return {
    id: 1,
    versionId: 1,
    version: 1,
    source: 'aks-releases',
    externalId: tag,
    title: tag,
    url: `https://github.com/Azure/AKS/releases/tag/${tag}`,
    publishedAt,
    body,
    isReread: false,
  } as unknown as StoredDocument;
}

test('a note read beside the service says what it says here, and one that cannot be read costs itself only', async () => {
  const documents = createSampleReleases().map(toDocument);
  const broken = { ...documents[0], body: null } as unknown as StoredDocument;
  await expect(reader.read(broken)).rejects.toThrow();
  for (const document of documents) expect(await reader.read(document)).toEqual(await announce(document));
  expect((await reader.read(documents[0] as StoredDocument)).announcements).not.toEqual([]);
});
