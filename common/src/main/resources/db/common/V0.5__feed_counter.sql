-- The feed by a counter. Each transaction raises the counter of its tenant as the last thing before its commit, and its events get the
-- numbers up to there: so numbers are in the order of commits, and a reader asks for what is above the last it has seen.

-- The owner, too, is bound by row-level security where it is forced; then these statements would find no rows.
alter table outbox no force row level security;

-- A cursor of an earlier version names an event by its earlier place; Feed translates it. A later version drops these columns, with their
-- index, when no event and no cursor of before is kept. Events that are written from now on have none.
drop index outbox_position_idx;
alter table outbox alter column number drop identity;
alter table outbox rename column position to earlier_position;
alter table outbox rename column number to earlier_number;
alter table outbox
  alter column earlier_position drop default,
  alter column earlier_position drop not null,
  alter column earlier_number drop not null,
  add column number bigint;
update outbox event set number = numbered.number
from (
  select tenant_id, id, row_number() over (partition by tenant_id order by earlier_position, earlier_number) as number from outbox
) numbered
where event.tenant_id = numbered.tenant_id and event.id = numbered.id;
alter table outbox
  alter column number set not null,
  drop column xid;
create unique index outbox_number_idx on outbox (tenant_id, number);
create index outbox_earlier_idx on outbox (tenant_id, earlier_position, earlier_number) where earlier_position is not null;

-- The number of the last event of a tenant.
create table feed_counter (
  tenant_id uuid   not null,
  last      bigint not null,
  constraint feed_counter_pkey primary key (tenant_id)
);
insert into feed_counter (tenant_id, last) select tenant_id, count(*) from outbox group by tenant_id;

alter table outbox force row level security;

-- What was deleted before has no number, but its earlier place: by it a cursor of an earlier version is recognised as expired. Once an
-- event is deleted that was never at an earlier place, every such cursor has expired: that is the default.
alter table outbox_retention rename column position to earlier_position;
alter table outbox_retention rename column number to earlier_number;
alter table outbox_retention
  alter column earlier_position set default 9223372036854775807,
  alter column earlier_number set default 9223372036854775807,
  add column number bigint not null default 0;
alter table outbox_retention alter column number drop default;
