-- How the whole fleet stood each week: counted when it is recorded, not from every pool each time somebody looks.
create table fleet_weeks (
  week_on text not null,
  status text not null,
  pools integer not null,
  primary key (week_on, status)
) strict, without rowid;

insert into fleet_weeks (week_on, status, pools)
select week_on, status, count(*) from pool_history group by week_on, status;
