-- What was attempted so far, by kind of message and outcome: rows are thinned out, counters never fall.
create table delivery_totals (
  kind text not null,
  outcome text not null,
  count integer not null,
  last_at text not null,
  primary key (kind, outcome)
) strict;

insert into delivery_totals (kind, outcome, count, last_at)
  select outbox.kind, delivery_attempts.outcome, count(*), max(delivery_attempts.attempted_at)
  from delivery_attempts join outbox on outbox.id = delivery_attempts.outbox_id
  group by 1, 2;
