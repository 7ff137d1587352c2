import { instantAfter } from '../domain/calendar-date.ts';
import type { NotificationContent } from '../domain/notification.ts';
import type { OutboxEntry, OutboxState, PlannedNotification } from '../domain/outbox-entry.ts';
import { columnsOf, oneOf, orNull, type SqliteDatabase, sql } from './database.ts';
import { advanceMark } from './sending-mark.ts';
import { createSettingStore } from './setting-store.ts';
import { findStored, isStoredInstant } from './stored-json.ts';

interface AttemptRecord {
  readonly state: OutboxState;
  readonly outcome: string;
  readonly detail: string | null;
  /** Instant of the next attempt, for `retrying`. */
  readonly dueAt?: string;
  readonly messageTs?: string;
  /** The answer was lost: the channel's history is asked before sending again. Never reset: a second look costs little. */
  readonly ambiguous?: boolean;
  /** Wall-clock instant from which on the channel's history is reliable. */
  readonly settlesAt?: string;
  /** False for an attempt that the other side merely put off; default true. */
  readonly isCounted?: boolean;
  /** Sent as plain text next time, because the blocks were refused. */
  readonly plainText?: boolean;
}

/** Of the messages that do not get through, the one that was tried first. */
interface TriedInVain {
  readonly channel: string;
  /** Instant of its first attempt, UTC ISO text. */
  readonly since: string;
  readonly reason: string | null;
  readonly count: number;
}

interface DeliveryTotal {
  readonly kind: string;
  readonly outcome: string;
  readonly count: number;
  /** Instant of the latest one, UTC ISO text. */
  readonly lastAt: string;
}

interface Row extends Omit<OutboxEntry, 'content' | 'parentKey' | 'ambiguous' | 'plainText' | 'isDamaged'> {
  readonly kind: NotificationContent['kind'];
  readonly content: string;
  readonly parentKey: string | null;
  readonly ambiguous: number;
  readonly plainText: number;
}

const COLUMNS = columnsOf<Row>([
  'id',
  'channel',
  'dedupeKey',
  'kind',
  'content',
  'state',
  'dueAt',
  'attempts',
  'attemptedAt',
  'firstAttemptedAt',
  'settlesAt',
  'looks',
  'operation',
  'parentKey',
  'lastError',
  'messageTs',
  'ambiguous',
  'plainText',
  'createdAt',
  'deliveredAt',
]);

/** A row that cannot be read is an entry too: it has to be seen and given up, and must not stop the others. */
function toEntry({ kind, content: text, parentKey, ambiguous, plainText, ...row }: Row): OutboxEntry {
  const content = findStored<NotificationContent>(text, { kind: 'text' });
  const instants = [row.createdAt, row.dueAt, row.attemptedAt, row.firstAttemptedAt, row.settlesAt];
  const isDamaged = content === null || instants.some((instant) => instant !== null && !isStoredInstant(instant));
  return {
    ...(isDamaged ? { isDamaged } : {}),
    ...row,
    content: content ?? ({ kind } as NotificationContent),
    ...(parentKey === null ? {} : { parentKey }),
    ambiguous: ambiguous === 1,
    plainText: plainText === 1,
  };
}

const UNFINISHED = sql`state in ('pending', 'sending', 'retrying')`;

/** No retry is planned further ahead: a chat's longest Retry-After is a day. */
const FURTHEST_RETRY_MS = 25 * 3_600_000;
/** Too far ahead to be meant, or no instant at all. */
function isNoDueTime(now: string) {
  return sql`(due_at > ${instantAfter(now, FURTHEST_RETRY_MS)} or datetime(due_at) is null)`;
}
const CREATED_AT = sql`strftime('%Y-%m-%dT%H:%M:%fZ', created_at)`;
const SELECT = sql`select ${COLUMNS} from outbox`;

/** Committed notifications and what became of them, on the tables `outbox` and `delivery_attempts`. */
export function createOutboxStore(db: SqliteDatabase) {
  return {
    /** Adds what is not there yet (by dedupe key), due at once; returns how many messages are new. */
    add: createAdd(db),
    ...createQueue(db),
    ...createMarks(db),
    ...createReports(db),
    ...createLookUps(db),
  };
}

function createQueue(db: SqliteDatabase) {
  const isHead = sql`not exists (select 1 from outbox e where e.channel = o.channel and e.id < o.id and e.${UNFINISHED})`;
  return {
    /**
     * Due, and the oldest unfinished of its channel. `sending`: its process died, it is to be reconciled. More than a
     * day ahead was planned by a clock that ran ahead, and no instant is none to wait for: both are due.
     */
    findNextDue: (now: string, skipChannels: readonly string[]): OutboxEntry | null =>
      orNull(
        // What is sorted is the ID alone: with its content in every row, it took three times as long.
        db.find<Row>`${SELECT} where id = (
          select id from outbox o where o.${UNFINISHED} and (due_at <= ${now} or ${isNoDueTime(now)})
            and channel not in ${oneOf(skipChannels)} and ${isHead} order by due_at, id limit 1)`,
        toEntry,
      ),
    /**
     * When the first row that nothing holds back becomes due (UTC ISO text), or has been since it was added, where
     * nobody can know; `null` when there is none.
     */
    findNextDueAt: (now: string): string | null =>
      db.value`select min(iif(${isNoDueTime(now)}, coalesce(min(${CREATED_AT}, ${now}), ${now}), due_at))
        from outbox o where o.${UNFINISHED} and ${isHead}`,
    /** What was tried first before that instant, of all that is tried again and again; `null` without any. */
    findTriedSince: (before: string): TriedInVain | null =>
      // With `min`, SQLite takes the other columns from the row that has it.
      db.find`select channel, min(first_attempted_at) as since, last_error as reason, count(*) as count
        from outbox where state = 'retrying' and first_attempted_at <= ${before} having count(*) > 0`,
  };
}

function createLookUps(db: SqliteDatabase) {
  return {
    list: (limit: number): readonly OutboxEntry[] =>
      db.list<Row>`${SELECT} order by id desc limit ${limit}`.map(toEntry),
    /** What was added after that one, oldest first. */
    listAfter: (id: number): readonly OutboxEntry[] =>
      db.list<Row>`${SELECT} where id > ${id} order by id`.map(toEntry),
    find: (id: number): OutboxEntry | null => orNull(db.find<Row>`${SELECT} where id = ${id}`, toEntry),
    findByKey: (channel: string, dedupeKey: string): OutboxEntry | null =>
      orNull(db.find<Row>`${SELECT} where channel = ${channel} and dedupe_key = ${dedupeKey}`, toEntry),
    /** True where a message has that key, whatever its state. Reads no content. */
    hasKey: (channel: string, dedupeKey: string): boolean =>
      db.find`select 1 from outbox where channel = ${channel} and dedupe_key = ${dedupeKey}` !== null,
    /** How many clusters a summary of what is watched was made of, by its key; `null` where there is none. */
    findWatchedClusters: (channel: string, dedupeKey: string): number | null =>
      // Its content names every pool of a fleet.
      db.value`select iif(json_valid(content), content ->> '$.clusters', null) from outbox
        where channel = ${channel} and dedupe_key = ${dedupeKey} and kind = 'watching-summary'`,
    /** The chat's ID (`ts`) of a message by its key; `null` while it is not posted. Reads no content. */
    findMessageTs: (channel: string, dedupeKey: string): string | null =>
      db.value`select message_ts from outbox where channel = ${channel} and dedupe_key = ${dedupeKey}`,
    /** Messages about a release, oldest first, in whatever state; not the changes made to them. */
    listReleaseNews: (tag: string): readonly OutboxEntry[] =>
      db.list<Row>`${SELECT} where kind = 'release-news' and operation = 'post'
        and json_extract(content, '$.release.tag') = ${tag} order by id`.map(toEntry),
    hasReleaseNews: (channel: string, tag: string): boolean =>
      db.value`select id from outbox where channel = ${channel} and kind = 'release-news' and operation = 'post'
        and state = 'delivered' and json_extract(content, '$.release.tag') = ${tag} limit 1` !== null,
    /** The news of releases that a channel has and that were queued since an instant, oldest first. */
    listNewsOf: (channel: string, since: string): readonly OutboxEntry[] =>
      // Keys of news begin so: the range of the unique index, not the whole outbox.
      db.list<Row>`${SELECT} where channel = ${channel} and dedupe_key >= 'release/' and dedupe_key < 'release0'
        and kind = 'release-news' and operation = 'post' and state = 'delivered' and created_at >= ${since}
        order by id`.map(toEntry),
    /** The newest change of a message; `null` while it stands as it was posted. */
    findLatestUpdate: (channel: string, parentKey: string): OutboxEntry | null =>
      orNull(
        db.find<Row>`${SELECT} where channel = ${channel} and parent_key = ${parentKey} and operation = 'update'
        and state not in ('dead', 'dropped') order by id desc limit 1`,
        toEntry,
      ),
    /** The key of the message that was posted first to a channel, as far back as is kept; `null` where none was. */
    findFirstPosted: (channel: string): string | null =>
      db.value`select dedupe_key from outbox where channel = ${channel} and operation = 'post' and message_ts is not null
        order by id limit 1`,
  };
}

function createReports(db: SqliteDatabase) {
  const none = { pending: 0, sending: 0, retrying: 0, delivered: 0, dead: 0, dropped: 0 };
  return {
    /** Rows that were given up although something was lost, or may be, and that no alarm has mentioned yet. */
    listUnreported: (): readonly OutboxEntry[] =>
      db.list<Row>`${SELECT} where state in ('dead', 'dropped') and reported_at is null
        and (state = 'dead' or ambiguous = 1) order by id`.map(toEntry),
    /** What a channel did not take for this reason, newest first. */
    listRefused: (channel: string, reason: string): readonly OutboxEntry[] =>
      db.list<Row>`${SELECT} where channel = ${channel} and state = 'dead' and last_error = ${reason}
        order by id desc`.map(toEntry),
    /** What was given up for one of these reasons since an instant. */
    listGivenUp: (reasons: readonly string[], since: string): readonly OutboxEntry[] =>
      db.list<Row>`${SELECT} where state = 'dead' and last_error in ${oneOf(reasons)} and created_at >= ${since}
        order by id`.map(toEntry),
    markReported: (ids: readonly number[], at: string) => {
      for (const id of ids) db.run`update outbox set reported_at = ${at} where id = ${id}`;
    },
    countByState: (): Readonly<Record<OutboxState, number>> => ({
      ...none,
      ...Object.fromEntries(
        db.list<{ state: OutboxState; n: number }>`select state, count(*) as n from outbox group by state`.map(
          ({ state, n }) => [state, n],
        ),
      ),
    }),
    /** Attempts ever made, by kind of message and outcome (`delivered`, `transient`, …); retention does not reduce them. */
    listDeliveryTotals: (): readonly DeliveryTotal[] =>
      db.list`select kind, outcome, count, last_at as lastAt from delivery_totals order by kind, outcome`,
    /** Puts a dead row back: `outbox retry`. */
    revive: (id: number, at: string): boolean =>
      db.run`update outbox set state = 'retrying', due_at = ${at}, plain_text = 0, attempts = 0, reported_at = null
        where id = ${id} and state in ('dead', 'dropped')`.changes > 0,
  };
}

function createAdd(db: SqliteDatabase) {
  return (notifications: readonly PlannedNotification[], at: string): number => {
    let added = 0;
    for (const { channel, dedupeKey, content, operation = 'post', parentKey = null } of notifications) {
      const { changes } = db.run`insert into outbox
          (channel, dedupe_key, kind, content, due_at, created_at, operation, parent_key)
        values (${channel}, ${dedupeKey}, ${content.kind}, ${JSON.stringify(content)}, ${at}, ${at}, ${operation}, ${parentKey})
        on conflict (channel, dedupe_key) do update set state = 'pending', content = excluded.content,
          due_at = excluded.due_at, created_at = excluded.created_at, operation = excluded.operation,
          parent_key = excluded.parent_key, last_error = null
        where state = 'dropped' and first_attempted_at is null`;
      if (operation === 'post') added += changes;
    }
    return added;
  };
}

function createMarks(db: SqliteDatabase) {
  const settings = createSettingStore(db);
  return {
    /** Makes everything that waits, was being sent or was due at once, due at this instant, unless it was due earlier. */
    hasten: (at: string) =>
      db.run`update outbox set due_at = ${at} where due_at > ${at}
        and (state in ('retrying', 'sending') or (state = 'pending' and due_at <= created_at))`,
    /** `at` is wall-clock time. */
    markSending: (id: number, at: string) => {
      db.run`update outbox set state = 'sending', attempted_at = ${at}, attempts = attempts + 1,
        settles_at = null, looks = 0, first_attempted_at = coalesce(first_attempted_at, ${at}) where id = ${id}`;
      advanceMark(settings);
    },
    /** After a look into the history that settled nothing. */
    recordLook: (
      id: number,
      { detail, dueAt, settlesAt }: Readonly<Record<'dueAt' | 'settlesAt' | 'detail', string>>,
    ) =>
      db.run`update outbox set state = 'retrying', ambiguous = 1, looks = looks + 1, last_error = ${detail},
        due_at = ${dueAt}, settles_at = ${settlesAt} where id = ${id}`,
    recordAttempt: (id: number, at: string, record: AttemptRecord) => {
      const { state, outcome, detail, dueAt = null, settlesAt = null, messageTs = null } = record;
      db.run`insert into delivery_attempts (outbox_id, attempted_at, outcome, detail)
        values (${id}, ${at}, ${outcome}, ${detail})`;
      db.run`insert into delivery_totals (kind, outcome, count, last_at)
        select kind, ${outcome}, 1, ${at} from outbox where id = ${id}
        on conflict (kind, outcome) do update set count = count + 1, last_at = ${at}`;
      db.run`update outbox set state = ${state}, last_error = ${detail},
          ambiguous = max(ambiguous, ${record.ambiguous ? 1 : 0}), plain_text = max(plain_text, ${record.plainText ? 1 : 0}),
          due_at = coalesce(${dueAt}, due_at), settles_at = ${settlesAt},
          attempts = max(attempts - ${record.isCounted === false ? 1 : 0}, 0), message_ts = coalesce(${messageTs}, message_ts),
          delivered_at = case when ${state} = 'delivered' then ${at} else delivered_at end
        where id = ${id}`;
    },
  };
}
