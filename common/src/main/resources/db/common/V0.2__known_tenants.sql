-- Which tenants have something here, for what a service does by itself for each of them. It holds no tenant's data, only that there is
-- one; so it is the one table without row-level security.
create table known_tenant (
  tenant uuid not null,
  constraint known_tenant_pkey primary key (tenant)
);
insert into known_tenant (tenant) select distinct tenant_id from outbox;
