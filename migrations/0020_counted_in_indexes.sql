-- A message of a release asks whether its own channel has it, not whom else it went to.
drop index outbox_release_news;
create index outbox_release_news on outbox (json_extract(content, '$.release.tag'), channel) where kind = 'release-news';
-- How many wait, and how many came to what end.
create index outbox_by_state on outbox (state);
-- What ends, and when, without reading what is found.
create index findings_ends on findings (cluster_id, node_pool, due_on)
  where resolved_at is null and due_on is not null and data ->> '$.traits.isEnd';
