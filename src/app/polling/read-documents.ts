import { buildCatalogue } from '../../catalogue/build-catalogue.ts';
import {
  diffCatalogues,
  diffKubernetesCalendars,
  listImagesToTellAnew,
  sinceTold,
} from '../../catalogue/diff-catalogues.ts';
import { loadLifecycleFile } from '../../catalogue/lifecycle.ts';
import { mergeLifecycle } from '../../catalogue/merge-lifecycle.ts';
import type { Announcement, ParsedNote } from '../../domain/announcement.ts';
import { dayOf } from '../../domain/calendar-date.ts';
import type { Catalogue, CatalogueChange, ImageTrace } from '../../domain/catalogue.ts';
import type { ImageArrival } from '../../domain/image-arrival.ts';
import type { KubernetesVersion } from '../../domain/kubernetes-version.ts';
import { listEnds } from '../../domain/lifecycle.ts';
import { parseNodeImageVersion } from '../../domain/node-image-version.ts';
import type { SourceName, StoredDocument } from '../../domain/source-document.ts';
import { compareTexts } from '../../domain/text.ts';
import { createDriftAlarm, type UnreadNote } from '../../messages/operator-alarm.ts';
import type { Rewording } from '../../messages/release-revision.ts';
import type { DocumentReading, SourceContent, SourceKit } from '../../sources/source-kit.ts';
import { listKits } from '../../sources/source-kits.ts';
import type { Store } from '../../store/open-store.ts';
import { type AppContext, isFirstRunDone, transact, type WritingContext } from '../app-context.ts';
import { tellOperators } from '../delivery/tell-operators.ts';
import { findRewording, reviseReleases } from './revise-releases.ts';

type OnProgress = (done: number, total: number) => void;

interface Reading {
  readonly documents: number;
  readonly changes: readonly CatalogueChange[];
  readonly unread: readonly UnreadNote[];
}

/**
 * Reads the documents that were not read yet and rebuilds the catalogue from all announcements (T2). The changes are
 * saved with it, so that a process that dies here still tells of them later. `quiet`: earlier messages stay as they are.
 */
export async function readDocuments(
  context: AppContext,
  { quiet = false, onProgress = () => {} }: { readonly quiet?: boolean; readonly onProgress?: OnProgress } = {},
): Promise<Reading> {
  const documents = context.store.documents.listUnread();
  if (documents.length === 0 && isCatalogueUpToDate(context)) return NOTHING_READ;
  const read = await readEach(context, documents, onProgress);
  // Stopped in between: all of it waits for the next process.
  if (read.length < documents.length) return NOTHING_READ;
  const again = read.filter(({ document }) => document.isReread);
  const tables = await readTables(context.store);
  const save = (batch: readonly ReadDocument[], how: SavingOptions) => saveBatch(context, batch, { ...how, tables });
  if (again.length === 0) return save(read, { quiet, isNews: true });
  const fresh = read.filter(({ document }) => !document.isReread);
  // What waited already becomes news first, so that it is not lost among what is none.
  const before = save([], { quiet, isNews: true });
  const known = save(again, { quiet: true, isNews: false });
  const after = save(fresh, { quiet, isNews: true });
  return {
    documents: known.documents + after.documents,
    changes: [...before.changes, ...known.changes, ...after.changes],
    unread: [...known.unread, ...after.unread],
  };
}

const NOTHING_READ: Reading = { documents: 0, changes: [], unread: [] };

/** The setting that keeps what the catalogue was built from, so that it is rolled back with it. */
const BASIS = 'catalogue';

/** Program (a newer one may have other rules) and documents in a few words. */
function describeBasis({ store, version }: AppContext): string {
  return `${version} ${store.catalogue.findBasis()}`;
}

/** True when building it again would bring the same. */
function isCatalogueUpToDate(context: AppContext): boolean {
  return context.store.settings.find(BASIS) === describeBasis(context);
}

interface SavingOptions {
  readonly quiet: boolean;
  readonly isNews: boolean;
}

/** What is read anew with each catalogue. */
interface Tables {
  readonly kubernetesVersions: readonly KubernetesVersion[];
  readonly arrivals: readonly ImageArrival[];
}

interface ReadDocument {
  readonly document: StoredDocument;
  /** `null` for a document that could not be read: what was read of it before stays. */
  readonly announcements: DocumentReading['announcements'] | null;
  readonly passages: readonly string[];
}

/** One document that cannot be read costs itself, not every poll from now on. */
async function readEach(
  context: AppContext,
  documents: readonly StoredDocument[],
  onProgress: OnProgress,
): Promise<readonly ReadDocument[]> {
  const { logger, stopping } = context;
  const read: ReadDocument[] = [];
  for (const document of documents) {
    if (stopping.aborted) break;
    try {
      read.push({ document, ...(await context.readDocument(document)) });
    } catch (error) {
      if (stopping.aborted) break;
      logger.error('A note could not be parsed', { tag: document.externalId, error });
      const reason = error instanceof Error ? error.message.split('\n')[0] : 'unknown';
      read.push({ document, announcements: null, passages: [`The whole note: ${reason}`] });
    }
    onProgress(read.length, documents.length);
  }
  return read;
}

/** One transaction of its own. What is no news is only true from now on: no message follows from it. */
function saveBatch(
  context: AppContext,
  read: readonly ReadDocument[],
  { quiet, isNews, tables }: SavingOptions & { readonly tables: Tables },
): Reading {
  const unread = read
    .filter(({ passages }) => passages.length > 0)
    .map(({ document, passages }) => ({ tag: document.externalId, url: document.url, passages }));
  const changes = transact(context, (writing) => {
    const { store, clock } = writing;
    const before = store.catalogue.get();
    const rewordings = saveReadings(writing, read);
    const after = buildCurrentCatalogue(writing, tables);
    const changed = diffCatalogues(before, after).filter((change) => isStatedIn(read, change));
    const found = sinceTold(changed, listEnds(mergeLifecycle(before, loadLifecycleFile()), dayOf(clock.now())));
    if (JSON.stringify(after) !== JSON.stringify(before)) store.catalogue.replace(after);
    store.settings.save(BASIS, describeBasis(writing));
    if (!isNews) return found;
    const moves = diffKubernetesCalendars(before.kubernetesVersions, after.kubernetesVersions);
    store.changes.add([...found, ...moves], clock.now().toISOString());
    if (!quiet) reviseReleases(writing, { changes: found, rewordings, marked: listImagesToTellAnew(before, after) });
    // Old notes, read at the first poll, are only logged.
    if (isFirstRunDone(writing)) for (const note of unread) tellOperators(writing, createDriftAlarm(note));
    return found;
  });
  for (const note of unread)
    context.logger.warn('A note speaks of Windows and yielded nothing', {
      tag: note.tag,
      passages: note.passages.length,
    });
  return { documents: read.length, changes, unread };
}

function isStatedIn(read: readonly ReadDocument[], change: CatalogueChange): boolean {
  if (change.kind !== 'retirement-added') return true;
  return read.some(({ document }) => document.externalId === change.retirement.statedIn);
}

function saveReadings({ store, clock }: WritingContext, read: readonly ReadDocument[]): ReadonlyMap<string, Rewording> {
  const rewordings = new Map<string, Rewording>();
  for (const { document, announcements } of read) {
    store.documents.markRead(document.versionId, clock.now().toISOString());
    if (announcements === null) continue;
    const before = store.announcements.listOf(document.id);
    const rewording = document.version > 1 && findRewording(before, announcements);
    if (rewording) rewordings.set(document.externalId, rewording);
    store.announcements.replaceForDocument(document.id, dateRecalls(store, document, { before, now: announcements }));
  }
  return rewordings;
}

/** An edit of an old note takes an image back when it is made, not on the note's day: since then it may have been announced. */
function dateRecalls(
  { documents }: Store,
  { id, publishedAt }: StoredDocument,
  { before, now }: { readonly before: readonly Announcement[]; readonly now: readonly Announcement[] },
): readonly Announcement[] {
  return now.map((one) => {
    if (one.kind !== 'image-recall') return one;
    const known = before.find((earlier) => earlier.kind === one.kind && earlier.version === one.version);
    if (known?.kind === one.kind && known.addedAt !== undefined) return { ...one, addedAt: known.addedAt };
    const first = documents.listVersions(id).find(({ body }) => body.includes(one.quote));
    const isYounger = (parseNodeImageVersion(one.version)?.builtOn ?? '') > (publishedAt ?? '').slice(0, 10);
    return first && (first.version > 1 || isYounger) ? { ...one, addedAt: first.seenAt } : one;
  });
}

function buildCurrentCatalogue({ store }: AppContext, { kubernetesVersions, arrivals }: Tables): Catalogue {
  const readOn = store.catalogue.findRegionsReadOn();
  const noteSources = listKits('image-notes').map(({ name }) => name);
  const announcements = store.announcements.list();
  const documents = noteSources.map((name) => [name, store.documents.listNewest(name)] as const);
  const notes = new Map(
    documents.toReversed().flatMap(([, own]) => own.map(({ externalId, url }) => [versionOfPath(externalId), url])),
  );
  return buildCatalogue({
    announcements,
    traces: listTraces(store, documents, announcements),
    knownNotesFiles: new Set(
      noteSources.flatMap((name) => [...store.sources.findListed(name).keys()]).map(versionOfPath),
    ),
    notesUrlOf: (version) => notes.get(version) ?? null,
    kubernetesVersions,
    regions: readOn === null ? null : { readOn, arrivals },
    withdrawnDocumentIds: store.documents.listVanishedIds(),
  });
}

/** What each source of notes files has or had, by the files' names; a file that is named wrongly by what it contains. */
function listTraces(
  { sources }: Store,
  documents: readonly (readonly [SourceName, readonly StoredDocument[]])[],
  announcements: readonly Announcement[],
): readonly ImageTrace[] {
  const contents = announcements.filter(({ kind }) => kind === 'image-contents');
  const versions = new Map(contents.flatMap((one) => ('version' in one ? [[one.origin.documentId, one.version]] : [])));
  return documents.flatMap(([source, own]) => {
    // The first of them last: files of one image, in several generations, may come on different days.
    const files = [...sources.findListed(source)].sort(([, a], [, b]) => compareTexts(b ?? '', a ?? ''));
    const listed = new Map(files.map(([path, on]) => [versionOfPath(path), on]));
    const traces = new Map<string, ImageTrace>(
      [...listed].map(([version, seenOn]) => [version, { version, source, seenOn, goneOn: null }]),
    );
    for (const { id, externalId, firstSeenAt, vanishedAt } of own) {
      const version = versions.get(id) ?? versionOfPath(externalId);
      const isThere = vanishedAt === null || listed.has(version);
      const goneOn = isThere ? null : vanishedAt.slice(0, 10);
      // It may have been listed days before it was read.
      const [seenOn = null] = [listed.get(version) ?? [], firstSeenAt.slice(0, 10)].flat().sort();
      traces.set(version, { version, source, seenOn, goneOn });
    }
    return [...traces.values()];
  });
}

/** `vhd-notes/AKSWindows/2022/20348.5386.260715.txt` -> `20348.5386.260715`. */
function versionOfPath(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.txt$/, '');
}

async function readTables({ documents }: Store): Promise<Tables> {
  const readAll = async <T>(
    content: SourceContent,
    read: (kit: SourceKit, document: StoredDocument) => Promise<readonly T[]>,
  ) => {
    const own = listKits(content).flatMap((kit) => documents.listNewest(kit.name).map((one) => read(kit, one)));
    return (await Promise.all(own)).flat();
  };
  return {
    kubernetesVersions: await readAll('calendar', (kit, document) => kit.readCalendar(document)),
    arrivals: await readAll('regions', (kit, document) => kit.readArrivals(document)),
  };
}

/**
 * Rebuilds announcements and catalogue from the kept documents, after a parser was fixed. Quiet: what it finds in old
 * notes is true from now on, but no news. What it does not come to is read so with the next poll.
 */
export async function reparse(context: AppContext, onProgress?: OnProgress) {
  transact(context, ({ store }) => store.documents.markAllForRereading());
  const { documents, changes } = await readDocuments(context, onProgress && { onProgress });
  return { documents, changes: changes.length };
}

/** Reads one release note without touching the database. A date in the file's name stands for its publication. */
export async function parseNote(body: string, fileName: string): Promise<ParsedNote> {
  const { parseReleaseNote } = await import('../../notes/release-note/parse-release-note.ts');
  const day = /20\d\d-[01]\d-[0-3]\d/.exec(fileName)?.[0];
  return parseReleaseNote(body, day === undefined ? null : `${day}T00:00:00Z`);
}
