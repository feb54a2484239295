-- Payments through the payment gateway. Of the columns that are added all are null for a payment that was taken elsewhere.
alter table order_payment add column gateway_method text;
-- What was asked of the gateway, as a hash: the same payment again must ask the same. Empty where the payment was not asked for here.
alter table order_payment add column gateway_request_hash text;
alter table order_payment add column complete_order boolean;
-- How often the gateway was asked for it without an answer that is known: only a payment with none may be taken out of the books.
alter table order_payment add column charges_in_doubt integer;
alter table order_payment add column transaction_id uuid;
-- The version of the transaction that was heard of last: what is older changes nothing.
alter table order_payment add column transaction_version integer;
alter table order_payment add column instructions jsonb;
alter table order_payment add column failure text;
alter table order_payment add column captured_at timestamptz;
alter table order_payment add column refunded bigint;
-- What of it was given back before the order was closed: it pays that much less of the order, for good.
alter table order_payment add column refunded_while_open bigint;

alter table order_payment add constraint order_payment_status_check check (
  status in ('CAPTURED', 'VOIDED') or (status in ('PENDING', 'FAILED', 'FLAGGED') and gateway_method is not null));
alter table order_payment add constraint order_payment_gateway_check check (
  gateway_method is null or (
    gateway_request_hash is not null and complete_order is not null and charges_in_doubt >= 0 and transaction_version >= 0
    and failure is not null and refunded >= 0 and refunded_while_open between 0 and amount
    and (status not in ('CAPTURED', 'FLAGGED') or captured_at is not null)));

-- A transaction is entered once.
create unique index order_payment_transaction_id_key on order_payment (tenant_id, transaction_id) where transaction_id is not null;
-- Those that the payment service must be asked about.
create index order_payment_unheard_idx on order_payment (tenant_id, created_at) where status = 'PENDING' and transaction_id is null;
