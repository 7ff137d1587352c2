-- Few clusters are gone: who asks for those with Windows pools leaves them out without reading the others.
create index clusters_gone on clusters (id) where vanished_at is not null;
-- Nobody asks by it, and it was taken for the one on Windows pools.
drop index node_pools_by_os;
