-- What somebody with a scope allowed somebody without it to do, once. Rows are kept: they say who approved.
create table approval (
  tenant_id        uuid        not null,
  id               uuid        not null,
  version          integer     not null,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  action           text        not null,
  resource_id      uuid        not null,
  approved_by      uuid        not null,
  approved_by_name text        not null,
  requested_by     uuid        not null,
  register_id      uuid,
  location_id      uuid        not null,
  approved_at      timestamptz not null,
  expires_at       timestamptz not null,
  -- The call that has used it; null while there is none.
  used_by_rpc      text,
  request_hash     text,
  call_key         text,
  used_at          timestamptz,
  constraint approval_pkey primary key (tenant_id, id),
  constraint approval_approver_fkey foreign key (tenant_id, approved_by) references employee (tenant_id, id),
  constraint approval_used_check check ((used_at is null) = (used_by_rpc is null or request_hash is null or call_key is null))
);
