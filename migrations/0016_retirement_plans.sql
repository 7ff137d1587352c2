-- Community support and long-term support of one Kubernetes minor end apart. `plan` is empty where it is not known.
create table retirements_by_plan (
  subject text not null,
  phase text not null,
  plan text not null,
  date text,
  announcement_id integer references announcements (id) on delete set null,
  data text not null,
  primary key (subject, phase, plan)
) strict;

insert into retirements_by_plan (subject, phase, plan, date, announcement_id, data)
select subject, phase, coalesce(json_extract(data, '$.plan'), ''), date, announcement_id, data from retirements order by rowid;

drop table retirements;
alter table retirements_by_plan rename to retirements;
