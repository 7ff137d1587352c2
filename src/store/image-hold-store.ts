import type { ImageHold } from '../domain/image-hold.ts';
import type { OsSku } from '../domain/os-sku.ts';
import type { SqliteDatabase } from './database.ts';

/** Known bad images. */
export interface ImageHoldStore {
  /** Returns its number; an image can be held only once at a time. */
  add(hold: Omit<ImageHold, 'id' | 'endedAt'>): number;
  /** Those that last, newest first. */
  listOpen(): readonly ImageHold[];
  findOpen(version: string): ImageHold | null;
  /** False when it had ended before. */
  end(id: number, at: string): boolean;
}

interface Row {
  id: number;
  version: string;
  os_sku: OsSku;
  reason: string;
  url: string | null;
  actor_id: string;
  actor_name: string;
  created_at: string;
  ended_at: string | null;
}

function toHold(row: Row): ImageHold {
  return {
    id: row.id,
    version: row.version,
    osSku: row.os_sku,
    reason: row.reason,
    url: row.url,
    actor: { id: row.actor_id, name: row.actor_name },
    createdAt: row.created_at,
    endedAt: row.ended_at,
  };
}

/** Holds on the table `image_holds`. */
export function createImageHoldStore(db: SqliteDatabase): ImageHoldStore {
  const insert = db.prepare(
    `insert into image_holds (version, os_sku, reason, url, actor_id, actor_name, created_at)
     values (@version, @osSku, @reason, @url, @actorId, @actorName, @createdAt)`,
  );
  const select = db.prepare<[], Row>('select * from image_holds where ended_at is null order by id desc');
  const selectOne = db.prepare<[string], Row>('select * from image_holds where ended_at is null and version = ?');
  const end = db.prepare('update image_holds set ended_at = ? where id = ? and ended_at is null');
  return {
    add: ({ actor, ...hold }) =>
      Number(insert.run({ ...hold, actorId: actor.id, actorName: actor.name }).lastInsertRowid),
    listOpen: () => select.all().map(toHold),
    findOpen: (version) => {
      const row = selectOne.get(version);
      return row ? toHold(row) : null;
    },
    end: (id, at) => end.run(at, id).changes > 0,
  };
}
