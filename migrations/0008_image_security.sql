-- Read once before, and to be read again: what is found now is true from now on, and no news.
alter table document_versions add column reread integer not null default 0;

-- What images bring for security was not kept so far: notes files, and releases that name CVEs.
update document_versions
set read_at = null, reread = 1
where read_at is not null
  and version = (select max(version) from document_versions other where other.document_id = document_versions.document_id)
  and (
    document_id in (select id from documents where source = 'vhd-notes')
    or (document_id in (select id from documents where source = 'aks-releases') and body like '%CVE-%')
  );
