-- The day on which regions were last read, whichever source tells of them.
alter table catalogue_versions add column regions_read_on text;
update catalogue_versions set regions_read_on =
  (select substr(last_success_at, 1, 10) from source_states where source = 'release-tracker');
