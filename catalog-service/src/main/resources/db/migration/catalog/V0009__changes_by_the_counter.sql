-- The delta that terminals read has the numbers of the events: a change gets the last number of its transaction.

-- The owner, too, is bound by row-level security where it is forced; then these statements would find no rows.
alter table catalog_change no force row level security;
alter table feed_counter no force row level security;

alter table catalog_change add column number bigint;
update catalog_change change set number = numbered.number
from (
  select tenant_id, resource_type, resource_id, row_number() over (partition by tenant_id order by xid, resource_id, resource_type) as number
  from catalog_change
) numbered
where change.tenant_id = numbered.tenant_id and change.resource_type = numbered.resource_type
  and change.resource_id = numbered.resource_id;
alter table catalog_change
  alter column number set not null,
  drop column xid;
create index catalog_change_number_idx on catalog_change (tenant_id, number, resource_id, resource_type);

-- Later changes come after these. There may be more of them than events, of which the old ones are deleted.
insert into feed_counter as counter (tenant_id, last) select tenant_id, count(*) from catalog_change group by tenant_id
on conflict (tenant_id) do update set last = greatest(counter.last, excluded.last);

alter table catalog_change force row level security;
alter table feed_counter force row level security;
