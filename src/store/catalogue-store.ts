import type { CalendarDate } from '../domain/calendar-date.ts';
import type { Catalogue, NodeImage, Retirement } from '../domain/catalogue.ts';
import type { KubernetesVersion } from '../domain/kubernetes-version.ts';
import type { SqliteDatabase } from './database.ts';
import { createImageArrivalTable, type ImageArrivalTable } from './image-arrival-table.ts';
import { readStored } from './stored-json.ts';

/** What is true now; rebuilt as a whole, since it is a few hundred rows. */
export interface CatalogueStore {
  get(): Catalogue;
  /** Rises whenever the catalogue is replaced. */
  getVersion(): number;
  /** Day of what `get` says about regions: it moves without another version. `null` until they were read. */
  findRegionsReadOn(): CalendarDate | null;
  /** Notes that regions were read on a day, with news or without; `null` where what is known of them counts no more. */
  markRegionsRead(day: CalendarDate | null): void;
  replace(catalogue: Catalogue): void;
}

interface DataRow {
  data: string;
}

/** A row of an earlier version does not say what its image does for security. */
function toImage({ data }: DataRow): NodeImage {
  const image = readStored<NodeImage>(data, 'node_images', { version: 'text', osSku: 'text', builtOn: 'text' });
  return { ...image, security: image.security ?? null };
}

/** The catalogue on `node_images`, `retirements`, `kubernetes_versions` and `image_arrivals`. */
export function createCatalogueStore(db: SqliteDatabase): CatalogueStore {
  const selectImages = db.prepare<[], DataRow>('select data from node_images order by rowid');
  const selectRetirements = db.prepare<[], DataRow>('select data from retirements order by rowid');
  const selectVersions = db.prepare<[], DataRow>('select data from kubernetes_versions order by rowid');
  const version = db.prepare<[], { version: number }>('select version from catalogue_versions');
  const arrivals = createImageArrivalTable(db);
  return {
    getVersion: () => version.get()?.version ?? 0,
    findRegionsReadOn: arrivals.findReadOn,
    markRegionsRead: arrivals.markRead,
    get: () => ({
      images: selectImages.all().map(toImage),
      retirements: selectRetirements
        .all()
        .map((row) =>
          readStored<Retirement>(row.data, 'retirements', { subject: 'text', phase: 'text', quote: 'text' }),
        ),
      kubernetesVersions: selectVersions
        .all()
        .map((row) => readStored<KubernetesVersion>(row.data, 'kubernetes_versions', { minor: 'text' })),
      ...readRegions(arrivals),
    }),
    replace: createReplace(db, arrivals),
  };
}

function readRegions(arrivals: ImageArrivalTable): Pick<Catalogue, 'regions'> {
  const readOn = arrivals.findReadOn();
  return readOn === null ? {} : { regions: { readOn, arrivals: arrivals.list() } };
}

function createReplace(db: SqliteDatabase, arrivals: ImageArrivalTable): CatalogueStore['replace'] {
  const clear = db.prepare('delete from node_images');
  const clearRetirements = db.prepare('delete from retirements');
  const clearVersions = db.prepare('delete from kubernetes_versions');
  // Each row points at the announcement it rests on, for whoever asks "says who?".
  const insertImage = db.prepare(
    `insert into node_images (version, os_sku, built_on, state, announcement_id, data)
     values (@version, @osSku, @builtOn, @state,
       (select a.id from announcements a join documents d on d.id = a.document_id
        where a.kind = 'image' and a.subject in (@version, @announcedAs) and d.external_id = @announcedIn limit 1), @data)`,
  );
  const insertRetirement = db.prepare(
    `insert into retirements (subject, phase, date, announcement_id, data)
     values (@subject, @phase, @date,
       (select a.id from announcements a join documents d on d.id = a.document_id
        where a.kind like 'retirement/%' and a.quote = @quote and d.external_id = @statedIn limit 1), @data)`,
  );
  const insertVersion = db.prepare('insert into kubernetes_versions (minor, data) values (?, ?)');
  const count = db.prepare('update catalogue_versions set version = version + 1');
  return (catalogue) => {
    count.run();
    clear.run();
    clearRetirements.run();
    clearVersions.run();
    for (const image of catalogue.images) {
      const { version, osSku, builtOn, state, announcedIn, announcedAs } = image;
      insertImage.run({ version, osSku, builtOn, state, announcedIn, announcedAs, data: JSON.stringify(image) });
    }
    for (const retirement of catalogue.retirements) {
      const { subject, phase, date, quote, statedIn } = retirement;
      insertRetirement.run({ subject, phase, date, quote, statedIn, data: JSON.stringify(retirement) });
    }
    arrivals.replace(catalogue.regions?.arrivals ?? []);
    for (const version of catalogue.kubernetesVersions) insertVersion.run(version.minor, JSON.stringify(version));
  };
}
