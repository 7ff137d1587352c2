import type { PictureStore } from '../domain/inbox.ts';
import type { SqliteDatabase } from './database.ts';

interface Row {
  png: Uint8Array | null;
  slack_file: string | null;
}

/** Pictures on the table `pictures`. */
export function createPictureStore(db: SqliteDatabase): PictureStore {
  const select = db.prepare<[string], Row>('select png, slack_file from pictures where digest = ?');
  const savePng = db.prepare(
    `insert into pictures (digest, png, saved_at) values (?, ?, ?)
     on conflict (digest) do update set png = excluded.png, saved_at = excluded.saved_at`,
  );
  const saveFile = db.prepare(
    `insert into pictures (digest, slack_file, saved_at) values (?, ?, ?)
     on conflict (digest) do update set slack_file = excluded.slack_file, saved_at = excluded.saved_at`,
  );
  const remove = db.prepare('delete from pictures where digest = ?');
  return {
    find: (digest) => {
      const row = select.get(digest);
      return row ? { png: row.png, slackFile: row.slack_file } : null;
    },
    savePng: (digest, png, at) => {
      savePng.run(digest, png, at);
    },
    saveSlackFile: (digest, slackFile, at) => {
      saveFile.run(digest, slackFile, at);
    },
    forget: (digest) => {
      remove.run(digest);
    },
  };
}
