import { AppError } from '../../domain/app-error.ts';
import { dayOf } from '../../domain/calendar-date.ts';
import { placeOf } from '../../domain/image-arrival.ts';
import type {
  FeedResult,
  KnownDocuments,
  ReadingProgress,
  Source,
  SourceCursor,
  SourceDocument,
  SourceName,
  SourceState,
  StoredDocument,
} from '../../domain/source-document.ts';
import { digestOf } from '../../domain/text.ts';
import { createUnchangedResult } from '../../sources/source-kit.ts';
import { findKit, LEADING } from '../../sources/source-kits.ts';
import { type AppContext, transact, type WritingContext } from '../app-context.ts';
import { tellOperators } from '../delivery/tell-operators.ts';

export interface SourceReport {
  readonly name: SourceName;
  readonly requests: number;
  readonly notModified: boolean;
  readonly new: number;
  readonly changed: number;
  readonly vanished: number;
  readonly rejected: number;
  /** Documents that it lists and that later polls will read. */
  readonly left: number;
  /** Why it failed and what to do; `null` when it worked. */
  readonly error: string | null;
}

/** Asks one source and saves its documents together with the cursor they came with (T1), or nothing. Never throws for a source's failure. */
export async function pollSource(
  context: AppContext,
  source: Source,
  onProgress?: ReadingProgress,
): Promise<SourceReport> {
  const { store, logger } = context;
  const { name } = source;
  const before = store.sources.findCursor(name);
  const { doubt, ...cursor } = before;
  const known = store.documents.findKnown(name);
  let result: FeedResult;
  try {
    const answer = await source.poll(cursor, known, onProgress);
    result = await setLossesAside(context, { name, known, cursor, doubt }, answer);
  } catch (failure) {
    if (!(failure instanceof AppError)) throw failure;
    result = { ...createUnchangedResult(0, before), notModified: false, failure };
  }
  for (const { item, reason } of result.rejected) {
    logger.warn('A document was refused', { source: name, item, reason });
  }
  return saveResult(context, source, result);
}

/** Nobody removes or empties this many documents at once. */
const MANY = 3;
const LOST = 'it said something before and says nothing any more that can be read, so that what is known stays';

/** What is known of a source before it is asked. `doubt`: kept in its cursor, so that a good answer ends it. */
interface Before {
  readonly name: SourceName;
  readonly known: KnownDocuments;
  readonly cursor: SourceCursor;
  readonly doubt: string | undefined;
}

/**
 * An answer that keeps its form and loses its meaning (a page without its table or with little of it, a list cut short, bodies
 * gone) is not believed: what is lost stays as it was known, and where nothing would be left, the poll fails.
 * @throws AppError `unavailable`
 */
async function setLossesAside(context: AppContext, before: Before, answer: FeedResult): Promise<FeedResult> {
  const { name, known } = before;
  const content = findKit(name)?.content;
  const isTable = content === 'calendar' || content === 'regions';
  const fewest = isTable ? 1 : MANY;
  const changed = isTable ? answer.documents : answer.documents.filter(({ externalId }) => known.has(externalId));
  const silent: Silence[] = [];
  if (changed.length >= fewest) for (const document of changed) silent.push(...(await findSilence(context, document)));
  const gone = answer.vanished.length * 2 > known.size ? answer.vanished : [];
  const lost = new Set([
    ...(silent.length >= fewest ? silent.map(({ externalId }) => externalId) : []),
    ...(gone.length >= Math.min(MANY, known.size) ? gone : []),
  ]);
  if (lost.size === 0) return answer;
  const [table] = silent;
  if (isTable && table !== undefined && table.rows.length > 0) return doubtTable(context, before, answer, table);
  if (lost.size >= known.size)
    throw new AppError(
      'unavailable',
      `${name} answers, but says far less than before that can be read, or nothing: nothing was changed; check its address, and if it is right, vhdwatch has to be updated.`,
    );
  return {
    ...answer,
    documents: answer.documents.filter(({ externalId }) => !lost.has(externalId)),
    vanished: answer.vanished.filter((externalId) => !lost.has(externalId)),
    rejected: [...answer.rejected, ...[...lost].map((item) => ({ item, reason: LOST }))],
  };
}

/** A smaller table is believed once it was seen on this many days, and the operators know of it. */
const DAYS_DOUBTED = 7;

/**
 * A table may really shrink; a page that is half loaded does so as well, but is whole or cut elsewhere on another day. Days
 * are counted on which it was seen, since a clock may jump.
 */
function doubtTable(context: AppContext, before: Before, answer: FeedResult, { rows, of }: Silence): FeedResult {
  const { name, cursor, doubt = '' } = before;
  const [sameRows, lastOn, days] = doubt.split(' ');
  const digest = digestOf(rows.toSorted().join(' '), 16);
  const today = dayOf(context.wallClock.now());
  const earlier = sameRows === digest ? Number(days) : 0;
  const seen = earlier > 0 && lastOn === today ? earlier : earlier + 1;
  if (seen >= DAYS_DOUBTED && context.store.sources.find(name)?.alarmedAt) return answer;
  const message = `${name} lists ${rows.length} of the ${of} entries that are known, and may be cut short: nothing was changed. It is believed once it has listed the same on ${DAYS_DOUBTED} days, of which this is day ${seen}; if its page lists more, check its address or update vhdwatch.`;
  return {
    ...answer,
    documents: [],
    cursor: { ...cursor, doubt: `${digest} ${today} ${seen}` },
    failure: new AppError('unavailable', message),
  };
}

interface Silence {
  readonly externalId: string;
  readonly rows: readonly string[];
  readonly of: number;
}

/** Empty where it says as much as before, or at least half of its table; something, where it was never seen. */
async function findSilence(context: AppContext, document: SourceDocument): Promise<readonly Silence[]> {
  const before = context.store.documents.find(document.source, document.externalId);
  const of = before === null ? 1 : (await listSaid(context, before)).length;
  const rows = await listSaid(context, { ...NEW, ...before, ...document });
  return rows.length * 2 < of ? [{ externalId: document.externalId, rows, of }] : [];
}

/** Rows of its table: versions, or the places that have images; of a note, one where it announces anything. */
async function listSaid({ readDocument }: AppContext, document: StoredDocument): Promise<readonly string[]> {
  const kit = findKit(document.source);
  const [calendar = [], arrivals = []] = await Promise.all([kit?.readCalendar(document), kit?.readArrivals(document)]);
  const rows = [...calendar.map(({ minor }) => minor), ...new Set(arrivals.map(placeOf))];
  if (rows.length > 0) return rows;
  return (await readDocument(document)).announcements.length > 0 ? ['note'] : [];
}

/** What a document has besides when it was never seen. */
const NEW: Omit<StoredDocument, keyof SourceDocument> = {
  id: 0,
  versionId: 0,
  version: 1,
  bodyHash: '',
  firstSeenAt: '',
  seenAt: '',
  vanishedAt: null,
  isReread: false,
};

function saveResult(context: AppContext, source: Source, result: FeedResult): SourceReport {
  const { name, addressHash } = source;
  const { failure } = result;
  const at = context.clock.now().toISOString();
  const save = (writing: WritingContext) => {
    const { store } = writing;
    // Elsewhere single files are odd for good; a release that cannot be read is news that nobody hears.
    const told = result.rejected.filter(({ reason }) => name === LEADING.name || reason === LOST);
    alarmOfRefusals(writing, name, told);
    const saved = result.documents.map((document) => store.documents.save(document, at));
    for (const externalId of result.vanished) store.documents.markVanished(name, externalId, at);
    if (failure) store.sources.markFailed(name, failure, at, addressHash, result.cursor);
    else store.sources.markSucceeded(name, result.cursor, at, addressHash);
    // A source that still answers but is no longer updated tells what was true on the day of its last update.
    const [readOn = null] = [at, result.toldAsOf ?? at].map((instant) => instant.slice(0, 10)).sort();
    if (!failure && findKit(name)?.content === 'regions') store.catalogue.markRegionsRead(readOn);
    if (result.listed) store.sources.saveListed(name, result.listed, at.slice(0, 10));
    return saved;
  };
  // What breaks off since the process ends is no failure of the source.
  const saved = failure && context.stopping.aborted ? [] : transact(context, save);
  return {
    name,
    requests: result.requests,
    notModified: result.notModified,
    new: saved.filter((as) => as === 'new').length,
    changed: saved.filter((as) => as === 'changed').length,
    vanished: result.vanished.length,
    rejected: result.rejected.length,
    left: result.left ?? 0,
    error: failure?.message ?? null,
  };
}

const MOST_NAMED = 5;

/**
 * Tells the operators once of entries that were refused, because they no longer have the form that is read: the source
 * answers, and its news may be missing all the same. Nothing of what is refused at the first reading: that is history.
 */
function alarmOfRefusals(context: WritingContext, name: SourceName, refused: FeedResult['rejected']): void {
  if (refused.length === 0 || !context.store.sources.find(name)?.lastSuccessAt) return;
  const named = refused.slice(0, MOST_NAMED).map(({ item, reason }) => `${item}: ${reason}`);
  tellOperators(context, {
    key: `source/${name}/refused/${refused
      .map(({ item }) => item)
      .join(' ')
      .slice(0, 300)}`,
    title: `vhdwatch cannot read ${refused.length === 1 ? 'an entry' : `${refused.length} entries`} of ${name}`,
    lines: [
      'What they say is missing; everything else is read. Where such entries keep coming, vhdwatch has to be updated.',
      ...named,
      ...(refused.length > MOST_NAMED ? [`and ${refused.length - MOST_NAMED} more, in the log`] : []),
    ],
  });
}

export function listSources({ store }: AppContext): readonly SourceState[] {
  return store.sources.list();
}

/** What concerns the source whose failure makes a poll fail; `undefined` where it is not among them. */
export function findLeading<T extends { readonly name: SourceName }>(sources: readonly T[]): T | undefined {
  return sources.find(({ name }) => name === LEADING.name);
}
