import type { NotificationContent, OutboxEntry, OutboxState, PlannedNotification } from '../domain/notification.ts';
import type { SqliteDatabase } from './database.ts';

/** What to write after an attempt. */
export interface AttemptRecord {
  readonly state: OutboxState;
  readonly outcome: string;
  readonly detail: string | null;
  /** Instant of the next attempt, for `retrying`. */
  readonly dueAt?: string;
  readonly messageTs?: string;
  /** The answer was lost: ask the history before sending again. */
  readonly ambiguous?: boolean;
  /** Next time as plain text, because the blocks were refused. */
  readonly plainText?: boolean;
}

/** Committed notifications and what became of them. */
export interface OutboxStore {
  /** Adds what is not there yet; returns how many rows were new. The dedupe key stops repeats. */
  add(notifications: readonly PlannedNotification[], at: string): number;
  /**
   * The next row to send: due, and the oldest unfinished one of its channel, so that a channel's messages keep
   * their order. A row in `sending` is one whose process died; it comes back for reconciliation.
   */
  findNextDue(now: string, skipChannels: readonly string[]): OutboxEntry | null;
  /** When the earliest unfinished row becomes due; `null` when there is none. */
  findNextDueAt(): string | null;
  markSending(id: number, at: string): void;
  recordAttempt(id: number, at: string, record: AttemptRecord): void;
  /** Puts a dead row back: `outbox retry`. */
  revive(id: number, at: string): boolean;
  list(limit: number): readonly OutboxEntry[];
  find(id: number): OutboxEntry | null;
  countByState(): Readonly<Record<OutboxState, number>>;
  /** Attempts by how they ended: `delivered`, `transient`, … */
  countAttempts(): Readonly<Record<string, number>>;
}

interface Row {
  id: number;
  channel: string;
  dedupe_key: string;
  content: string;
  state: OutboxState;
  due_at: string;
  attempts: number;
  attempted_at: string | null;
  last_error: string | null;
  message_ts: string | null;
  ambiguous: number;
  plain_text: number;
  created_at: string;
  delivered_at: string | null;
}

function toEntry(row: Row): OutboxEntry {
  return {
    id: row.id,
    channel: row.channel,
    dedupeKey: row.dedupe_key,
    content: JSON.parse(row.content) as NotificationContent,
    state: row.state,
    dueAt: row.due_at,
    attempts: row.attempts,
    attemptedAt: row.attempted_at,
    lastError: row.last_error,
    messageTs: row.message_ts,
    ambiguous: row.ambiguous === 1,
    plainText: row.plain_text === 1,
    createdAt: row.created_at,
    deliveredAt: row.delivered_at,
  };
}

const UNFINISHED = "state in ('pending', 'sending', 'retrying')";

/** The outbox on the tables `outbox` and `delivery_attempts`. */
export function createOutboxStore(db: SqliteDatabase): OutboxStore {
  const nextDue = db.prepare<{ now: string; skip: string }, Row>(
    `select * from outbox o where ${UNFINISHED} and due_at <= @now
     and channel not in (select value from json_each(@skip))
     and not exists (select 1 from outbox e where e.channel = o.channel and e.id < o.id and e.${UNFINISHED})
     order by due_at, id limit 1`,
  );
  const nextDueAt = db.prepare<[], { due_at: string | null }>(
    `select min(due_at) as due_at from outbox where ${UNFINISHED}`,
  );
  const selectRecent = db.prepare<[number], Row>('select * from outbox order by id desc limit ?');
  const selectOne = db.prepare<[number], Row>('select * from outbox where id = ?');
  const revive = db.prepare(
    "update outbox set state = 'retrying', due_at = ?, plain_text = 0 where id = ? and state in ('dead', 'dropped')",
  );
  return {
    add: createAdd(db),
    findNextDue: (now, skipChannels) => {
      const row = nextDue.get({ now, skip: JSON.stringify(skipChannels) });
      return row ? toEntry(row) : null;
    },
    findNextDueAt: () => nextDueAt.get()?.due_at ?? null,
    ...createMarks(db),
    revive: (id, at) => revive.run(at, id).changes > 0,
    list: (limit) => selectRecent.all(limit).map(toEntry),
    find: (id) => {
      const row = selectOne.get(id);
      return row ? toEntry(row) : null;
    },
    countByState: createCount(db),
    countAttempts: createAttemptCount(db),
  };
}

function createAdd(db: SqliteDatabase): OutboxStore['add'] {
  const insert = db.prepare(
    `insert into outbox (channel, dedupe_key, kind, content, due_at, created_at) values (?, ?, ?, ?, ?, ?)
     on conflict (channel, dedupe_key) do nothing`,
  );
  return (notifications, at) => {
    let added = 0;
    for (const { channel, dedupeKey, content, dueAt } of notifications) {
      added += insert.run(channel, dedupeKey, content.kind, JSON.stringify(content), dueAt, at).changes;
    }
    return added;
  };
}

function createMarks(db: SqliteDatabase): Pick<OutboxStore, 'markSending' | 'recordAttempt'> {
  const sending = db.prepare(
    "update outbox set state = 'sending', attempted_at = ?, attempts = attempts + 1 where id = ?",
  );
  const attempt = db.prepare(
    'insert into delivery_attempts (outbox_id, attempted_at, outcome, detail) values (?, ?, ?, ?)',
  );
  const finish = db.prepare(
    `update outbox set state = @state, last_error = @detail, ambiguous = @ambiguous,
       plain_text = max(plain_text, @plainText), due_at = coalesce(@dueAt, due_at),
       message_ts = coalesce(@messageTs, message_ts),
       delivered_at = case when @state = 'delivered' then @at else delivered_at end
     where id = @id`,
  );
  return {
    markSending: (id, at) => {
      sending.run(at, id);
    },
    recordAttempt: (id, at, record) => {
      attempt.run(id, at, record.outcome, record.detail);
      finish.run({
        id,
        at,
        state: record.state,
        detail: record.detail,
        ambiguous: record.ambiguous ? 1 : 0,
        plainText: record.plainText ? 1 : 0,
        dueAt: record.dueAt ?? null,
        messageTs: record.messageTs ?? null,
      });
    },
  };
}

function createCount(db: SqliteDatabase): OutboxStore['countByState'] {
  const count = db.prepare<[], { state: OutboxState; n: number }>(
    'select state, count(*) as n from outbox group by state',
  );
  return () => {
    const none = { pending: 0, sending: 0, retrying: 0, delivered: 0, dead: 0, dropped: 0 };
    return { ...none, ...Object.fromEntries(count.all().map((row) => [row.state, row.n])) };
  };
}

function createAttemptCount(db: SqliteDatabase): OutboxStore['countAttempts'] {
  const count = db.prepare<[], { outcome: string; n: number }>(
    'select outcome, count(*) as n from delivery_attempts group by outcome',
  );
  return () => Object.fromEntries(count.all().map((row) => [row.outcome, row.n]));
}
