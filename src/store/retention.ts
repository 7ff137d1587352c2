import type { CalendarDate } from '../domain/calendar-date.ts';
import type { SourceName } from '../domain/source-document.ts';
import { oneOf, type SqliteDatabase, sql } from './database.ts';

/** Deletes what is older than an instant (UTC ISO text), and weeks that began before a day; returns how many rows of what. */
export type ThinOut = (
  before: string,
  weeksBefore: CalendarDate,
  newestOnly?: readonly SourceName[],
) => Readonly<Record<string, number>>;

/**
 * Lets go of what is older than an instant and nothing needs: earlier versions of documents, the content and attempts
 * of finished notifications, inbox messages and pictures, planned changes, closed reminders; weeks of the history that
 * began before a day; and earlier versions of any age where the sources `newestOnly` had them. Keys of notifications stay
 * for good: they are what keeps a message from being sent twice.
 */
export function createRetention(db: SqliteDatabase): ThinOut {
  const isEarlier = sql`version < (select max(version) from document_versions newer
    where newer.document_id = document_versions.document_id)`;
  return (before, weeksBefore, newestOnly = []) => {
    db.run`delete from delivery_attempts where attempted_at < ${before}
      and outbox_id in (select id from outbox where state in ('delivered', 'dropped'))`;
    db.run`delete from fleet_weeks where week_on < ${weeksBefore}`;
    // Whether it was read or not: only the newest version is ever read.
    const versions = db.run`delete from document_versions where ${isEarlier}
      and (seen_at < ${before} or document_id in (select id from documents where source in ${oneOf(newestOnly)}))`;
    const contents = db.run`update outbox set content = json_object('kind', kind), last_error = null
      where created_at < ${before} and state in ('delivered', 'dropped') and content <> json_object('kind', kind)`;
    // The newest of a channel is what the next one is compared with.
    const reminders = db.run`delete from reminders where closed_at < ${before}
      and id < (select max(id) from reminders newer where newer.channel = reminders.channel)`;
    return {
      documentVersions: versions.changes,
      notifications: contents.changes,
      inboxMessages: db.run`delete from inbox_messages where posted_at < ${before}`.changes,
      changes: db.run`delete from catalogue_changes where planned_at < ${before}`.changes,
      pictures: db.run`delete from pictures where saved_at < ${before}`.changes,
      reminders: reminders.changes,
      weeks: db.run`delete from pool_history where week_on < ${weeksBefore}`.changes,
    };
  };
}
