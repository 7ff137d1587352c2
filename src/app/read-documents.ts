import { buildCatalogue } from '../catalogue/build-catalogue.ts';
import { diffCatalogues } from '../catalogue/diff-catalogues.ts';
import type { Announcement, AnnouncementOrigin } from '../domain/announcement.ts';
import type { Catalogue, CatalogueChange } from '../domain/catalogue.ts';
import type { KubernetesVersion } from '../domain/kubernetes-version.ts';
import type { StoredDocument } from '../domain/source-document.ts';
import { parseReleaseNote } from '../notes/release-note/parse-release-note.ts';
import { parseSupportCalendar } from '../notes/support-calendar/parse-support-calendar.ts';
import { planDriftAlarm, type UnreadNote } from '../outbox/plan-drift-alarm.ts';
import type { AppContext } from './app-context.ts';
import { isSeeded } from './seeded.ts';
import { operatorsChannelOf } from './tell-operators.ts';

/** What reading brought. */
export interface Reading {
  readonly documents: number;
  readonly changes: readonly CatalogueChange[];
  readonly unread: readonly UnreadNote[];
}

/**
 * Reads the documents that were not read yet and rebuilds the catalogue from all announcements (T2). The changes are
 * saved with it, so that a process that dies here still tells of them later.
 */
export function readDocuments(context: AppContext): Reading {
  const { store, clock, logger } = context;
  const documents = store.documents.listUnread();
  const at = clock.now().toISOString();
  const read = documents.map((document) => ({ document, ...readDocument(document) }));
  const unread = read
    .filter(({ passages }) => passages.length > 0)
    .map(({ document, passages }) => ({ tag: document.externalId, url: document.url, passages }));
  const changes = store.transaction(() => {
    const before = store.catalogue.get();
    for (const { document, announcements } of read) {
      store.announcements.replaceForDocument(document.id, announcements);
      store.documents.markRead(document.versionId, at);
    }
    const after = buildCurrentCatalogue(context);
    const found = diffCatalogues(before, after);
    if (JSON.stringify(after) !== JSON.stringify(before)) store.catalogue.replace(after);
    store.changes.add(found, at);
    raiseDriftAlarms(context, unread);
    return found;
  });
  for (const note of unread)
    logger.warn('A note speaks of Windows and yielded nothing', { tag: note.tag, passages: note.passages.length });
  return { documents: documents.length, changes, unread };
}

/** Told to the operators once per note; old notes read at the first poll are only logged. */
function raiseDriftAlarms(context: AppContext, unread: readonly UnreadNote[]): void {
  const { store, clock } = context;
  const channel = operatorsChannelOf(context);
  if (channel === null || !isSeeded(context)) return;
  const now = clock.now();
  store.outbox.add(
    unread.map((note) => planDriftAlarm(channel, note, now)),
    now.toISOString(),
  );
}

function readDocument(document: StoredDocument): {
  announcements: readonly Announcement[];
  passages: readonly string[];
} {
  if (document.source !== 'aks-releases') return { announcements: [], passages: [] };
  const origin: AnnouncementOrigin = {
    documentId: document.id,
    externalId: document.externalId,
    url: document.url,
    publishedAt: document.publishedAt ?? document.firstSeenAt,
  };
  const note = parseReleaseNote(document.body, origin.publishedAt);
  const announcements: readonly Announcement[] = [
    ...note.images.map((image) => ({ kind: 'image' as const, ...image, origin })),
    ...note.retirements.map((statement) => ({ kind: 'retirement' as const, ...statement, origin })),
  ];
  return { announcements, passages: note.unread };
}

function buildCurrentCatalogue({ store }: AppContext): Catalogue {
  const notes = new Map(
    store.documents.listNewest('vhd-notes').map(({ externalId, url }) => [versionOfPath(externalId), url]),
  );
  return buildCatalogue({
    announcements: store.announcements.list(),
    knownNotesFiles: new Set(store.sources.findListed('vhd-notes').map(versionOfPath)),
    notesUrlOf: (version) => notes.get(version) ?? null,
    kubernetesVersions: readCalendar(store.documents.listNewest('support-calendar')),
    withdrawnDocumentIds: store.documents.listVanishedIds(),
  });
}

/** `vhd-notes/AKSWindows/2022/20348.5386.260715.txt` -> `20348.5386.260715`. */
function versionOfPath(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.txt$/, '');
}

function readCalendar(documents: readonly StoredDocument[]): readonly KubernetesVersion[] {
  return documents.flatMap((document) => parseSupportCalendar(document.body, document.url).versions);
}
