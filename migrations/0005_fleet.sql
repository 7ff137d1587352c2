-- What was reported of each Windows node pool, one row for each change.
create table node_pool_observations (
  id integer primary key,
  cluster_id text not null references clusters (id) on delete cascade,
  node_pool text not null,
  observed_at text not null,
  node_image_version text,
  kubernetes_version text,
  provisioning_state text
) strict;
create index node_pool_observations_by_pool on node_pool_observations (cluster_id, node_pool, id);

-- What runs on the Windows node pools of a cluster: one row from the pods file imported last, one typed by hand.
create table workload_reports (
  cluster_id text not null references clusters (id) on delete cascade,
  origin text not null check (origin in ('pods', 'typed')),
  data text not null,
  as_of text not null,
  primary key (cluster_id, origin)
) strict;

-- Advice rests on what runs on a cluster: it counts as changed. (A history grows only when its cluster is saved.)
create trigger workload_reports_inserted after insert on workload_reports begin
  delete from cluster_changes where cluster_id = new.cluster_id;
  insert into cluster_changes (cluster_id) values (new.cluster_id);
end;
create trigger workload_reports_updated after update on workload_reports begin
  delete from cluster_changes where cluster_id = new.cluster_id;
  insert into cluster_changes (cluster_id) values (new.cluster_id);
end;
create trigger workload_reports_deleted after delete on workload_reports begin
  delete from cluster_changes where cluster_id = old.cluster_id;
  insert into cluster_changes (cluster_id) values (old.cluster_id);
end;
