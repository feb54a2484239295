create table cake (
  tenant_id uuid   not null,
  id        uuid   not null,
  version   bigint not null,
  constraint cake_pkey primary key (tenant_id, id)
);
