-- A cluster is shown under another title while another one has its name: what changes of one changes the other.
create trigger namesakes_inserted after insert on clusters begin
  replace into cluster_changes (cluster_id)
    select id from clusters where lower(name) = lower(new.name) and id <> new.id;
end;
create trigger namesakes_updated after update of name, vanished_at on clusters
when old.name <> new.name or old.vanished_at is not new.vanished_at begin
  replace into cluster_changes (cluster_id)
    select id from clusters where lower(name) in (lower(old.name), lower(new.name)) and id <> new.id;
end;
create trigger namesakes_deleted after delete on clusters begin
  replace into cluster_changes (cluster_id) select id from clusters where lower(name) = lower(old.name);
end;
