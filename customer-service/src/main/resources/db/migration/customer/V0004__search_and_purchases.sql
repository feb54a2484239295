-- Words are matched by trigrams for a search that forgives typing errors, in indexes that begin with the tenant.
-- Another service may have made them; "if not exists" would warn of that at each first start.
do $$
begin
  if not exists (select from pg_extension where extname = 'pg_trgm') then
    create extension pg_trgm with schema public;
  end if;
  if not exists (select from pg_extension where extname = 'btree_gin') then
    create extension btree_gin with schema public;
  end if;
end
$$;

-- The words by which a customer is found. Byte order, so that a prefix is a range of the primary key.
create table search_word (
  tenant_id   uuid             not null,
  word        text collate "C" not null,
  customer_id uuid             not null,
  -- True if the word is a whole number, telephone number or e-mail address: finding that is finding exactly who was meant.
  code        boolean          not null,
  constraint search_word_pkey primary key (tenant_id, word, customer_id) include (code)
);
create index search_word_customer_idx on search_word (tenant_id, customer_id, word);

-- Every word that customers have, once, that a misspelt one may be meant for.
create table search_vocabulary (
  tenant_id uuid             not null,
  word      text collate "C" not null,
  constraint search_vocabulary_pkey primary key (tenant_id, word)
);
create index search_vocabulary_word_idx on search_vocabulary using gin (tenant_id, word gin_trgm_ops);

-- A completed order of a customer. The customer need not exist: it may be created with the id later.
create table purchase (
  tenant_id      uuid        not null,
  order_id       uuid        not null,
  customer_id    uuid        not null,
  receipt_number text        not null,
  location_id    uuid,
  business_date  date,
  total          bigint      not null,
  currency       text        not null,
  completed_at   timestamptz not null,
  constraint purchase_pkey primary key (tenant_id, order_id)
);
create index purchase_customer_idx on purchase (tenant_id, customer_id, completed_at, order_id);

-- The sums of a customer's purchases, kept in the transaction that adds a purchase.
create table purchase_figures (
  tenant_id      uuid        not null,
  customer_id    uuid        not null,
  currency       text        not null,
  purchases      bigint      not null,
  spent          numeric     not null,
  first_visit_at timestamptz not null,
  last_visit_at  timestamptz not null,
  constraint purchase_figures_pkey primary key (tenant_id, customer_id, currency)
);

-- How far the orders that were completed before there were customers are booked.
create table old_orders (
  tenant_id  uuid    not null,
  page_token text    not null,
  done       boolean not null,
  constraint old_orders_pkey primary key (tenant_id)
);

-- The events of a customer, which are rewritten when it is anonymised; and those who were merged into it.
create index outbox_customer_idx on outbox (tenant_id, aggregate_id) where aggregate_type = 'Customer';
create index customer_merged_into_idx on customer (tenant_id, merged_into) where merged_into is not null;
