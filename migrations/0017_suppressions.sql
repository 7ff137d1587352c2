-- Snoozes and holds are one thing: what reminders are silent about, until when, why, and who said so.
create table suppressions (
  id integer primary key,
  -- What ends it before its day: something worse in its pools (a snooze), the next image of the OS SKU (a hold).
  ends_when text not null check (ends_when in ('worse-finding', 'next-image')),
  -- Of a snooze; null: every channel, every cluster that the channel hears about, every node pool of the cluster.
  channel text,
  cluster_id text,
  node_pool text,
  -- Of a hold.
  image_version text,
  os_sku text,
  -- The first day on which it reminds again; null for a hold.
  until_on text,
  reason text not null,
  url text,
  actor_id text not null,
  actor_name text not null,
  created_at text not null,
  ended_at text,
  check ((ends_when = 'worse-finding') = (until_on is not null)),
  check ((ends_when = 'next-image') = (image_version is not null and os_sku is not null))
) strict;
create index suppressions_open on suppressions (until_on) where ended_at is null;
create unique index suppressions_open_image on suppressions (image_version)
  where ended_at is null and image_version is not null;

-- Holds keep their numbers: the keys of messages that were sent have them. Snoozes are numbered after them.
insert into suppressions (id, ends_when, image_version, os_sku, reason, url, actor_id, actor_name, created_at, ended_at)
  select id, 'next-image', version, os_sku, reason, url, actor_id, actor_name, created_at, ended_at from image_holds;
insert into suppressions (id, ends_when, channel, cluster_id, node_pool, until_on, reason, actor_id, actor_name, created_at,
                          ended_at)
  select id + (select coalesce(max(id), 0) from image_holds), 'worse-finding', channel, cluster_id, node_pool, until_on,
         reason, actor_id, actor_name, created_at, ended_at
  from snoozes;

-- What takes them back names them by their new numbers.
update audit_log
set undo = (
  select json_group_array(json(
    case json_extract(step.value, '$.kind')
      when 'end-hold' then json_object(
        'kind', 'end-suppression', 'suppressionId', json_extract(step.value, '$.holdId'))
      when 'end-snooze' then json_object(
        'kind', 'end-suppression',
        'suppressionId', json_extract(step.value, '$.snoozeId') + (select coalesce(max(id), 0) from image_holds))
      else step.value
    end))
  from json_each(audit_log.undo) as step
)
where instr(undo, '"end-hold"') > 0 or instr(undo, '"end-snooze"') > 0;

drop table snoozes;
drop table image_holds;
