create table commission_rule (
  tenant_id        uuid        not null,
  id               uuid        not null,
  version          integer     not null,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  deleted_at       timestamptz,
  name             text        not null,
  product_id       uuid,
  category_id      uuid,
  employee_id      uuid,
  role_id          uuid,
  -- One of the two measures.
  percent_ppm      bigint,
  amount_per_piece bigint,
  -- Empty for any.
  currency         text        not null,
  priority         integer     not null,
  starts_at        timestamptz,
  ends_at          timestamptz,
  constraint commission_rule_pkey primary key (tenant_id, id),
  constraint commission_rule_employee_fkey foreign key (tenant_id, employee_id) references employee (tenant_id, id),
  constraint commission_rule_measure_check check (num_nonnulls(percent_ppm, amount_per_piece) = 1)
);
create index commission_rule_employee_idx on commission_rule (tenant_id, employee_id, id) where employee_id is not null;
create index commission_rule_product_idx on commission_rule (tenant_id, product_id, id) where product_id is not null;

-- Every version of a rule: an order earns by the rules as they were when it was completed, also where its event comes late. Rows are never changed.
create table commission_rule_version (
  tenant_id        uuid        not null,
  rule_id          uuid        not null,
  version          integer     not null,
  stored_at        timestamptz not null,
  deleted          boolean     not null,
  product_id       uuid,
  category_id      uuid,
  employee_id      uuid,
  role_id          uuid,
  percent_ppm      bigint,
  amount_per_piece bigint,
  currency         text        not null,
  priority         integer     not null,
  starts_at        timestamptz,
  ends_at          timestamptz,
  constraint commission_rule_version_pkey primary key (tenant_id, rule_id, version),
  constraint commission_rule_version_rule_fkey foreign key (tenant_id, rule_id) references commission_rule (tenant_id, id)
);

-- The ledger of commissions: what is due to an employee is the sum of the amounts. Rows are never changed.
create table commission (
  tenant_id      uuid        not null,
  id             uuid        not null,
  version        integer     not null,
  -- The time of recording.
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  -- No foreign key: orders may name people who were never employees here.
  employee_id    uuid        not null,
  kind           text        not null,
  amount         bigint      not null,
  currency       text        not null,
  order_id       uuid,
  item_id        uuid,
  -- The return that took back; null of others.
  return_id      uuid,
  receipt_number text        not null,
  business_date  date,
  net            bigint,
  quantity       bigint      not null,
  rule_id        uuid,
  rule_version   integer     not null,
  reference      text        not null,
  occurred_at    timestamptz not null,
  constraint commission_pkey primary key (tenant_id, id)
);
-- A line earns once, and gives back once for each return.
create unique index commission_earned_key on commission (tenant_id, order_id, item_id) where kind = 'EARNED';
create unique index commission_taken_back_key on commission (tenant_id, order_id, item_id, return_id) where kind = 'TAKEN_BACK';
create index commission_employee_idx on commission (tenant_id, employee_id, id);
create index commission_statement_idx on commission (tenant_id, employee_id, currency, created_at) include (kind, amount);
create index commission_created_at_idx on commission (tenant_id, created_at);
create index commission_order_idx on commission (tenant_id, order_id, id);
create index commission_kind_idx on commission (tenant_id, kind, id);
