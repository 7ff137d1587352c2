-- The catalogue is built anew as a whole and read as a whole, so its parts need no columns and no tables of their own; what
-- regions have is one row, as it is one document.
create table catalogue_entries (
  id integer primary key,
  part text not null,
  -- What people call it.
  name text not null,
  data text not null
) strict;
insert into catalogue_entries (part, name, data) select 'images', version, data from node_images order by rowid;
insert into catalogue_entries (part, name, data)
select 'retirements', subject || ' ' || phase, data from retirements order by rowid;
insert into catalogue_entries (part, name, data)
select 'kubernetesVersions', minor, data from kubernetes_versions order by rowid;
insert into catalogue_entries (part, name, data)
select 'regions', 'all', json_object('arrivals', json((
  select json_group_array(json_object(
    'osSku', os_sku, 'generation', generation, 'region', region, 'version', version, 'arrivedOn', arrived_on,
    'isArriving', json(iif(is_arriving, 'true', 'false'))) order by id)
  from image_arrivals)));
drop table node_images;
drop table retirements;
drop table kubernetes_versions;
drop table image_arrivals;
-- Nobody asked for it.
alter table pool_history drop column images_behind;

-- The end of long-term support is an end of support, of the plan that stands beside it.
update outbox set content = replace(content, '"phase":"end-of-lts"', '"phase":"retirement"')
where instr(content, '"phase":"end-of-lts"') > 0;
update reminders set content = replace(content, '"phase":"end-of-lts"', '"phase":"retirement"')
where instr(content, '"phase":"end-of-lts"') > 0;
