-- The feed by a counter. Each transaction raises the counter of its tenant as the last thing before its commit, and its events get the
-- numbers up to there: so numbers are in the order of commits, and a reader asks for what is above the last it has seen.

-- The owner, too, is bound by row-level security where it is forced; then these statements would find no rows.
alter table outbox no force row level security;

drop index outbox_position_idx;
alter table outbox alter column number drop identity;
update outbox event set number = numbered.number
from (
  select tenant_id, id, row_number() over (partition by tenant_id order by position, number) as number from outbox
) numbered
where event.tenant_id = numbered.tenant_id and event.id = numbered.id;
alter table outbox
  drop column xid,
  drop column position;
create unique index outbox_number_idx on outbox (tenant_id, number);

-- The number of the last event of a tenant.
create table feed_counter (
  tenant_id uuid   not null,
  last      bigint not null,
  constraint feed_counter_pkey primary key (tenant_id)
);
insert into feed_counter (tenant_id, last) select tenant_id, count(*) from outbox group by tenant_id;

alter table outbox force row level security;

-- Cursors of earlier versions have another form and are refused. So it no longer matters what was deleted before, and no event that is
-- kept has been deleted up to its new number.
truncate outbox_retention;
alter table outbox_retention drop column position;

-- A consumer cannot translate its cursor: the events may be in another database. It begins with the oldest event that is kept, and
-- applying an event again changes nothing.
truncate consumer_cursor;
