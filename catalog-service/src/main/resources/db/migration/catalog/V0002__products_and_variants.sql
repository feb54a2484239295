-- Words are matched by trigrams for a search that forgives typing errors, in indexes that begin with the tenant.
create extension if not exists pg_trgm with schema public;
create extension if not exists btree_gin with schema public;

create table product (
  tenant_id    uuid        not null,
  id           uuid        not null,
  version      integer     not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  deleted_at   timestamptz,
  name         text        not null,
  sku          text        not null,
  category_id  uuid,
  description  text        not null,
  brand        text        not null,
  barcode      text        not null,
  tags         text[]      not null,
  tax_rule_ids uuid[]      not null,
  track_stock  boolean     not null,
  image_url    text        not null,
  attributes   jsonb       not null,
  active       boolean     not null,
  tax_exempt   boolean     not null,
  -- Found through the index as it stands: lower() in a condition is not leakproof, so row-level security would keep it from the index.
  sku_key      text        not null generated always as (lower(sku)) stored,
  constraint product_pkey primary key (tenant_id, id),
  constraint product_category_fkey foreign key (tenant_id, category_id) references category (tenant_id, id)
);
create unique index product_sku_key on product (tenant_id, sku_key) where deleted_at is null and sku_key <> '';
create index product_category_idx on product (tenant_id, category_id, id);
create index product_updated_at_idx on product (tenant_id, updated_at, id);

create table variant (
  tenant_id     uuid        not null,
  id            uuid        not null,
  version       integer     not null,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  deleted_at    timestamptz,
  product_id    uuid        not null,
  name          text        not null,
  sku           text        not null,
  barcode       text        not null,
  unit          text        not null,
  cost_amount   bigint,
  cost_currency text,
  attributes    jsonb       not null,
  active        boolean     not null,
  -- Found through the index as it stands: lower() in a condition is not leakproof, so row-level security would keep it from the index.
  sku_key       text        not null generated always as (lower(sku)) stored,
  constraint variant_pkey primary key (tenant_id, id),
  constraint variant_product_fkey foreign key (tenant_id, product_id) references product (tenant_id, id)
);
create unique index variant_sku_key on variant (tenant_id, sku_key) where deleted_at is null and sku_key <> '';
create index variant_product_idx on variant (tenant_id, product_id, id);

-- Every barcode that is in use, of products and variants together: one code, one thing.
create table barcode (
  tenant_id  uuid not null,
  code       text not null,
  product_id uuid not null,
  variant_id uuid,
  constraint barcode_code_key primary key (tenant_id, code),
  constraint barcode_product_fkey foreign key (tenant_id, product_id) references product (tenant_id, id),
  constraint barcode_variant_fkey foreign key (tenant_id, variant_id) references variant (tenant_id, id)
);
create index barcode_product_idx on barcode (tenant_id, product_id);

-- The words by which a live product is found: of its own and its live variants' names, brand, SKUs and barcodes, in lower case. Byte order,
-- so that a prefix is a range of the primary key.
create table search_word (
  tenant_id  uuid             not null,
  word       text collate "C" not null,
  product_id uuid             not null,
  -- Whether the word is a whole SKU or barcode: finding that is finding exactly what was meant.
  code       boolean          not null,
  constraint search_word_pkey primary key (tenant_id, word, product_id) include (code)
);
create index search_word_product_idx on search_word (tenant_id, product_id);

-- Every word, once, that a misspelt one may be meant for: words without digits, as a code that is wrong is another code. Words that are not
-- used any more stay: they lead to no product.
create table search_vocabulary (
  tenant_id uuid             not null,
  word      text collate "C" not null,
  constraint search_vocabulary_pkey primary key (tenant_id, word)
);
create index search_vocabulary_word_idx on search_vocabulary using gin (tenant_id, word gin_trgm_ops);
