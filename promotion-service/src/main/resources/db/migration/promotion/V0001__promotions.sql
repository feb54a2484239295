create table promotion (
  tenant_id    uuid        not null,
  id           uuid        not null,
  version      integer     not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  deleted_at   timestamptz,
  name         text        not null,
  -- Empty for the name.
  receipt_text text        not null,
  description  text        not null,
  state        text        not null,
  -- The message PromotionRules.
  rules        jsonb       not null,
  -- The message PromotionLimits; null for none.
  limits       jsonb,
  constraint promotion_pkey primary key (tenant_id, id)
);
create index promotion_active_idx on promotion (tenant_id, id) where state = 'ACTIVE' and deleted_at is null;

-- Every version of a promotion, as returns need it: what was sold is priced by the rules of then. Rows are never changed.
create table promotion_version (
  tenant_id    uuid        not null,
  promotion_id uuid        not null,
  version      integer     not null,
  stored_at    timestamptz not null,
  receipt_text text        not null,
  rules        jsonb       not null,
  limits       jsonb,
  constraint promotion_version_pkey primary key (tenant_id, promotion_id, version),
  constraint promotion_version_promotion_fkey foreign key (tenant_id, promotion_id) references promotion (tenant_id, id)
);
