create table customer (
  tenant_id             uuid        not null,
  id                    uuid        not null,
  version               integer     not null,
  created_at            timestamptz not null,
  updated_at            timestamptz not null,
  deleted_at            timestamptz,
  number                text        not null,
  -- As given; empty where given and family name are all.
  display_name          text        not null,
  given_name            text        not null,
  family_name           text        not null,
  email                 text        not null,
  -- E.164.
  phone                 text        not null,
  other_phones          text[]      not null,
  addresses             jsonb       not null,
  -- A year of 0 where only day and month are known; all 0 where it is not known.
  birth_year            integer     not null,
  birth_month           integer     not null,
  birth_day             integer     not null,
  tax_number            text        not null,
  groups                text[]      not null,
  tags                  text[]      not null,
  notes                 text        not null,
  preferred_location_id uuid,
  consent_granted       boolean,
  consent_at            timestamptz,
  consent_source        text        not null,
  external_ids          jsonb       not null,
  active                boolean     not null,
  merged_into           uuid,
  anonymized_at         timestamptz,
  -- Found through the index as it stands: lower() in a condition is not leakproof, so row-level security would keep it from the index.
  email_key             text        not null generated always as (lower(email)) stored,
  constraint customer_pkey primary key (tenant_id, id),
  constraint customer_number_key unique (tenant_id, number),
  constraint customer_merged_into_fkey foreign key (tenant_id, merged_into) references customer (tenant_id, id),
  constraint customer_merged_into_check check (merged_into <> id)
);
create unique index customer_email_key on customer (tenant_id, email_key) where deleted_at is null and email_key <> '';
create index customer_updated_at_idx on customer (tenant_id, updated_at, id);

-- The last number given to a customer.
create table customer_counter (
  tenant_id   uuid   not null,
  last_number bigint not null,
  constraint customer_counter_pkey primary key (tenant_id)
);
