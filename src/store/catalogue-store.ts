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

/** A row of an earlier version does not say what its image does for security. */
function toImage({ data }: DataRow): NodeImage {
  const image = readStored<NodeImage>(data, 'node_images', { version: 'text', osSku: 'text', builtOn: 'text' });
  return { ...image, security: image.security ?? null };
}

/** Rebuilt as a whole: it is a few hundred rows. */
export function createCatalogueStore(db: SqliteDatabase, { readRows }: DamageLog) {
  const prepare = (sql: string) => {
    const select = db.prepare<[], DataRow>(sql);
    return <T>(read: (row: DataRow) => T) => readRows(select.all(), (row) => row.key, read);
  };
  const listImages = prepare('select version as key, data from node_images order by rowid');
  const listRetirements = prepare("select subject || ' ' || phase as key, data from retirements order by rowid");
  const listVersions = prepare('select minor as key, data from kubernetes_versions order by rowid');
  const version = db.prepare<[], { version: number }>('select version from catalogue_versions');
  const arrivals = createImageArrivalTable(db);
  const basis = db.prepare<[], { text: string }>(
    `select (select max(id) from document_versions) || ' ' || (select coalesce(regions_read_on, '') from catalogue_versions)
     || ' ' || (select coalesce(group_concat(id || url || coalesce(published_at, '') || coalesce(vanished_at, '')), '')
       from documents)
     || ' ' || (select coalesce(group_concat(source || coalesce(listed, '')), '') from source_states) as text`,
  );
  return {
    /** What it is built from, as a short text that changes with any of it: documents, and what their sources list. */
    findBasis: (): string => digestOf(basis.get()?.text ?? ''),
    /** Rises whenever the catalogue is replaced. */
    getVersion: (): number => version.get()?.version ?? 0,
    /** Day of what `get` says about regions: it moves without another version. `null` until they were read. */
    findRegionsReadOn: arrivals.findReadOn,
    /** Notes that regions were read on a day, with news or without; `null` where what is known of them counts no more. */
    markRegionsRead: arrivals.markRead,
    get: (): Catalogue => ({
      images: listImages(toImage),
      retirements: listRetirements(({ data }) =>
        readStored<Retirement>(data, 'retirements', { subject: 'text', phase: 'text', quote: 'text' }),
      ),
      kubernetesVersions: listVersions(({ data }) =>
        readStored<KubernetesVersion>(data, 'kubernetes_versions', { minor: 'text' }),
      ),
      ...readRegions(arrivals),
    }),
    replace: createReplace(db, arrivals),
  };
}

function readRegions(arrivals: ImageArrivalTable): Pick<Catalogue, 'regions'> {
  const readOn = arrivals.findReadOn();
  return readOn === null ? {} : { regions: { readOn, arrivals: arrivals.list() } };
}

function createReplace(db: SqliteDatabase, arrivals: ImageArrivalTable) {
  const clear = ['delete from node_images', 'delete from retirements', 'delete from kubernetes_versions'].map((sql) =>
    db.prepare(sql),
  );
  // Each row points at the announcement it rests on, for whoever asks "says who?".
  const insertImage = db.prepare(
    `insert into node_images (version, os_sku, built_on, state, announcement_id, data)
     values (@version, @osSku, @builtOn, @state,
       (select a.id from announcements a join documents d on d.id = a.document_id
        where a.kind = 'image' and a.subject in (@version, @announcedAs) and d.external_id = @announcedIn limit 1), @data)`,
  );
  const insertRetirement = db.prepare(
    `insert into retirements (subject, phase, plan, date, announcement_id, data)
     values (@subject, @phase, @plan, @date,
       (select a.id from announcements a join documents d on d.id = a.document_id
        where a.kind like 'retirement/%' and a.quote = @quote and d.external_id = @statedIn limit 1), @data)`,
  );
  const insertVersion = db.prepare('insert into kubernetes_versions (minor, data) values (?, ?)');
  const count = db.prepare('update catalogue_versions set version = version + 1');
  return (catalogue: Catalogue) => {
    count.run();
    for (const statement of clear) statement.run();
    for (const image of catalogue.images) {
      const { version, osSku, builtOn, state, announcedIn, announcedAs } = image;
      insertImage.run({ version, osSku, builtOn, state, announcedIn, announcedAs, data: JSON.stringify(image) });
    }
    for (const retirement of catalogue.retirements) {
      const { subject, phase, plan = '', date, quote, statedIn } = retirement;
      insertRetirement.run({ subject, phase, plan, date, quote, statedIn, data: JSON.stringify(retirement) });
    }
    arrivals.replace(catalogue.regions?.arrivals ?? []);
    for (const version of catalogue.kubernetesVersions) insertVersion.run(version.minor, JSON.stringify(version));
  };
}

type ImageArrivalTable = ReturnType<typeof createImageArrivalTable>;

type ArrivalRow = Omit<ImageArrival, 'isArriving'> & { readonly isArriving: number };

const ARRIVAL = columnsOf<ArrivalRow>(['osSku', 'generation', 'region', 'version', 'arrivedOn', 'isArriving']);

/** The catalogue's part about regions, on the table `image_arrivals`. */
function createImageArrivalTable(db: SqliteDatabase) {
  const select = db.prepare<[], ArrivalRow>(`select ${ARRIVAL} from image_arrivals order by id`);
  const clear = db.prepare('delete from image_arrivals');
  const insert = db.prepare(
    `insert into image_arrivals (os_sku, generation, region, version, arrived_on, is_arriving)
     values (@osSku, @generation, @region, @version, @arrivedOn, @isArriving)`,
  );
  const selectRead = db.prepare<[], { read_on: string | null }>(
    'select regions_read_on as read_on from catalogue_versions',
  );
  const markRead = db.prepare('update catalogue_versions set regions_read_on = ?');
  return {
    list: (): readonly ImageArrival[] => select.all().map((row) => ({ ...row, isArriving: row.isArriving === 1 })),
    replace: (arrivals: readonly ImageArrival[]) => {
      clear.run();
      for (const arrival of arrivals) insert.run({ ...arrival, isArriving: arrival.isArriving ? 1 : 0 });
    },
    findReadOn: (): CalendarDate | null => selectRead.get()?.read_on ?? null,
    markRead: (day: CalendarDate | null) => markRead.run(day),
  };
}

/** A change of the catalogue that no notification was planned from yet. */
export interface StoredChange {
  readonly id: number;
  readonly detectedAt: string;
  readonly change: CatalogueChange | SupportDateMove;
}

export function createChangeStore(db: SqliteDatabase, { readRows }: DamageLog) {
  const insert = db.prepare('insert into catalogue_changes (detected_at, change) values (?, ?)');
  const select = db.prepare<[], Omit<StoredChange, 'change'> & { readonly change: string }>(
    'select id, detected_at as detectedAt, change from catalogue_changes where planned_at is null order by id',
  );
  const mark = db.prepare('update catalogue_changes set planned_at = ? where id = ?');
  return {
    add: (changes: readonly StoredChange['change'][], at: string) => {
      for (const change of changes) insert.run(at, JSON.stringify(change));
    },
    listUnplanned: (): readonly StoredChange[] =>
      readRows(
        select.all(),
        ({ id }) => id,
        (row) => ({
          ...row,
          change: readStored<StoredChange['change']>(row.change, 'catalogue_changes', { kind: 'text' }),
        }),
      ),
    markPlanned: (ids: readonly number[], at: string) => {
      for (const id of ids) mark.run(at, id);
    },
  };
}
