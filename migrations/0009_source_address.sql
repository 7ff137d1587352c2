-- Where a source was asked last, as a hash, for one whose address can be set: a corrected address is asked at once.
alter table source_states add column address_hash text;
