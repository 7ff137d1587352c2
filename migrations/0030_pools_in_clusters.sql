-- The node pools of a cluster are told, read and saved together: they stand in its row, as a JSON list in order of their
-- names. Beside them stands how many are there, and the names of those on Windows, as a JSON list; null without any.
alter table clusters add column pools text not null default '[]';
alter table clusters add column live_pools integer not null default 0;
alter table clusters add column windows_pools text;
-- No cluster is another one by this.
drop trigger clusters_updated;
update clusters set
  pools = (
    select json_group_array(json(iif(vanished_at is null, data, json_set(data, '$.vanishedAt', vanished_at))))
    from (select data, vanished_at from node_pools
      where cluster_id = clusters.id and json_valid(data) order by name)),
  live_pools = (select count(*) from node_pools where cluster_id = clusters.id and vanished_at is null),
  windows_pools = (
    select nullif(json_group_array(name), '[]')
    from (select name from node_pools
      where cluster_id = clusters.id and os_type = 'Windows' and vanished_at is null order by name));
create trigger clusters_updated after update of name, data, pools, manual_ownership, node_group, vanished_at on clusters begin
  delete from cluster_changes where cluster_id = new.id;
  insert into cluster_changes (cluster_id) values (new.id);
end;
drop table node_pools;
-- Who asks for clusters with Windows pools reads nothing of the others, nor of those that are gone.
create index clusters_on_windows on clusters (id, windows_pools) where windows_pools is not null and vanished_at is null;
drop index clusters_gone;
