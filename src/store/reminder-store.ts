import type { NotificationContent, UpgradeReminder } from '../domain/notification.ts';
import type { OsSku } from '../domain/os-sku.ts';
import type { Reminder } from '../domain/outbox-entry.ts';
import type { Hold, PoolScope, Snooze, Suppression } from '../domain/suppression.ts';
import { columnsOf, orNull, type SqliteDatabase, sql } from './database.ts';
import { type DamageLog, readStored } from './stored-json.ts';

/** Why a reminder is followed no longer: nothing is left to do, or the next one took its place. */
type ReminderClosing = 'done' | 'superseded';

type ReminderMessage = Pick<Reminder, 'channel' | 'dedupeKey' | 'openedAt'>;

type Row = Omit<Reminder, 'content' | 'isOpen'> & { readonly content: string; readonly closedAt: string | null };

const COLUMNS = columnsOf<Row>(['id', 'channel', 'dedupeKey', 'month', 'content', 'revision', 'openedAt', 'closedAt']);
const SELECT = sql`select ${COLUMNS} from reminders`;

function toReminder({ closedAt, ...row }: Row): Reminder {
  const content = readStored<UpgradeReminder>(row.content, 'reminders', { kind: 'text', items: 'list' });
  return { ...row, content, isOpen: closedAt === null };
}

/** Reminders that were sent, months that are done with, thresholds that were crossed: `reminders`, `reminder_months`, `reached_limits`. */
export function createReminderStore(db: SqliteDatabase, damage: DamageLog) {
  return { ...createReminders(db, damage), ...createMonths(db), ...createLimits(db) };
}

function createReminders(db: SqliteDatabase, { readRows }: DamageLog) {
  const read = (rows: readonly Row[]) => readRows(rows, ({ id }) => id, toReminder);
  return {
    /** Follows a reminder from now on; the channel's earlier ones are closed. */
    open: (
      { channel, dedupeKey, month, content }: Pick<Reminder, 'channel' | 'dedupeKey' | 'month' | 'content'>,
      at: string,
    ) => {
      db.run`update reminders set closed_at = ${at}, closed_because = 'superseded'
        where channel = ${channel} and closed_at is null`;
      db.run`insert into reminders (channel, dedupe_key, month, content, opened_at)
        values (${channel}, ${dedupeKey}, ${month}, ${JSON.stringify(content)}, ${at})
        on conflict (channel, dedupe_key) do update set closed_at = null, closed_because = null`;
    },
    /** True while any is followed; cheap, however much they say. */
    hasOpen: (): boolean => db.value`select exists (select 1 from reminders where closed_at is null)` === 1,
    /** With their content: read them once. */
    listOpen: (): readonly Reminder[] => read(db.list`${SELECT} where closed_at is null order by id`),
    /** The same without what they say. */
    listOpenMessages: (): readonly ReminderMessage[] =>
      db.list`select channel, dedupe_key as dedupeKey, opened_at as openedAt from reminders
        where closed_at is null order by id`,
    /** The reminder of that message, open or closed; `null` for a damaged one, too. */
    find: (channel: string, dedupeKey: string): Reminder | null =>
      read(db.list`${SELECT} where channel = ${channel} and dedupe_key = ${dedupeKey}`)[0] ?? null,
    /** The channel's newest one, open or closed; `null` for a damaged one, too. */
    findLatest: (channel: string): Reminder | null =>
      read(db.list`${SELECT} where channel = ${channel} order by id desc limit 1`)[0] ?? null,
    revise: (id: number, content: UpgradeReminder) =>
      db.run`update reminders set content = ${JSON.stringify(content)}, revision = revision + 1 where id = ${id}`,
    close: (id: number, because: ReminderClosing, at: string) =>
      db.run`update reminders set closed_at = ${at}, closed_because = ${because} where id = ${id}`,
  };
}

function createMonths(db: SqliteDatabase) {
  return {
    /** `YYYY-MM` of the latest month up to `until` that the channel is done with; a later one is of another clock. */
    findLastMonth: (channel: string, until: string): string | null =>
      db.value`select max(month) from reminder_months where channel = ${channel} and month <= ${until}`,
    markMonth: (channel: string, month: string, at: string) =>
      db.run`insert or ignore into reminder_months (channel, month, done_at) values (${channel}, ${month}, ${at})`,
  };
}

function createLimits(db: SqliteDatabase) {
  return {
    /** The newest message of a kind in the channel that was not given up. */
    findNewestPost: (
      channel: string,
      kind: NotificationContent['kind'],
    ): { readonly key: string; readonly at: string } | null =>
      db.find`select dedupe_key as key, created_at as at from outbox
        where channel = ${channel} and kind = ${kind} and operation = 'post'
        and state not in ('dead', 'dropped') order by id desc limit 1`,
    /** New messages that were queued for the channel since an instant or day; updates and answers do not count. */
    countPosts: (channel: string, since: string): number =>
      db.value<number>`select count(*) from outbox where channel = ${channel} and operation = 'post'
        and created_at >= ${since}` ?? 0,
    /** Keys of the thresholds that a message to the channel was about by then; a later one is of another clock. */
    listLimits: (channel: string, until: string): ReadonlySet<string> =>
      new Set(db.values`select limit_key from reached_limits where channel = ${channel} and reached_at <= ${until}`),
    markLimits: (channel: string, keys: readonly string[], at: string) => {
      if (keys.length > 0)
        db.run`insert into reached_limits (channel, limit_key, reached_at)
          select ${channel}, value, ${at} from json_each(${JSON.stringify(keys)}) where true
          on conflict (channel, limit_key) do update set reached_at = min(reached_at, excluded.reached_at)`;
    },
  };
}

type NewSuppression = Unnumbered<Snooze> | Unnumbered<Hold>;
type Unnumbered<T extends Suppression> = Omit<T, 'id'>;

interface SuppressionRow extends Pick<Suppression, 'id' | 'reason' | 'url' | 'createdAt'>, PoolScope {
  readonly imageVersion: string | null;
  readonly osSku: OsSku | null;
  readonly untilOn: string | null;
  readonly actorId: string;
  readonly actorName: string;
}

const SAID = columnsOf<SuppressionRow>(['id', 'reason', 'url', 'actorId', 'actorName', 'createdAt', 'untilOn']);
const SCOPE = columnsOf<SuppressionRow>(['channel', 'clusterId', 'nodePool', 'imageVersion', 'osSku']);
const SELECT_SUPPRESSION = sql`select ${SAID}, ${SCOPE} from suppressions`;

/** What reminders are silent about, snoozes and holds, on the table `suppressions`. */
export function createSuppressionStore(db: SqliteDatabase) {
  const noScope = { channel: null, clusterId: null, nodePool: null, version: null, osSku: null };
  return {
    /** Returns its number. An image can be held only once at a time. */
    add: ({ scope, actor, ...rest }: NewSuppression): number => {
      const { channel, clusterId, nodePool, version, osSku } = { ...noScope, ...scope };
      const { endsWhen, untilOn, reason, url, createdAt } = rest;
      return db.insert`insert into suppressions (ends_when, channel, cluster_id, node_pool, image_version, os_sku,
          until_on, reason, url, actor_id, actor_name, created_at)
        values (${endsWhen}, ${channel}, ${clusterId}, ${nodePool}, ${version}, ${osSku},
          ${untilOn}, ${reason}, ${url}, ${actor.id}, ${actor.name}, ${createdAt})`;
    },
    find: (id: number): Suppression | null =>
      orNull(db.find<SuppressionRow>`${SELECT_SUPPRESSION} where id = ${id}`, toSuppression),
    /** Those that last on a day: nobody lifted them and their day, if they have one, is after it. Soonest to end first. */
    listOpen: (today: string): readonly Suppression[] =>
      db.list<SuppressionRow>`${SELECT_SUPPRESSION}
        where ended_at is null and (until_on is null or until_on > ${today})
        order by until_on nulls last, id desc`.map(toSuppression),
    /** False when it had ended before. */
    end: (id: number, at: string): boolean =>
      db.run`update suppressions set ended_at = ${at} where id = ${id} and ended_at is null`.changes > 0,
  };
}

function toSuppression(row: SuppressionRow): Suppression {
  const { channel, clusterId, nodePool, imageVersion: version, osSku, untilOn, actorId, actorName, ...rest } = row;
  const said = { ...rest, actor: { id: actorId, name: actorName } };
  return version !== null && osSku !== null
    ? { ...said, endsWhen: 'next-image', scope: { version, osSku }, untilOn: null }
    : { ...said, endsWhen: 'worse-finding', scope: { channel, clusterId, nodePool }, untilOn: untilOn ?? '' };
}
