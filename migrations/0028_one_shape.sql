-- What earlier versions saved, as it is saved today: the program knows one shape of each row. What none of them saved
-- stays as it is.

-- A cluster and its pools were from one source, whose name stands with the cluster.
update node_pools set data = (
  select json_set(node_pools.data, '$.evidence', json(case c.data ->> '$.origin'
    when 'kubectl' then '{"nodes":{}}'
    when 'manual' then '{"typed":{}}'
    else json_object('azure', json_object('since', c.as_of)) end))
  from clusters c where c.id = node_pools.cluster_id)
where json_valid(data) and json_type(data, '$.evidence') is null
  and cluster_id in (select id from clusters where json_valid(data));
update clusters set evidence = case iif(json_valid(data), data ->> '$.origin', null)
    when 'kubectl' then json_object('nodes', as_of, 'kubernetesVersion', as_of)
    when 'manual' then json_object('typed', as_of, 'kubernetesVersion', as_of)
    else json_object('azure', as_of, 'described', as_of, 'kubernetesVersion', as_of) end
where evidence is null;

-- When a person typed who owns a cluster was not kept.
update clusters set manual_ownership = json_set(manual_ownership, '$.typedAt', json((
  select json_group_object(key, null) from json_each(clusters.manual_ownership)
  where key in ('channel', 'owners', 'environment') and type <> 'null' and value <> '[]')))
where iif(json_valid(manual_ownership), json_type(manual_ownership, '$.typedAt') is null, 0);

-- Nobody knew what an image does for security.
update node_images set data = json_set(data, '$.security', null)
where json_valid(data) and json_type(data, '$.security') is null;

-- Of what a source lists, the names alone were kept, without the day.
update source_states set listed = (select json_group_object(value, null) from json_each(source_states.listed)
  where type = 'text')
where iif(json_valid(listed), json_type(listed) = 'array', 0);

-- Commands stood in groups.
update inbox_messages set card = json_set(card, '$.card.parts', json((
  select json_group_array(json(iif(command.key is null, inbox_messages.card -> part.fullkey,
    json_object('kind', 'commands', 'commands', command.value -> '$.commands'))))
  from json_each(inbox_messages.card, '$.card.parts') part
    left join json_each(iif(part.type = 'object', part.value, '{}'), '$.groups') command on command.type = 'object')))
where instr(card, '"groups"') > 0 and iif(json_valid(card), json_type(card, '$.card.parts') = 'array', 0);

-- Monthly cards had no numbers of what they do not name, and no status of what they do.
create temp view monthly_cards as
select 'reminders' as place, id, content, opened_at as at from reminders where json_valid(content)
union all
select 'outbox', id, content, created_at from outbox where kind = 'upgrade-reminder' and json_valid(content);
create temp table whole_cards as
select place, id, json_set(
  json_insert(content,
    '$.plannedOn', substr(at, 1, 10), '$.resting', json('[]'), '$.waiting', json('[]'), '$.improved', json('[]'),
    '$.silences', json('[]'), '$.others', json_object(
      'unsupported', 0, 'behind', 0, 'unknown', 0, 'current', coalesce(content ->> '$.poolsOk', 0)),
    '$.others.leftToAks', 0),
  '$.items', json(iif(json_type(content, '$.items') <> 'array', content -> '$.items', (
    select json_group_array(json(case
      when item.type <> 'object' then content -> item.fullkey
      when json_type(item.value, '$.status') is not null then item.value
      else json_set(item.value, '$.status', case
        when item.value ->> '$.nodePool' is null then null
        when item.value ->> '$.targetVersion' <> coalesce(item.value ->> '$.currentVersion', '') then 'behind'
        else 'current' end) end))
    from json_each(content, '$.items') item)))) as content
from monthly_cards
where json_type(content, '$.others.leftToAks') is null or json_type(content, '$.items[0].status') is null
  or json_type(content, '$.silences') is null;
update reminders set content = whole.content from whole_cards whole
where whole.place = 'reminders' and whole.id = reminders.id;
update outbox set content = whole.content from whole_cards whole where whole.place = 'outbox' and whole.id = outbox.id;
drop table whole_cards;
drop view monthly_cards;

update outbox set content = json_insert(content, '$.leftToAks', 0)
where kind = 'watching-summary' and json_valid(content);
update outbox set content = json_insert(content, '$.named', json('[]')) where kind = 'reminder-done' and json_valid(content);
