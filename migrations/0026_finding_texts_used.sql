-- Which words nothing is found with any more, without reading all that is found.
create index findings_by_text on findings (text_id);
