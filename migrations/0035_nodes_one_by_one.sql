-- What earlier versions saved of nodes, images and the inbox, as it is saved today.

-- Of nodes, only the pool that they showed was kept: now it is so many nodes that show it. Clusters that a change can be
-- taken back to have pools as well.
create temp table pools_of_nodes as
select 'clusters' as place, c.rowid as at, 0 as step, pool.key as number, c.pools -> pool.fullkey as pool
from clusters c, json_each(iif(json_valid(c.pools), c.pools, '[]')) pool
where instr(c.pools, '"nodes":{') > 0
union all
select 'audit_log', a.id, step.key, pool.key, step.value -> pool.fullkey
from audit_log a, json_each(iif(json_valid(a.undo), a.undo, '[]')) step,
  json_each(iif(step.type = 'object', step.value, '{}'), '$.cluster.nodePools') pool
where instr(a.undo, '"nodes":{') > 0;
create temp table nodes_shown as
with recursive
  shown as (
    select rowid as id, coalesce(pool -> '$.evidence.nodes.pool', pool) as pool from pools_of_nodes
    where json_type(pool, '$.evidence.nodes') = 'object' and json_type(pool, '$.evidence.nodes.nodes') is null
  ),
  images as (
    select shown.id, pool, image.key as image, image.value as many
    from shown, json_each(coalesce(pool -> '$.nodeImages', '{}')) image
    union all
    select id, pool, null, coalesce(pool ->> '$.count', 1)
    from shown where coalesce(pool -> '$.nodeImages', '{}') = '{}'
  ),
  nodes as (
    select id, pool, image, many as number from images where many > 0
    union all
    select id, pool, image, number - 1 from nodes where number > 1
  )
select id, json_group_array(json_object(
  'name', printf('%s %s %05d', pool ->> '$.name', image, number),
  'mode', pool ->> '$.mode', 'osType', pool ->> '$.osType', 'osSku', pool ->> '$.osSku', 'imageName', image,
  'vmSize', pool ->> '$.vmSize', 'type', pool ->> '$.type', 'fips', json_type(pool, '$.fipsEnabled'),
  'priority', iif(json_type(pool, '$.spot') = 'object', 'spot', null),
  'kubernetesVersion', pool ->> '$.kubernetesVersion', 'windowsUpdate', pool ->> '$.windowsUpdate',
  'isProvisioned', json(iif(pool ->> '$.isProvisioned', 'true', 'false'))
) order by image, number) as nodes from nodes group by id;
update nodes_shown set nodes = replace(nodes, '"fips":"null"', '"fips":null');
update pools_of_nodes set pool = json_remove(
    json_set(pool, '$.evidence.nodes.nodes', json(coalesce((select nodes from nodes_shown where nodes_shown.id = pools_of_nodes.rowid), '[]'))),
    '$.evidence.nodes.pool')
where json_type(pool, '$.evidence.nodes') = 'object' and json_type(pool, '$.evidence.nodes.nodes') is null;
-- Nor was it kept of each whether it is a Spot node.
update pools_of_nodes set pool = json_set(pool, '$.evidence.nodes.nodes', json((
  select json_group_array(json(iif(node.type = 'object',
    json_insert(iif(node.type = 'object', node.value, '{}'), '$.priority', null), pool -> node.fullkey)))
  from json_each(pool, '$.evidence.nodes.nodes') node)))
where json_type(pool, '$.evidence.nodes.nodes') = 'array';
-- No cluster is another one by this.
drop trigger clusters_updated;
update clusters set pools = (
  select json_group_array(json(pool) order by number) from pools_of_nodes where place = 'clusters' and at = clusters.rowid)
where rowid in (select at from pools_of_nodes where place = 'clusters');
create trigger clusters_updated after update of name, data, pools, manual_ownership, node_group, vanished_at on clusters begin
  delete from cluster_changes where cluster_id = new.id;
  insert into cluster_changes (cluster_id) values (new.id);
end;
update audit_log set undo = (
  select json_group_array(json(iif(step.type = 'object' and json_type(iif(step.type = 'object', step.value, '{}'), '$.cluster.nodePools') = 'array',
    json_set(iif(step.type = 'object', step.value, '{}'), '$.cluster.nodePools', json((
      select json_group_array(json(pool) order by number) from pools_of_nodes
      where place = 'audit_log' and at = audit_log.id and pools_of_nodes.step = step.key))),
    undo -> step.fullkey)))
  from json_each(undo) step)
where id in (select at from pools_of_nodes where place = 'audit_log');
drop table nodes_shown;
drop table pools_of_nodes;

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
