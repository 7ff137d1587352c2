import type { CalendarDate } from '../domain/calendar-date.ts';
import type { Catalogue, CatalogueChange, NodeImage, Retirement } from '../domain/catalogue.ts';
import type { ImageArrival } from '../domain/image-arrival.ts';
import type { KubernetesVersion, SupportDateMove } from '../domain/kubernetes-version.ts';
import { digestOf } from '../domain/text.ts';
import { columnsOf, type SqliteDatabase } from './database.ts';
import { type DamageLog, readStored } from './stored-json.ts';

interface DataRow {
  key: string;
  data: string;
}

/** Rebuilt as a whole: it is a few hundred rows. */
export function createCatalogueStore(db: SqliteDatabase, { readRows }: DamageLog) {
  const readAll = <T>(rows: readonly DataRow[], read: (row: DataRow) => T) => readRows(rows, ({ key }) => key, read);
  const arrivals = createImageArrivalTable(db);
  return {
    /** What it is built from, as a short text that changes with any of it: documents, and what their sources list. */
    findBasis: (): string =>
      digestOf(
        db.value<string>`select (select max(id) from document_versions)
          || ' ' || (select coalesce(regions_read_on, '') from catalogue_versions)
          || ' ' || (select coalesce(group_concat(id || url || coalesce(published_at, '') || coalesce(vanished_at, '')), '')
            from documents)
          || ' ' || (select coalesce(group_concat(source || coalesce(listed, '')), '') from source_states)` ?? '',
      ),
    /** Rises whenever the catalogue is replaced. */
    getVersion: (): number => db.value<number>`select version from catalogue_versions` ?? 0,
    /** Day of what `get` says about regions, which can change while the version stays the same; `null` until they were read. */
    findRegionsReadOn: arrivals.findReadOn,
    /** Records the day on which regions were read, with news or without; `null` when what is known of them is no longer valid. */
    markRegionsRead: arrivals.markRead,
    get: (): Catalogue => ({
      images: readAll(db.list`select version as key, data from node_images order by rowid`, ({ data }) =>
        readStored<NodeImage>(data, 'node_images', { version: 'text', osSku: 'text', builtOn: 'text' }),
      ),
      retirements: readAll(
        db.list`select subject || ' ' || phase as key, data from retirements order by rowid`,
        ({ data }) => readStored<Retirement>(data, 'retirements', { subject: 'text', phase: 'text', quote: 'text' }),
      ),
      kubernetesVersions: readAll(
        db.list`select minor as key, data from kubernetes_versions order by rowid`,
        ({ data }) => readStored<KubernetesVersion>(data, 'kubernetes_versions', { minor: 'text' }),
      ),
      ...readRegions(arrivals),
    }),
    replace: (catalogue: Catalogue) => {
      db.run`update catalogue_versions set version = version + 1`;
      db.run`delete from node_images`;
      db.run`delete from retirements`;
      db.run`delete from kubernetes_versions`;
      for (const image of catalogue.images) insertImage(db, image);
      for (const retirement of catalogue.retirements) insertRetirement(db, retirement);
      arrivals.replace(catalogue.regions?.arrivals ?? []);
      for (const version of catalogue.kubernetesVersions)
        db.run`insert into kubernetes_versions (minor, data) values (${version.minor}, ${JSON.stringify(version)})`;
    },
  };
}

function readRegions(arrivals: ImageArrivalTable): Pick<Catalogue, 'regions'> {
  const readOn = arrivals.findReadOn();
  return readOn === null ? {} : { regions: { readOn, arrivals: arrivals.list() } };
}

/** Each row points at the announcement it rests on, for whoever asks "says who?". */
function insertImage(db: SqliteDatabase, image: NodeImage): void {
  const { version, osSku, builtOn, state, announcedIn, announcedAs } = image;
  db.run`insert into node_images (version, os_sku, built_on, state, announcement_id, data)
    values (${version}, ${osSku}, ${builtOn}, ${state},
      (select a.id from announcements a join documents d on d.id = a.document_id where a.kind = 'image'
         and a.subject in (${version}, ${announcedAs}) and d.external_id = ${announcedIn} limit 1),
      ${JSON.stringify(image)})`;
}

function insertRetirement(db: SqliteDatabase, retirement: Retirement): void {
  const { subject, phase, plan = '', date, quote, statedIn } = retirement;
  db.run`insert into retirements (subject, phase, plan, date, announcement_id, data)
    values (${subject}, ${phase}, ${plan}, ${date},
      (select a.id from announcements a join documents d on d.id = a.document_id
       where a.kind like 'retirement/%' and a.quote = ${quote} and d.external_id = ${statedIn} limit 1),
      ${JSON.stringify(retirement)})`;
}

type ImageArrivalTable = ReturnType<typeof createImageArrivalTable>;

type ArrivalRow = Omit<ImageArrival, 'isArriving'> & { readonly isArriving: number };

const ARRIVAL = columnsOf<ArrivalRow>(['osSku', 'generation', 'region', 'version', 'arrivedOn', 'isArriving']);

/** The catalogue's part about regions, on the table `image_arrivals`. */
function createImageArrivalTable(db: SqliteDatabase) {
  return {
    list: (): readonly ImageArrival[] =>
      db.list<ArrivalRow>`select ${ARRIVAL} from image_arrivals order by id`.map((row) => ({
        ...row,
        isArriving: row.isArriving === 1,
      })),
    replace: (arrivals: readonly ImageArrival[]) => {
      db.run`delete from image_arrivals`;
      for (const { osSku, generation, region, version, arrivedOn, isArriving } of arrivals)
        db.run`insert into image_arrivals (os_sku, generation, region, version, arrived_on, is_arriving)
          values (${osSku}, ${generation}, ${region}, ${version}, ${arrivedOn}, ${isArriving ? 1 : 0})`;
    },
    findReadOn: () => db.value<CalendarDate>`select regions_read_on from catalogue_versions`,
    markRead: (day: CalendarDate | null) => db.run`update catalogue_versions set regions_read_on = ${day}`,
  };
}

/** A change of the catalogue that no notification was planned from yet. */
export interface StoredChange {
  readonly id: number;
  readonly change: CatalogueChange | SupportDateMove;
}

export function createChangeStore(db: SqliteDatabase, { readRows }: DamageLog) {
  return {
    add: (changes: readonly StoredChange['change'][], at: string) => {
      for (const change of changes)
        db.run`insert into catalogue_changes (detected_at, change) values (${at}, ${JSON.stringify(change)})`;
    },
    listUnplanned: (): readonly StoredChange[] =>
      readRows(
        db.list<{ id: number; change: string }>`select id, change from catalogue_changes where planned_at is null
          order by id`,
        ({ id }) => id,
        ({ id, change }) => ({
          id,
          change: readStored<StoredChange['change']>(change, 'catalogue_changes', { kind: 'text' }),
        }),
      ),
    markPlanned: (ids: readonly number[], at: string) => {
      for (const id of ids) db.run`update catalogue_changes set planned_at = ${at} where id = ${id}`;
    },
  };
}
