-- As of when each source told of a cluster last (JSON); null in what an earlier version saved.
alter table clusters add column evidence text;
-- Node resource group as the label of its nodes shows it, in lower case.
alter table clusters add column node_group text;
create index clusters_by_node_group on clusters (node_group) where node_group is not null;
