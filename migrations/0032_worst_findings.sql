-- Which of the findings of a node pool, or of a cluster as a whole, is the worst: such places are counted and listed in
-- each answer, and of a large fleet were put together out of all findings every time.
alter table findings add column is_worst integer not null default 0;
drop index findings_by_pool;
create index findings_by_cluster on findings (cluster_id);
create index findings_places on findings (cluster_id, node_pool, severity, due_on, cluster) where is_worst;
drop index findings_by_urgency;
create index findings_by_urgency on findings (
  case severity when 'critical' then 0 when 'high' then 1 when 'medium' then 2 when 'low' then 3 else 4 end,
  coalesce(due_on, '9999'), cluster
) where is_worst;
-- They are marked when findings are worked out anew, which is next.
delete from settings where key = 'findings';
