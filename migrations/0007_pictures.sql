-- Pictures of monthly reminders, by a digest of what they show: each is drawn and uploaded once.
create table pictures (
  digest text primary key,
  -- The image itself, for the local inbox; null where Slack keeps it.
  png blob,
  -- Slack's ID of the uploaded file.
  slack_file text,
  saved_at text not null
) strict;

-- The history of one channel's clusters is asked for when its picture is drawn.
create index pool_history_by_cluster on pool_history (cluster_id, week_on);
