-- The employee who sold the line, who earns its commission. Null where the employee of the order did.
alter table order_item add column employee_id uuid;

-- The shift of the register in which a payment was taken, and the one in which it was voided. Payments of open orders have the same in their
-- document.
alter table order_payment
  add column shift_id uuid,
  add column void_shift_id uuid;
create index order_payment_shift_idx on order_payment (tenant_id, shift_id) where shift_id is not null;
create index order_payment_void_shift_idx on order_payment (tenant_id, void_shift_id) where void_shift_id is not null;

alter table sales_order
  -- The shift in which it was completed.
  add column shift_id uuid,
  -- Payments in its document belong to a shift: so these few are found without reading every open order.
  add column in_shift boolean not null default false;
create index sales_order_shift_idx on sales_order (tenant_id, shift_id) where shift_id is not null;
create index sales_order_in_shift_idx on sales_order (tenant_id, id) where in_shift;

-- The shifts of the registers. A payment shares the lock on the row of its open shift until it is stored; the end of the shift waits for that.
create table register_shift (
  tenant_id   uuid        not null,
  shift_id    uuid        not null,
  register_id uuid        not null,
  location_id uuid        not null,
  state       text        not null,
  begun_at    timestamptz not null,
  ended_at    timestamptz,
  constraint register_shift_pkey primary key (tenant_id, shift_id),
  constraint register_shift_state_check check (state in ('OPEN', 'CLOSED') and (state = 'CLOSED') = (ended_at is not null))
);
create unique index register_shift_open_key on register_shift (tenant_id, register_id) where state = 'OPEN';

-- Payments are refused without an open shift.
alter table sales_setting add column require_open_shift boolean not null default false;
