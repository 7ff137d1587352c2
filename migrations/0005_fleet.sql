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
