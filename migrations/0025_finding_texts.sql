-- What is found follows from everything else, and is worked out anew: of it only what is open is kept. The same words are
-- found on thousands of pools, and are kept once; where they stand apart, a day that passes in all of them writes little.
drop table findings;
create table finding_texts (
  id integer primary key,
  data text not null unique
) strict;
create table findings (
  id integer primary key,
  cluster_id text not null,
  cluster text not null,
  -- How people are shown the cluster, where another one has its name.
  title text,
  node_pool text,
  rule text not null,
  subject text not null,
  severity text not null,
  due_on text,
  is_end integer not null,
  text_id integer not null
) strict;
create index findings_by_urgency on findings (
  case severity when 'critical' then 0 when 'high' then 1 when 'medium' then 2 when 'low' then 3 else 4 end,
  coalesce(due_on, '9999'), cluster
);
create index findings_by_severity on findings (severity);
create index findings_by_pool on findings (cluster_id, node_pool, severity, due_on, cluster);
create index findings_ends on findings (cluster_id, node_pool, due_on) where is_end and due_on is not null;
delete from settings where key = 'findings';
