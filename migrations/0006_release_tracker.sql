-- Part of the catalogue: which region has which Windows image, as the release tracker told it last.
create table image_arrivals (
  id integer primary key,
  os_sku text not null,
  generation integer not null,
  region text not null,
  version text not null,
  arrived_on text,
  is_arriving integer not null,
  batch integer,
  unique (os_sku, generation, region, version)
) strict;
