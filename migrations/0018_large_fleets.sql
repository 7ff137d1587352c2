-- Name of the cluster: what is equally urgent is read in the order in which people see it.
alter table findings add column cluster text not null default '';
update findings set cluster = data ->> '$.cluster' where json_valid(data);
drop index findings_by_urgency;
create index findings_by_urgency on findings (
  case severity when 'critical' then 0 when 'high' then 1 when 'medium' then 2 when 'low' then 3 else 4 end,
  coalesce(due_on, '9999'), cluster, key
) where resolved_at is null;
-- What is counted and ordered of the findings of some clusters stands in the index: a row is some kilobytes of text.
drop index findings_open;
create index findings_by_pool on findings (cluster_id, node_pool, severity, due_on, cluster) where resolved_at is null;
-- The oldest report of all, and those older than a day.
create index clusters_by_age on clusters (as_of) where vanished_at is null;
-- Most node pools of a large fleet are Linux.
create index node_pools_on_windows on node_pools (cluster_id) where os_type = 'Windows' and vanished_at is null;
