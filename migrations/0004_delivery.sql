-- What delivery has to remember, so that nothing is lost or repeated whatever happens in between.
alter table outbox add column operation text not null default 'post' check (operation in ('post', 'update', 'reply'));
-- Dedupe key of the message that is updated or answered.
alter table outbox add column parent_key text;
-- Wall clock, as Slack's own: from here on the history is asked.
alter table outbox add column first_attempted_at text;
-- Wall clock: before it, "not in the history" may only mean "not there yet".
alter table outbox add column settles_at text;
-- Looks into the history since the last attempt.
alter table outbox add column looks integer not null default 0;
-- When the operators were told that it was given up.
alter table outbox add column reported_at text;

drop index outbox_due;
create index outbox_unfinished on outbox (channel, id) where state in ('pending', 'sending', 'retrying');
create index outbox_unreported on outbox (id) where state in ('dead', 'dropped') and reported_at is null;
create index outbox_by_parent on outbox (channel, parent_key) where parent_key is not null;
create index outbox_release_news on outbox (json_extract(content, '$.release.tag')) where kind = 'release-news';

-- First of the failures in a row, and whether the operators were told.
alter table source_states add column failing_since text;
alter table source_states add column alarmed_at text;
