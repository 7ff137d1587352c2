import type { CalendarDate } from '../domain/calendar-date.ts';
import type { Catalogue, CatalogueChange, NodeImage, Retirement } from '../domain/catalogue.ts';
import type { RegionalImages } from '../domain/image-arrival.ts';
import type { KubernetesVersion, SupportDateMove } from '../domain/kubernetes-version.ts';
import { digestOf } from '../domain/text.ts';
import type { SqliteDatabase } from './database.ts';
import { type DamageLog, readStored, type StoredFields } from './stored-json.ts';

/** A part of the catalogue, by its name in it. */
type Part = 'images' | 'retirements' | 'kubernetesVersions' | 'regions';

/** The catalogue, rebuilt as a whole, on the table `catalogue_entries`. */
export function createCatalogueStore(db: SqliteDatabase, { readRows }: DamageLog) {
  const list = <T extends object>(part: Part, fields: StoredFields<T>): readonly T[] =>
    readRows(
      db.list<{
        name: string;
        data: string;
      }>`select name, data from catalogue_entries where part = ${part} order by id`,
      ({ name }) => `${part} ${name}`,
      ({ data }) => readStored<T>(data, 'catalogue_entries', fields),
    );
  const add = (part: Part, name: string, entry: object) =>
    db.run`insert into catalogue_entries (part, name, data) values (${part}, ${name}, ${JSON.stringify(entry)})`;
  const findRegionsReadOn = () => db.value<CalendarDate>`select regions_read_on from catalogue_versions`;
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
    findRegionsReadOn,
    /** Records the day on which regions were read, with news or without; `null` when what is known of them is no longer valid. */
    markRegionsRead: (day: CalendarDate | null) => db.run`update catalogue_versions set regions_read_on = ${day}`,
    get: (): Catalogue => {
      const readOn = findRegionsReadOn();
      const [regions] = readOn === null ? [] : list<RegionalImages>('regions', { arrivals: 'list' });
      return {
        images: list<NodeImage>('images', { version: 'text', osSku: 'text', builtOn: 'text' }),
        retirements: list<Retirement>('retirements', { subject: 'text', phase: 'text', quote: 'text' }),
        kubernetesVersions: list<KubernetesVersion>('kubernetesVersions', { minor: 'text' }),
        ...(readOn === null ? {} : { regions: { readOn, arrivals: regions?.arrivals ?? [] } }),
      };
    },
    replace: ({ images, retirements, kubernetesVersions, regions }: Catalogue) => {
      db.run`update catalogue_versions set version = version + 1`;
      db.run`delete from catalogue_entries`;
      for (const image of images) add('images', image.version, image);
      for (const one of retirements) add('retirements', `${one.subject} ${one.phase}`, one);
      for (const version of kubernetesVersions) add('kubernetesVersions', version.minor, version);
      add('regions', 'all', { arrivals: regions?.arrivals ?? [] });
    },
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
