import type { NotificationContent, UpgradeReminder } from '../domain/notification.ts';
import type { KnownReminder, OpenReminder } from '../domain/outbox-entry.ts';
import { columnsOf, type SqliteDatabase } from './database.ts';
import { type DamageLog, readStored } from './stored-json.ts';

/** Why a reminder is followed no longer: nothing is left to do, or the next one took its place. */
type ReminderClosing = 'done' | 'superseded';

/** Which message of a channel a reminder is, and since when. */
type ReminderMessage = Pick<OpenReminder, 'channel' | 'dedupeKey' | 'openedAt'>;

/** Reminders that were sent, the months that are done with, and the thresholds that were crossed. */
interface ReminderStore {
  /** Follows a reminder from now on; the channel's earlier ones are closed. */
  open(reminder: Pick<OpenReminder, 'channel' | 'dedupeKey' | 'month' | 'content'>, at: string): void;
  /** True while any is followed; cheap, however much they say. */
  hasOpen(): boolean;
  /** With their content: read them once. */
  listOpen(): readonly OpenReminder[];
  /** The same without what they say. */
  listOpenMessages(): readonly ReminderMessage[];
  /** The reminder of that message, open or closed; `null` for a damaged one, too. */
  find(channel: string, dedupeKey: string): KnownReminder | null;
  /** The channel's newest one, open or closed; `null` for a damaged one, too. */
  findLatest(channel: string): OpenReminder | null;
  /** Saves what it says now, as its next revision. */
  revise(id: number, content: UpgradeReminder): void;
  close(id: number, because: ReminderClosing, at: string): void;
  /** `YYYY-MM` of the latest month up to `until` that the channel is done with; a later one is of another clock. */
  findLastMonth(channel: string, until: string): string | null;
  markMonth(channel: string, month: string, at: string): void;
  /** Keys of the thresholds that a message to the channel was about. */
  listLimits(channel: string): ReadonlySet<string>;
  markLimits(channel: string, keys: readonly string[], at: string): void;
  /** New messages that were queued for the channel since an instant or day; updates and answers do not count. */
  countPosts(channel: string, since: string): number;
  /** The newest message of a kind in the channel that was not given up. */
  findNewestPost(
    channel: string,
    kind: NotificationContent['kind'],
  ): { readonly key: string; readonly at: string } | null;
}

type Row = Omit<OpenReminder, 'content'> & { readonly content: string; readonly closedAt: string | null };

const COLUMNS = columnsOf<Row>(['id', 'channel', 'dedupeKey', 'month', 'content', 'revision', 'openedAt', 'closedAt']);

function toReminder({ closedAt, ...row }: Row): KnownReminder {
  const content = readStored<UpgradeReminder>(row.content, 'reminders', { kind: 'text', items: 'list' });
  return { ...row, content, isOpen: closedAt === null };
}

/** Reminders on the tables `reminders`, `reminder_months` and `reached_limits`. */
export function createReminderStore(db: SqliteDatabase, damage: DamageLog): ReminderStore {
  return { ...createReminders(db, damage), ...createMonths(db), ...createLimits(db) };
}

function createReminders(db: SqliteDatabase, { readRows }: DamageLog) {
  const supersede = db.prepare(
    "update reminders set closed_at = ?, closed_because = 'superseded' where channel = ? and closed_at is null",
  );
  const insert = db.prepare(
    `insert into reminders (channel, dedupe_key, month, content, opened_at) values (?, ?, ?, ?, ?)
     on conflict (channel, dedupe_key) do update set closed_at = null, closed_because = null`,
  );
  const selectOpen = db.prepare<[], Row>(`select ${COLUMNS} from reminders where closed_at is null order by id`);
  const anyOpen = db.prepare<[], { n: number }>('select exists (select 1 from reminders where closed_at is null) as n');
  const selectMessages = db.prepare<[], ReminderMessage>(
    `select channel, dedupe_key as dedupeKey, opened_at as openedAt from reminders where closed_at is null order by id`,
  );
  const selectOne = db.prepare<[string, string], Row>(
    `select ${COLUMNS} from reminders where channel = ? and dedupe_key = ?`,
  );
  const selectLatest = db.prepare<[string], Row>(
    `select ${COLUMNS} from reminders where channel = ? order by id desc limit 1`,
  );
  const revise = db.prepare('update reminders set content = ?, revision = revision + 1 where id = ?');
  const close = db.prepare('update reminders set closed_at = ?, closed_because = ? where id = ?');
  const read = (rows: readonly Row[]) => readRows(rows, ({ id }) => id, toReminder);
  return {
    open: ({ channel, dedupeKey, month, content }, at) => {
      supersede.run(at, channel);
      insert.run(channel, dedupeKey, month, JSON.stringify(content), at);
    },
    hasOpen: () => anyOpen.get()?.n === 1,
    listOpen: () => read(selectOpen.all()),
    listOpenMessages: () => selectMessages.all(),
    find: (channel, dedupeKey) => read(selectOne.all(channel, dedupeKey))[0] ?? null,
    findLatest: (channel) => read(selectLatest.all(channel))[0] ?? null,
    revise: (id, content) => revise.run(JSON.stringify(content), id),
    close: (id, because, at) => close.run(at, because, id),
  } satisfies Partial<ReminderStore>;
}

function createMonths(db: SqliteDatabase) {
  const last = db.prepare<[string, string], { month: string | null }>(
    'select max(month) as month from reminder_months where channel = ? and month <= ?',
  );
  const mark = db.prepare('insert or ignore into reminder_months (channel, month, done_at) values (?, ?, ?)');
  return {
    findLastMonth: (channel, until) => last.get(channel, until)?.month ?? null,
    markMonth: (channel, month, at) => mark.run(channel, month, at),
  } satisfies Partial<ReminderStore>;
}

function createLimits(db: SqliteDatabase) {
  const select = db.prepare<[string], { limit_key: string }>('select limit_key from reached_limits where channel = ?');
  const insert = db.prepare('insert or ignore into reached_limits (channel, limit_key, reached_at) values (?, ?, ?)');
  const posts = db.prepare<[string, string], { n: number }>(
    "select count(*) as n from outbox where channel = ? and operation = 'post' and created_at >= ?",
  );
  const newest = db.prepare<[string, string], { key: string; at: string }>(
    `select dedupe_key as key, created_at as at from outbox where channel = ? and kind = ? and operation = 'post'
     and state not in ('dead', 'dropped') order by id desc limit 1`,
  );
  return {
    findNewestPost: (channel, kind) => newest.get(channel, kind) ?? null,
    countPosts: (channel, since) => posts.get(channel, since)?.n ?? 0,
    listLimits: (channel) => new Set(select.all(channel).map((row) => row.limit_key)),
    markLimits: (channel, keys, at) => {
      for (const key of keys) insert.run(channel, key, at);
    },
  } satisfies Partial<ReminderStore>;
}
