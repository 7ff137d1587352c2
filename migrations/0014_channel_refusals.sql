-- A channel that refuses messages is no subscription that is switched off: it is tried again until it takes one, and one
-- that nobody subscribed (the default channel, one that a cluster names) can refuse as well.
create table channel_refusals (
  channel text primary key,
  reason text not null,
  since text not null,
  probed_at text not null
) strict;
insert into channel_refusals (channel, reason, since, probed_at)
  select channel, min(disabled_reason), min(created_at), min(created_at) from channel_subscriptions
  where disabled_reason is not null group by channel;
alter table channel_subscriptions drop column disabled_reason;
