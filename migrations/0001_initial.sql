-- Sources: where polling goes on, and how it has been going.
create table source_states (
  source text primary key,
  cursor text not null default '{}',
  -- External IDs it listed last, where it lists more than it delivers.
  listed text,
  last_attempt_at text,
  last_success_at text,
  last_error text,
  last_error_code text,
  retry_at text,
  failures integer not null default 0
) strict;

-- Raw documents; every version of an edited body is kept.
create table documents (
  id integer primary key,
  source text not null,
  external_id text not null,
  title text not null,
  url text not null,
  published_at text,
  first_seen_at text not null,
  vanished_at text,
  unique (source, external_id)
) strict;

create table document_versions (
  id integer primary key,
  document_id integer not null references documents (id) on delete cascade,
  version integer not null,
  title text not null,
  body text not null,
  body_hash text not null,
  seen_at text not null,
  -- Instant its announcements were saved; null = still to be read.
  read_at text,
  unique (document_id, version)
) strict;
create index document_versions_unread on document_versions (document_id) where read_at is null;

-- Parsed facts of the newest version of each document.
create table announcements (
  id integer primary key,
  document_id integer not null references documents (id) on delete cascade,
  kind text not null,
  subject text not null,
  quote text not null,
  data text not null,
  unique (document_id, kind, subject, quote)
) strict;

-- The catalogue: what is true now, rebuilt from the announcements.
create table node_images (
  version text primary key,
  os_sku text not null,
  built_on text not null,
  state text not null,
  announcement_id integer references announcements (id) on delete set null,
  data text not null
) strict;
create index node_images_by_sku on node_images (os_sku, built_on desc);

create table retirements (
  subject text not null,
  phase text not null,
  date text,
  announcement_id integer references announcements (id) on delete set null,
  data text not null,
  primary key (subject, phase)
) strict;

create table kubernetes_versions (
  minor text primary key,
  data text not null
) strict;

-- What each reading changed; planned_at is set in the transaction that fills the outbox.
create table catalogue_changes (
  id integer primary key,
  detected_at text not null,
  change text not null,
  planned_at text
) strict;
create index catalogue_changes_unplanned on catalogue_changes (id) where planned_at is null;

-- The fleet.
create table clusters (
  id text primary key,
  name text not null,
  data text not null,
  -- Ownership typed by hand; it wins over tags on the Azure resource.
  manual_ownership text,
  as_of text not null,
  registered_at text not null,
  vanished_at text
) strict;
create index clusters_by_name on clusters (name);

create table node_pools (
  cluster_id text not null references clusters (id) on delete cascade,
  name text not null,
  os_type text not null,
  os_sku text,
  node_image_version text,
  data text not null,
  vanished_at text,
  primary key (cluster_id, name)
) strict;
create index node_pools_by_os on node_pools (os_type, os_sku);

-- Findings: opened, changed, resolved.
create table findings (
  key text primary key,
  cluster_id text not null,
  node_pool text,
  rule text not null,
  severity text not null,
  due_on text,
  data text not null,
  opened_at text not null,
  changed_at text not null,
  resolved_at text
) strict;
create index findings_open on findings (cluster_id) where resolved_at is null;

create table channel_subscriptions (
  id integer primary key,
  channel text not null,
  data text not null,
  disabled_reason text,
  created_at text not null
) strict;
create index channel_subscriptions_by_channel on channel_subscriptions (channel);

-- The outbox: committed together with the finding or change that caused it.
create table outbox (
  id integer primary key,
  channel text not null,
  dedupe_key text not null,
  kind text not null,
  content text not null,
  state text not null default 'pending'
    check (state in ('pending', 'sending', 'retrying', 'delivered', 'dead', 'dropped')),
  due_at text not null,
  attempts integer not null default 0,
  attempted_at text,
  last_error text,
  message_ts text,
  -- Set after an attempt whose answer was lost: the history is asked before anything is sent again.
  ambiguous integer not null default 0,
  plain_text integer not null default 0,
  created_at text not null,
  delivered_at text,
  unique (channel, dedupe_key)
) strict;
create index outbox_due on outbox (due_at, id) where state in ('pending', 'sending', 'retrying');

create table delivery_attempts (
  id integer primary key,
  outbox_id integer not null references outbox (id) on delete cascade,
  attempted_at text not null,
  outcome text not null,
  detail text
) strict;
create index delivery_attempts_by_entry on delivery_attempts (outbox_id);

-- Messages taken by the local inbox when Slack is not configured.
create table inbox_messages (
  ts text primary key,
  channel text not null,
  dedupe_key text not null,
  thread_ts text,
  text text not null,
  blocks text not null,
  posted_at text not null
) strict;
create index inbox_messages_by_key on inbox_messages (channel, dedupe_key);

create table settings (
  key text primary key,
  value text not null
) strict;

-- One process works, the other waits.
create table leases (
  name text primary key,
  holder text not null,
  expires_at text not null
) strict;
