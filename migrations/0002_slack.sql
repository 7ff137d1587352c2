-- Who changed what, and how to take it back.
create table audit_log (
  id integer primary key,
  at text not null,
  actor_id text not null,
  actor_name text not null,
  action text not null,
  subject text not null,
  detail text not null,
  -- JSON of the steps that take it back; null where nothing can.
  undo text,
  undone_at text,
  undone_by text
) strict;

-- Reminders that wait, with who, why and until when.
create table snoozes (
  id integer primary key,
  -- Null: in every channel.
  channel text,
  -- Null: every cluster that the channel hears about.
  cluster_id text,
  -- Null: every node pool of the cluster.
  node_pool text,
  until_on text not null,
  reason text not null,
  actor_id text not null,
  actor_name text not null,
  created_at text not null,
  ended_at text
) strict;
create index snoozes_open on snoozes (until_on) where ended_at is null;

-- Known bad images that nobody should be sent to.
create table image_holds (
  id integer primary key,
  version text not null,
  os_sku text not null,
  reason text not null,
  url text,
  actor_id text not null,
  actor_name text not null,
  created_at text not null,
  ended_at text
) strict;
create unique index image_holds_open on image_holds (version) where ended_at is null;

-- What people did with a posted message: acknowledged, assigned, snoozed.
create table message_progress (
  channel text not null,
  ts text not null,
  data text not null,
  primary key (channel, ts)
) strict;

-- Who has opened the Home tab: it is published again for them when things change.
create table home_viewers (
  user_id text primary key,
  opened_at text not null,
  published_hash text
) strict;

-- Clicks, commands and events that were handled, so that a second delivery does nothing.
create table handled_interactions (
  key text primary key,
  handled_at text not null
) strict;
create index handled_interactions_by_age on handled_interactions (handled_at);

create index outbox_by_message on outbox (channel, message_ts) where message_ts is not null;
create index clusters_by_lower_name on clusters (lower(name));
create index findings_by_urgency on findings (
  case severity when 'critical' then 0 when 'high' then 1 when 'medium' then 2 when 'low' then 3 else 4 end,
  coalesce(due_on, '9999'), key
) where resolved_at is null;
create index findings_by_severity on findings (severity) where resolved_at is null;

-- Which clusters changed, in order: a running process reads again only those, whoever changed them.
-- A node pool is saved with its cluster.
create table cluster_changes (
  seq integer primary key autoincrement,
  cluster_id text not null unique
) strict;
create trigger clusters_inserted after insert on clusters begin
  delete from cluster_changes where cluster_id = new.id;
  insert into cluster_changes (cluster_id) values (new.id);
end;
create trigger clusters_updated after update on clusters begin
  delete from cluster_changes where cluster_id = new.id;
  insert into cluster_changes (cluster_id) values (new.id);
end;
create trigger clusters_deleted after delete on clusters begin
  delete from cluster_changes where cluster_id = old.id;
  insert into cluster_changes (cluster_id) values (old.id);
end;
-- Counts the times the catalogue was rebuilt.
create table catalogue_versions (
  id integer primary key check (id = 1),
  version integer not null
) strict;
insert into catalogue_versions (id, version) values (1, 1);
