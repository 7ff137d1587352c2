-- A finding says its point and what to do in few words of their own, which were taken out of its sentence before, and has
-- what its rule tells of it. What is kept of open ones is worked out anew.
delete from findings;
delete from finding_texts;
delete from settings where key = 'findings';

-- Monthly cards and escalations have the findings that they were made of.
create temp view old_messages as
select content from reminders
union all
select content from outbox where kind in ('upgrade-reminder', 'escalation');
create temp table sentences (sentence text primary key, brief);
insert into sentences (sentence) values ('-');
insert or ignore into sentences (sentence)
select distinct said.atom from old_messages, json_tree(iif(json_valid(content), content, '{}'), '$.items') said
where said.key = 'summary' and said.type = 'text';
create temp view clauses as
select sentence, said, substr(said, 13) as rest, min(iif(at > 0, at, null)) as acts_at
from (
  select sentence, said, verb, coalesce(nullif(instr(said, '; ' || verb), 0), instr(said, ': ' || verb)) as at
  from (select sentence, rtrim(iif(sentence like 'The %', substr(sentence, 5), sentence), '.') as said from sentences),
    (select value as verb from json_each('["upgrade ","move ","go back ","turn ","ask ","plan ","wait ","find ","look for ","guard ",
      "it will be done "]'))
) group by sentence;
update sentences set brief = (
  select json_object(
    'point', substr(said, 1, 12 + min(length(rest), ifnull(nullif(instr(rest, '; '), 0), 9999) - 1,
      ifnull(nullif(instr(rest, ': '), 0), 9999) - 1, ifnull(nullif(instr(rest, ', '), 0), 9999) - 1)),
    'action', (
      select substr(act, 1, min(length(act), ifnull(nullif(instr(act, '; '), 0), 9999) - 1,
        ifnull(nullif(instr(act, ': '), 0), 9999) - 1, ifnull(nullif(instr(act, ', '), 0), 9999) - 1))
      from (select case when acts_at is not null then substr(said, acts_at + 2)
        when instr(said, ' → ') > 0 then 'upgrade to ' || substr(said, instr(said, ' → ') + 3) end as act)
      where act is not null),
    'asides', json((select json_group_array(value order by instr(said, value)) from json_each('["the node OS upgrade channel NodeImage should have done it by now",
      "the Kubernetes upgrade brings the newest image","what failed or hangs is to be repaired first",
      "the pool is pinned to a snapshot, and the upgrade ends that"]') where instr(said, value) > 0)),
    'isOnceStarted', json(iif(instr(said, 'so this applies when it is started') > 0, 'true', 'false')))
  from clauses where clauses.sentence = sentences.sentence);
-- A comma within brackets ends no clause.
update sentences set brief = json_set(brief, '$.point', substr(brief ->> '$.point', 1, instr(brief ->> '$.point', ' (') - 1))
where brief ->> '$.point' like '% (%' and brief ->> '$.point' not like '%)%';
update sentences set brief = json_set(brief, '$.action', substr(brief ->> '$.action', 1, at - 1), '$.detail', substr(brief ->> '$.action', at))
from (
  select sentence as whole, max(instr(brief ->> '$.action', ' (supported until '),
    instr(brief ->> '$.action', ' with rebuilt container images')) as at from sentences
) where whole = sentence and at > 1;
update sentences set brief = jsonb(brief);

create temp table rules (rule text primary key, traits blob);
insert into rules
select value, jsonb_object(
  'settledBy', iif(value in ('node-image-behind', 'node-image-age', 'node-image-withdrawn',
    'node-images-mixed', 'upgrade-without-effect'), 'node-image', null),
  'isEnd', json(iif(value in ('os-sku-retirement', 'kubernetes-support'), 'true', 'false')),
  'isOptional', json(iif(value in ('recommended-os-sku', 'node-subnet', 'node-os-upgrade-channel', 'kubernetes-unknown',
    'lts-patches', 'node-image-unknown', 'container-base-updates', 'snapshot-pin', 'max-surge', 'linux-user-pool'),
    'true', 'false')),
  'escalatesBy', case value when 'node-image-behind' then null when 'node-image-age' then 'image-age' else 'due-date' end)
from json_each('["-","node-image-behind","node-image-age","node-image-withdrawn","node-images-mixed",
  "upgrade-without-effect","os-sku-retirement","kubernetes-support","recommended-os-sku","node-subnet",
  "node-os-upgrade-channel","kubernetes-unknown","lts-patches","node-image-unknown","container-base-updates",
  "snapshot-pin","max-surge","linux-user-pool"]');

-- A message at a time: all those of a large fleet together take more memory than there is.
update reminders set content = json_set(content, '$.items', (
  select jsonb_group_array(iif(iif(item.type = 'object', json_type(item.value, '$.findings') is not 'array', true),
    jsonb(reminders.content -> item.fullkey),
    jsonb_set(item.value, '$.findings', (
      select jsonb_group_array(iif(found.type <> 'object', jsonb(item.value -> found.fullkey), jsonb_insert(found.value,
        '$.brief', (select brief from sentences
          where sentence in (found.value ->> '$.summary', '-') order by length(sentence) desc limit 1),
        '$.traits', (select traits from rules
          where rule in (found.value ->> '$.rule', '-') order by length(rule) desc limit 1))))
      from jsonb_each(item.value, '$.findings') found))))
  from jsonb_each(reminders.content, '$.items') item))
where iif(json_valid(content), json_type(content, '$.items') = 'array', 0);
update outbox set content = json_set(content, '$.items', (
  select jsonb_group_array(iif(iif(item.type = 'object', json_type(item.value, '$.findings') is not 'array', true),
    jsonb(outbox.content -> item.fullkey),
    jsonb_set(item.value, '$.findings', (
      select jsonb_group_array(iif(found.type <> 'object', jsonb(item.value -> found.fullkey), jsonb_insert(found.value,
        '$.brief', (select brief from sentences
          where sentence in (found.value ->> '$.summary', '-') order by length(sentence) desc limit 1),
        '$.traits', (select traits from rules
          where rule in (found.value ->> '$.rule', '-') order by length(rule) desc limit 1))))
      from jsonb_each(item.value, '$.findings') found))))
  from jsonb_each(outbox.content, '$.items') item))
where kind = 'upgrade-reminder' and iif(json_valid(content), json_type(content, '$.items') = 'array', 0);
update outbox set content = json_set(content, '$.items', (
  select jsonb_group_array(iif(item.type <> 'object', jsonb(outbox.content -> item.fullkey), jsonb_insert(item.value,
    '$.brief', (select brief from sentences
      where sentence in (item.value ->> '$.summary', '-') order by length(sentence) desc limit 1))))
  from jsonb_each(outbox.content, '$.items') item))
where kind = 'escalation' and iif(json_valid(content), json_type(content, '$.items') = 'array', 0);
drop table rules;
drop table sentences;
drop view clauses;
drop view old_messages;
