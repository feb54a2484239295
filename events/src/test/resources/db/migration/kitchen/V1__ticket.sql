-- Nothing keeps an event from being written twice here: that is what the tests look for.
create table ticket (
  tenant_id uuid   not null,
  number    bigint generated always as identity,
  event_id  uuid   not null,
  cake_id   uuid   not null,
  sequence  bigint not null,
  constraint ticket_pkey primary key (tenant_id, number)
);
