import type { CalendarDate } from '../domain/calendar-date.ts';
import type { SourceName } from '../domain/source-document.ts';
import type { SqliteDatabase } from './database.ts';

/** Thins out what is older than an instant (UTC ISO text), and weeks that began before a day; says of what how many rows. */
export type ThinOut = (
  before: string,
  weeksBefore: CalendarDate,
  newestOnly?: readonly SourceName[],
) => Readonly<Record<string, number>>;

/**
 * Lets go of what is older than an instant and nothing needs: earlier versions of documents, the content and attempts
 * of finished notifications, inbox messages and pictures, planned changes, closed reminders; words that nothing is
 * found with any more; weeks of the history that began before a day; and earlier versions of any age where the sources
 * `newestOnly` had them. Keys of notifications stay for good: they are what keeps a message from being sent twice.
 */
export function createRetention(db: SqliteDatabase): ThinOut {
  // Read or not: only the newest version is ever read.
  const versions = db.prepare(
    `delete from document_versions where seen_at < ?
     and version < (select max(version) from document_versions newer where newer.document_id = document_versions.document_id)`,
  );
  const allEarlierVersions = db.prepare(
    `delete from document_versions
     where document_id in (select id from documents where source = ?)
     and version < (select max(version) from document_versions newer where newer.document_id = document_versions.document_id)`,
  );
  const attempts = db.prepare(
    `delete from delivery_attempts where attempted_at < ?
     and outbox_id in (select id from outbox where state in ('delivered', 'dropped'))`,
  );
  const contents = db.prepare(
    `update outbox set content = json_object('kind', kind), last_error = null
     where created_at < ? and state in ('delivered', 'dropped') and content <> json_object('kind', kind)`,
  );
  const inbox = db.prepare('delete from inbox_messages where posted_at < ?');
  const changes = db.prepare('delete from catalogue_changes where planned_at < ?');
  const findingTexts = db.prepare('delete from finding_texts where id not in (select text_id from findings)');
  const pictures = db.prepare('delete from pictures where saved_at < ?');
  // The newest of a channel is what the next one is held against.
  const reminders = db.prepare(
    `delete from reminders where closed_at < ?
     and id < (select max(id) from reminders newer where newer.channel = reminders.channel)`,
  );
  const weeks = db.prepare('delete from pool_history where week_on < ?');
  const fleetWeeks = db.prepare('delete from fleet_weeks where week_on < ?');
  return (before, weeksBefore, newestOnly = []) => {
    attempts.run(before);
    fleetWeeks.run(weeksBefore);
    findingTexts.run();
    const earlier = newestOnly.reduce((sum, source) => sum + allEarlierVersions.run(source).changes, 0);
    return {
      documentVersions: earlier + versions.run(before).changes,
      notifications: contents.run(before).changes,
      inboxMessages: inbox.run(before).changes,
      changes: changes.run(before).changes,
      pictures: pictures.run(before).changes,
      reminders: reminders.run(before).changes,
      weeks: weeks.run(weeksBefore).changes,
    };
  };
}
