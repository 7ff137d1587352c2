-- Reminders that were sent and are not done yet, bound to what the pools reported.
create table reminders (
  id integer primary key,
  channel text not null,
  -- Key of the message in the outbox: its row knows the Slack ts to update.
  dedupe_key text not null,
  month text not null,
  -- The message as it stands in the channel.
  content text not null,
  -- Counts the updates, so that each has a key of its own.
  revision integer not null default 0,
  opened_at text not null,
  closed_at text,
  closed_because text,
  unique (channel, dedupe_key)
) strict;
create index reminders_open on reminders (channel) where closed_at is null;

-- When each channel had its reminder of a month, also when there was nothing to do.
create table reminder_months (
  channel text not null,
  month text not null,
  done_at text not null,
  primary key (channel, month)
) strict, without rowid;

-- Limits that were told to a channel, or passed before anybody watched.
create table reached_limits (
  channel text not null,
  limit_key text not null,
  reached_at text not null,
  primary key (channel, limit_key)
) strict, without rowid;

-- One row per pool and week: what the picture of the fleet is drawn from.
create table pool_history (
  week_on text not null,
  cluster_id text not null,
  node_pool text not null,
  status text not null,
  version text,
  images_behind integer not null,
  age_days integer,
  primary key (week_on, cluster_id, node_pool)
) strict, without rowid;
