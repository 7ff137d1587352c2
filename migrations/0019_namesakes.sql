-- A cluster is shown under another title while another one has its name: what changes of one changes the other.
-- A name that thousands of clusters have costs each of them no look at the others: only the first namesake changes a title, and
-- one of the same resource group in another subscription, whose ID is the same from there on.
create index clusters_by_group on clusters (substr(id, instr(id, '/resourcegroups/')));
create trigger namesakes_inserted after insert on clusters begin
  replace into cluster_changes (cluster_id) select id from clusters
    where substr(id, instr(id, '/resourcegroups/')) = substr(new.id, instr(new.id, '/resourcegroups/')) and id <> new.id;
  replace into cluster_changes (cluster_id) select id from clusters
    where lower(name) = lower(new.name) and id <> new.id and 3 > (
      select count(*) from (
        select 1 from clusters n where lower(n.name) = lower(new.name) and n.vanished_at is null limit 3));
end;
create trigger namesakes_updated after update of name, vanished_at on clusters
when old.name <> new.name or old.vanished_at is not new.vanished_at begin
  replace into cluster_changes (cluster_id) select id from clusters
    where substr(id, instr(id, '/resourcegroups/')) = substr(new.id, instr(new.id, '/resourcegroups/')) and id <> new.id;
  replace into cluster_changes (cluster_id) select id from clusters
    where lower(name) = lower(new.name) and id <> new.id and 3 > (
      select count(*) from (
        select 1 from clusters n where lower(n.name) = lower(new.name) and n.vanished_at is null limit 3));
  replace into cluster_changes (cluster_id) select id from clusters
    where lower(old.name) <> lower(new.name) and lower(name) = lower(old.name) and 3 > (
      select count(*) from (
        select 1 from clusters n where lower(n.name) = lower(old.name) and n.vanished_at is null limit 3));
end;
create trigger namesakes_deleted after delete on clusters begin
  replace into cluster_changes (cluster_id) select id from clusters
    where substr(id, instr(id, '/resourcegroups/')) = substr(old.id, instr(old.id, '/resourcegroups/'));
  replace into cluster_changes (cluster_id) select id from clusters
    where lower(name) = lower(old.name) and 3 > (
      select count(*) from (
        select 1 from clusters n where lower(n.name) = lower(old.name) and n.vanished_at is null limit 3));
end;
