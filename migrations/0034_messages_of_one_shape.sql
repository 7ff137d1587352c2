-- What earlier versions left out of their messages, as those of today have it.

-- Escalations did not say which limits they are about: all those that their channel was told of that place, once.
update outbox set content = json_set(content, '$.items', json((
  select json_group_array(json(case
    when item.type <> 'object' then outbox.content -> item.fullkey
    when json_type(item.value, '$.limits') is not null then item.value
    else json_insert(item.value, '$.limits', json((
      select json_group_array(limit_key) from reached_limits
      where channel = coalesce(outbox.content ->> '$.about', outbox.channel)
        and instr(limit_key, '/' || (item.value ->> '$.clusterId') || '/' || coalesce(item.value ->> '$.nodePool', '') || '/') > 0
        and not exists (select 1 from json_each(outbox.content, '$.items') earlier
          where earlier.key < item.key and earlier.type = 'object'
            and earlier.value ->> '$.clusterId' is item.value ->> '$.clusterId'
            and earlier.value ->> '$.nodePool' is item.value ->> '$.nodePool')))) end))
  from json_each(outbox.content, '$.items') item)))
where kind = 'escalation' and iif(json_valid(content), json_type(content, '$.items') = 'array', 0);

-- Nor did release news and the first summary say what a pool can take: the image that they are about.
update outbox set content = json_set(content, iif(kind = 'release-news', '$.images', '$.newestImages'), (
  select jsonb_group_array(iif(iif(image.type = 'object', json_type(image.value, '$.pools') is not 'array', true),
    jsonb(outbox.content -> image.fullkey),
    jsonb_set(image.value, '$.pools', (
      select jsonb_group_array(iif(pool.type <> 'object', jsonb(image.value -> pool.fullkey),
        jsonb_insert(pool.value, '$.target', image.value ->> '$.version')))
      from jsonb_each(image.value, '$.pools') pool))))
  from jsonb_each(outbox.content, iif(kind = 'release-news', '$.images', '$.newestImages')) image))
where kind in ('release-news', 'watching-summary')
  and iif(json_valid(content), json_type(content, iif(kind = 'release-news', '$.images', '$.newestImages')) = 'array', 0);

-- The first summary named every pool that is behind, and knew none of which nothing is known.
update outbox set content = json_insert(content, '$.unknown', 0, '$.poolsBehind', (
  select count(distinct pool.value ->> '$.clusterId' || '/' || (pool.value ->> '$.nodePool'))
  from jsonb_each(outbox.content, '$.newestImages') image, jsonb_each(iif(image.type = 'object', image.value, '{}'), '$.pools') pool
  where iif(pool.type = 'object', pool.value ->> '$.version' is not image.value ->> '$.version'
    and not coalesce(pool.value ->> '$.isLeftToAks', 0), 0)))
where kind = 'watching-summary' and iif(json_valid(content), json_type(content, '$.newestImages') = 'array', 0);

-- A part of a plan had its heading only.
update outbox set content = json_set(content, '$.pools[0].stages', json((
  select json_group_array(json(iif(stage.type <> 'object', outbox.content -> stage.fullkey,
    json_insert(stage.value, '$.topics', json_array((select value from json_each(
      '{"start":"Start it","repair":"Repair","prepare":"Prepare","pool-kubernetes":"Kubernetes of the pool",
        "unblock":"Move to another Windows version, before Kubernetes","kubernetes":"Kubernetes",
        "move":"Move to another Windows version","image":"Node image","network":"Network","channel":"Upgrade channel",
        "later":"When there is time"}') where key = stage.value ->> '$.stage'))))))
  from json_each(outbox.content, '$.pools[0].stages') stage)))
where kind = 'commands' and iif(json_valid(content), json_type(content, '$.pools[0].stages') = 'array', 0);
