-- Which clusters were told of again, as they were, in order: nothing is worked out anew for another instant alone.
create table cluster_datings (
  seq integer primary key autoincrement,
  cluster_id text not null unique
) strict;
create trigger clusters_dated after update of as_of, evidence on clusters begin
  delete from cluster_datings where cluster_id = new.id;
  insert into cluster_datings (cluster_id) values (new.id);
end;
create trigger clusters_forgotten after delete on clusters begin
  delete from cluster_datings where cluster_id = old.id;
end;
drop trigger clusters_updated;
create trigger clusters_updated after update of name, data, manual_ownership, node_group, vanished_at on clusters begin
  delete from cluster_changes where cluster_id = new.id;
  insert into cluster_changes (cluster_id) values (new.id);
end;
