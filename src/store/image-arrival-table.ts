import type { CalendarDate } from '../domain/calendar-date.ts';
import type { ImageArrival } from '../domain/image-arrival.ts';
import type { SqliteDatabase } from './database.ts';

/** The catalogue's part about regions. */
export interface ImageArrivalTable {
  list(): readonly ImageArrival[];
  replace(arrivals: readonly ImageArrival[]): void;
  /** Day on which regions were last read, whether or not it had news; `null` before that. */
  findReadOn(): CalendarDate | null;
  markRead(day: CalendarDate | null): void;
}

interface Row {
  os_sku: ImageArrival['osSku'];
  generation: ImageArrival['generation'];
  region: string;
  version: string;
  arrived_on: string | null;
  is_arriving: 0 | 1;
  batch: number | null;
}

/** Arrivals on the table `image_arrivals`. */
export function createImageArrivalTable(db: SqliteDatabase): ImageArrivalTable {
  const select = db.prepare<[], Row>('select * from image_arrivals order by id');
  const clear = db.prepare('delete from image_arrivals');
  const insert = db.prepare(
    `insert into image_arrivals (os_sku, generation, region, version, arrived_on, is_arriving, batch)
     values (@osSku, @generation, @region, @version, @arrivedOn, @isArriving, @batch)`,
  );
  const selectRead = db.prepare<[], { read_on: string | null }>(
    'select regions_read_on as read_on from catalogue_versions',
  );
  const markRead = db.prepare('update catalogue_versions set regions_read_on = ?');
  return {
    list: () => select.all().map(toArrival),
    replace: (arrivals) => {
      clear.run();
      for (const arrival of arrivals) insert.run({ ...arrival, isArriving: arrival.isArriving ? 1 : 0 });
    },
    findReadOn: () => selectRead.get()?.read_on ?? null,
    markRead: (day) => {
      markRead.run(day);
    },
  };
}

function toArrival(row: Row): ImageArrival {
  return {
    osSku: row.os_sku,
    generation: row.generation,
    region: row.region,
    version: row.version,
    arrivedOn: row.arrived_on,
    isArriving: row.is_arriving === 1,
    batch: row.batch,
  };
}
