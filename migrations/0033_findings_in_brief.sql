-- A finding says its point and what to do in few words of their own, which were taken out of its sentence before, and has
-- what its rule tells of it. What is kept of open ones is worked out anew.
delete from findings;
delete from finding_texts;
delete from settings where key = 'findings';

-- Monthly cards and escalations have the findings that they were made of.
create temp view old_messages as
select 'reminders' as place, id, 'upgrade-reminder' as kind, content from reminders
union all
select 'outbox', id, kind, content from outbox where kind in ('upgrade-reminder', 'escalation');
create temp view old_items as
select place, message.id as id, kind, item.key as at, iif(item.type = 'object', item.value, '{}') as item
from old_messages message, json_each(iif(json_valid(content), content, '{}'), '$.items') item;
create temp table sentences (sentence text primary key, brief text);
insert into sentences (sentence) values ('-');
insert or ignore into sentences (sentence)
select item ->> '$.summary' from old_items where json_type(item, '$.summary') = 'text'
union
select found.value ->> '$.summary' from old_items, json_each(item, '$.findings') found
where iif(found.type = 'object', json_type(found.value, '$.summary') = 'text', 0);
create temp view clauses as
select sentence, said, substr(said, 13) as rest, min(iif(at > 0, at, null)) as acts_at
from (
  select sentence, said, verb, coalesce(nullif(instr(said, '; ' || verb), 0), instr(said, ': ' || verb)) as at
  from (select sentence, rtrim(iif(sentence like 'The %', substr(sentence, 5), sentence), '.') as said from sentences),
    (select value as verb from json_each('["upgrade ","move ","go back ","turn ","ask ","plan ","wait ","it will be done "]'))
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
    'asides', json((select json_group_array(value) from json_each('["the node OS upgrade channel NodeImage should have done it by now",
      "the Kubernetes upgrade brings the newest image","what failed or hangs is to be repaired first",
      "the pool is pinned to a snapshot, and the upgrade ends that"]') where instr(said, value) > 0)),
    'isOnceStarted', json(iif(instr(said, 'so this applies when it is started') > 0, 'true', 'false')))
  from clauses where clauses.sentence = sentences.sentence);
update sentences set brief = json_set(brief, '$.action', substr(brief ->> '$.action', 1, at - 1), '$.detail', substr(brief ->> '$.action', at))
from (
  select sentence as whole, max(instr(brief ->> '$.action', ' (supported until '),
    instr(brief ->> '$.action', ' with rebuilt container images')) as at from sentences
) where whole = sentence and at > 1;

create temp table whole_messages as
select place, message.id as id, json_set(content, '$.items', json((
  select json_group_array(json(case
    when item.type <> 'object' then content -> item.fullkey
    when kind = 'escalation' then json_insert(item.value,
      '$.brief', json((select brief from sentences where sentence in (item.value ->> '$.summary', '-') order by length(sentence) desc limit 1)))
    when json_type(item.value, '$.findings') is not 'array' then item.value
    else json_set(item.value, '$.findings', json((
      select json_group_array(json(iif(found.type <> 'object', item.value -> found.fullkey, json_insert(found.value,
        '$.brief', json((select brief from sentences where sentence in (found.value ->> '$.summary', '-') order by length(sentence) desc limit 1)),
        '$.traits', json_object(
          'settledBy', iif(found.value ->> '$.rule' in ('node-image-behind', 'node-image-age', 'node-image-withdrawn',
            'node-images-mixed', 'upgrade-without-effect'), 'node-image', null),
          'isEnd', json(iif(found.value ->> '$.rule' in ('os-sku-retirement', 'kubernetes-support'), 'true', 'false')),
          'isOptional', json(iif(found.value ->> '$.rule' in ('recommended-os-sku', 'node-subnet',
            'node-os-upgrade-channel', 'kubernetes-unknown', 'lts-patches', 'node-image-unknown',
            'container-base-updates', 'snapshot-pin', 'max-surge', 'linux-user-pool'), 'true', 'false')),
          'escalatesBy', case found.value ->> '$.rule' when 'node-image-behind' then null
            when 'node-image-age' then 'image-age' else 'due-date' end)))))
      from json_each(item.value, '$.findings') found))) end))
  from json_each(content, '$.items') item))) as content
from old_messages message
where iif(json_valid(content), json_type(content, '$.items') = 'array', 0);
update reminders set content = whole.content from whole_messages whole
where whole.place = 'reminders' and whole.id = reminders.id and whole.content <> reminders.content;
update outbox set content = whole.content from whole_messages whole
where whole.place = 'outbox' and whole.id = outbox.id and whole.content <> outbox.content;
drop table whole_messages;
drop table sentences;
drop view clauses;
drop view old_items;
drop view old_messages;
