-- What earlier versions saved of nodes, images and the inbox, as it is saved today.

-- Of nodes, only the pool that they showed was kept: now it is so many nodes that show it. Nor was it kept of each
-- whether it is a Spot node. A cluster at a time: the nodes of a large fleet together take more memory than there is.
create temp table numbers (number integer primary key);
insert into numbers with recursive n (number) as (select 1 union all select number + 1 from n limit 10000) select number from n;
-- No cluster is another one by this.
drop trigger clusters_updated;
-- What a statement may have to undo is in memory as well: each takes a twentieth of the clusters.
create temp table twentieths (number integer primary key);
create temp trigger twentieth_is_due after insert on twentieths begin
  update clusters set pools = (
  select json_group_array(json(case
    when iif(pool.type = 'object', json_type(pool.value, '$.evidence.nodes') is not 'object', true) then clusters.pools -> pool.fullkey
    when json_type(pool.value, '$.evidence.nodes.nodes') is null then json_remove(
      json_set(pool.value, '$.evidence.nodes.nodes', json((
        select json_group_array(json_object(
          'name', printf('%s %s %05d', shown ->> '$.name', nullif(image.key, ''), number),
          'mode', shown ->> '$.mode', 'osType', shown ->> '$.osType', 'osSku', shown ->> '$.osSku',
          'imageName', nullif(image.key, ''), 'vmSize', shown ->> '$.vmSize', 'type', shown ->> '$.type',
          'fips', nullif(json_type(shown, '$.fipsEnabled'), 'null'),
          'priority', iif(json_type(shown, '$.spot') = 'object', 'spot', null),
          'kubernetesVersion', shown ->> '$.kubernetesVersion', 'windowsUpdate', shown ->> '$.windowsUpdate',
          'isProvisioned', json(iif(shown ->> '$.isProvisioned', 'true', 'false'))) order by nullif(image.key, ''), number)
        from (select coalesce(pool.value -> '$.evidence.nodes.pool', pool.value) as shown),
          json_each(iif(json_type(shown, '$.nodeImages') = 'object' and shown -> '$.nodeImages' <> '{}',
            shown -> '$.nodeImages', json_object('', coalesce(shown ->> '$.count', 1)))) image
          cross join numbers where image.type = 'integer' and number <= image.value))),
      '$.evidence.nodes.pool')
    when json_type(pool.value, '$.evidence.nodes.nodes') = 'array' then
      json_set(pool.value, '$.evidence.nodes.nodes', json((
        select json_group_array(json(iif(node.type = 'object',
          json_insert(iif(node.type = 'object', node.value, '{}'), '$.priority', null), pool.value -> node.fullkey)))
        from json_each(pool.value, '$.evidence.nodes.nodes') node)))
    else pool.value end))
  from json_each(clusters.pools) pool)
  where rowid > (select max(rowid) from clusters) * new.number / 20
    and rowid <= (select max(rowid) from clusters) * (new.number + 1) / 20
    and instr(pools, '"nodes":{') > 0 and iif(json_valid(pools), json_type(pools) = 'array', 0);
end;
insert into twentieths values (0); insert into twentieths values (1); insert into twentieths values (2); insert into twentieths values (3);
insert into twentieths values (4); insert into twentieths values (5); insert into twentieths values (6); insert into twentieths values (7);
insert into twentieths values (8); insert into twentieths values (9); insert into twentieths values (10); insert into twentieths values (11);
insert into twentieths values (12); insert into twentieths values (13); insert into twentieths values (14); insert into twentieths values (15);
insert into twentieths values (16); insert into twentieths values (17); insert into twentieths values (18); insert into twentieths values (19);
drop table twentieths;
create trigger clusters_updated after update of name, data, pools, manual_ownership, node_group, vanished_at on clusters begin
  delete from cluster_changes where cluster_id = new.id;
  insert into cluster_changes (cluster_id) values (new.id);
end;
-- Clusters that a change can be taken back to have pools as well.
update audit_log set undo = (
  select json_group_array(json(iif(
    iif(step.type = 'object', json_type(step.value, '$.cluster.nodePools') is not 'array', true),
    audit_log.undo -> step.fullkey,
    json_set(iif(step.type = 'object', step.value, '{}'), '$.cluster.nodePools', json((
  select json_group_array(json(case
    when iif(pool.type = 'object', json_type(pool.value, '$.evidence.nodes') is not 'object', true) then step.value -> pool.fullkey
    when json_type(pool.value, '$.evidence.nodes.nodes') is null then json_remove(
      json_set(pool.value, '$.evidence.nodes.nodes', json((
        select json_group_array(json_object(
          'name', printf('%s %s %05d', shown ->> '$.name', nullif(image.key, ''), number),
          'mode', shown ->> '$.mode', 'osType', shown ->> '$.osType', 'osSku', shown ->> '$.osSku',
          'imageName', nullif(image.key, ''), 'vmSize', shown ->> '$.vmSize', 'type', shown ->> '$.type',
          'fips', nullif(json_type(shown, '$.fipsEnabled'), 'null'),
          'priority', iif(json_type(shown, '$.spot') = 'object', 'spot', null),
          'kubernetesVersion', shown ->> '$.kubernetesVersion', 'windowsUpdate', shown ->> '$.windowsUpdate',
          'isProvisioned', json(iif(shown ->> '$.isProvisioned', 'true', 'false'))) order by nullif(image.key, ''), number)
        from (select coalesce(pool.value -> '$.evidence.nodes.pool', pool.value) as shown),
          json_each(iif(json_type(shown, '$.nodeImages') = 'object' and shown -> '$.nodeImages' <> '{}',
            shown -> '$.nodeImages', json_object('', coalesce(shown ->> '$.count', 1)))) image
          cross join numbers where image.type = 'integer' and number <= image.value))),
      '$.evidence.nodes.pool')
    when json_type(pool.value, '$.evidence.nodes.nodes') = 'array' then
      json_set(pool.value, '$.evidence.nodes.nodes', json((
        select json_group_array(json(iif(node.type = 'object',
          json_insert(iif(node.type = 'object', node.value, '{}'), '$.priority', null), pool.value -> node.fullkey)))
        from json_each(pool.value, '$.evidence.nodes.nodes') node)))
    else pool.value end))
  from json_each(iif(step.type = 'object', step.value, '{}'), '$.cluster.nodePools') pool))))))
  from json_each(audit_log.undo) step)
where instr(undo, '"nodes":{') > 0 and iif(json_valid(undo), json_type(undo) = 'array', 0);
drop table numbers;

-- Nobody knew the steps of the life of an image.
update catalogue_entries set data = json_insert(data, '$.life', json('[]')) where part = 'images' and json_valid(data);
update catalogue_changes set change = json_insert(change, '$.image.life', json('[]'))
where iif(json_valid(change), json_type(change, '$.image') = 'object', 0);

-- Before there were cards, messages of the inbox were kept with the chat's markup: of links the words are left.
create temp table plain_texts as
with recursive
  pieces (ts, number, piece, rest) as (
    select ts, 0, '', text || '<' from inbox_messages where card is null
    union all
    select ts, number + 1, substr(rest, 1, instr(rest, '<') - 1), substr(rest, instr(rest, '<') + 1) from pieces where rest <> ''
  ),
  -- Behind a `<`: `address|words>` and what follows.
  tags as (select *, substr(piece, 1, max(instr(piece, '>') - 1, 0)) as tag from pieces where number > 0)
select ts, group_concat(case
  when number = 1 then piece
  when instr(tag, '|') > 0 and instr(tag, char(10)) = 0 then substr(tag, instr(tag, '|') + 1) || substr(piece, instr(piece, '>') + 1)
  else '<' || piece end, '' order by number) as text
from tags group by ts;
update inbox_messages set text = replace(replace(replace(plain_texts.text, '&lt;', '<'), '&gt;', '>'), '&amp;', '&')
from plain_texts where plain_texts.ts = inbox_messages.ts;
drop table plain_texts;
