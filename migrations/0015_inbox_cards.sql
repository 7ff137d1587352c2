-- The local inbox keeps cards. Rows of earlier versions keep the blocks that Slack would have been sent, and are drawn
-- from their text, which says everything.
alter table inbox_messages add column card text;
