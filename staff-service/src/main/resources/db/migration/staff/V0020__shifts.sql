-- The time in which the drawer of a register is in use. Amounts are minor units of its currency.
create table shift (
  tenant_id       uuid        not null,
  id              uuid        not null,
  version         integer     not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  register_id     uuid        not null,
  location_id     uuid        not null,
  state           text        not null,
  currency        text        not null,
  opening_float   bigint      not null,
  opened_by       uuid        not null,
  opened_at       timestamptz not null,
  closed_by       uuid,
  closed_at       timestamptz,
  -- The close that is under way leaves orders that are not closed to a later shift.
  carries_over    boolean     not null,
  counted         bigint,
  counts          integer     not null,
  expected        bigint,
  z_number        bigint,
  -- The figures of sales at the close, which never change.
  totals          jsonb,
  corrections     integer     not null,
  constraint shift_pkey primary key (tenant_id, id),
  constraint shift_z_number_key unique (tenant_id, register_id, z_number),
  constraint shift_state_check check (state in ('OPENING', 'OPEN', 'CLOSING', 'CLOSED')),
  constraint shift_opening_float_check check (opening_float >= 0),
  constraint shift_counted_check check (counted >= 0 and (counted is null) = (counts = 0)),
  constraint shift_closed_check check (
    (state = 'CLOSED') = (closed_at is not null) and (state = 'CLOSED') = (expected is not null)
    and (state = 'CLOSED') = (z_number is not null) and (state = 'CLOSED') = (totals is not null)
    and (state <> 'CLOSED' or counted is not null))
);
-- A register has one shift at a time.
create unique index shift_register_key on shift (tenant_id, register_id) where state <> 'CLOSED';
create index shift_register_idx on shift (tenant_id, register_id, id);
create index shift_location_idx on shift (tenant_id, location_id, id);
create index shift_under_way_idx on shift (tenant_id, updated_at) where state in ('OPENING', 'CLOSING');

-- The number of the last Z report of a register. It is raised in the transaction of the close, so there is no gap.
create table z_counter (
  tenant_id   uuid   not null,
  register_id uuid   not null,
  last_number bigint not null,
  constraint z_counter_pkey primary key (tenant_id, register_id)
);

create table cash_movement (
  tenant_id   uuid        not null,
  id          uuid        not null,
  version     integer     not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  shift_id    uuid        not null,
  kind        text        not null,
  amount      bigint      not null,
  currency    text        not null,
  reason      text        not null,
  employee_id uuid        not null,
  constraint cash_movement_pkey primary key (tenant_id, id),
  constraint cash_movement_shift_fkey foreign key (tenant_id, shift_id) references shift (tenant_id, id),
  constraint cash_movement_kind_check check (kind in ('PAY_IN', 'PAY_OUT', 'DROP', 'NO_SALE')),
  constraint cash_movement_amount_check check (amount >= 0 and (kind = 'NO_SALE') = (amount = 0))
);
create index cash_movement_shift_idx on cash_movement (tenant_id, shift_id, id);

create table cash_count (
  tenant_id     uuid        not null,
  id            uuid        not null,
  version       integer     not null,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  shift_id      uuid        not null,
  number        integer     not null,
  amount        bigint      not null,
  currency      text        not null,
  -- The pieces, by the values of the same index.
  piece_values  bigint[]    not null,
  piece_counts  bigint[]    not null,
  employee_id   uuid        not null,
  constraint cash_count_pkey primary key (tenant_id, id),
  constraint cash_count_number_key unique (tenant_id, shift_id, number),
  constraint cash_count_shift_fkey foreign key (tenant_id, shift_id) references shift (tenant_id, id),
  constraint cash_count_amount_check check (amount >= 0),
  constraint cash_count_pieces_check check (cardinality(piece_values) = cardinality(piece_counts))
);

create table shift_correction (
  tenant_id       uuid        not null,
  id              uuid        not null,
  version         integer     not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  shift_id        uuid        not null,
  number          integer     not null,
  change          jsonb       not null,
  expected_change bigint      not null,
  order_ids       uuid[]      not null,
  constraint shift_correction_pkey primary key (tenant_id, id),
  constraint shift_correction_number_key unique (tenant_id, shift_id, number),
  constraint shift_correction_shift_fkey foreign key (tenant_id, shift_id) references shift (tenant_id, id)
);

-- The changes of orders that may have changed the figures of a shift after its close: the figures are asked for once more.
create table late_change (
  tenant_id uuid not null,
  shift_id  uuid not null,
  order_id  uuid not null,
  -- How often it was noted.
  times     integer not null default 1,
  constraint late_change_pkey primary key (tenant_id, shift_id, order_id)
);
