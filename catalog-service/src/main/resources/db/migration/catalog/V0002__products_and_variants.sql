-- Texts are matched by trigrams for a search that forgives typing errors.
create extension if not exists pg_trgm with schema public;

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
