-- The lines and payments of a DRAFT or OPEN order are in the order's row, so that it is read, locked and stored as one row. Those of a
-- closed order stay rows of their own. In both places they have the same names.

-- The owner, too, is bound by row-level security where it is forced; then these statements would find no rows.
alter table sales_order no force row level security;
alter table order_item no force row level security;
alter table order_payment no force row level security;

-- The version of the order counts the changes of its lines and payments that anybody sees, too: they need none of their own, and it needs no help.
alter table sales_order
  drop column edits,
  add column items jsonb,
  add column payments jsonb,
  -- Since when the payment service should have told of the transaction of a payment. Null where no payment waits for that.
  add column payment_unheard_since timestamptz;
alter table order_item drop column version, drop column updated_at;
alter table order_payment drop column version, drop column updated_at;

-- The ids that an order has taken: of its lines, of its payments, and of the transactions that pay them. Clients make the first two, and
-- each belongs to one order of the tenant, whether it is in the order's row or in one of its own.
create table taken_id (
  tenant_id uuid not null,
  kind      text not null,
  id        uuid not null,
  constraint taken_id_pkey primary key (tenant_id, kind, id),
  constraint taken_id_kind_check check (kind in ('LINE', 'PAYMENT', 'TRANSACTION'))
);
insert into taken_id (tenant_id, kind, id)
select tenant_id, 'LINE', id from order_item
union all
select tenant_id, 'PAYMENT', id from order_payment
union all
select tenant_id, 'TRANSACTION', transaction_id from order_payment where transaction_id is not null;

-- An id is unique by the table above, so the rows need only the index by which they are read.
drop index order_item_order_idx;
alter table order_item drop constraint order_item_pkey;
alter table order_item add constraint order_item_pkey primary key (tenant_id, order_id, id);
drop index order_payment_order_idx;
drop index order_payment_unheard_idx;
alter table order_payment drop constraint order_payment_pkey;
alter table order_payment add constraint order_payment_pkey primary key (tenant_id, order_id, id);

update sales_order o set
  items = (
    select coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(line)) - 'tenant_id' - 'order_id' order by line.line_number), '[]')
    from order_item line where line.tenant_id = o.tenant_id and line.order_id = o.id),
  payments = (
    select coalesce(
      jsonb_agg(jsonb_strip_nulls(to_jsonb(payment)) - 'tenant_id' - 'order_id' order by payment.payment_number, payment.id), '[]')
    from order_payment payment where payment.tenant_id = o.tenant_id and payment.order_id = o.id),
  payment_unheard_since = (
    select min(payment.created_at) from order_payment payment
    where payment.tenant_id = o.tenant_id and payment.order_id = o.id and payment.status = 'PENDING' and payment.transaction_id is null)
where o.status in ('DRAFT', 'OPEN');
delete from order_item line using sales_order o
where o.tenant_id = line.tenant_id and o.id = line.order_id and o.items is not null;
delete from order_payment payment using sales_order o
where o.tenant_id = payment.tenant_id and o.id = payment.order_id and o.payments is not null;

create index sales_order_payment_unheard_since_idx on sales_order (tenant_id, payment_unheard_since) where payment_unheard_since is not null;

-- What the rows of closed orders must be, the lines and payments of open ones must be as well: each of them meets the condition.
alter table sales_order
  add constraint sales_order_parts_check check (
    (items is not null) = (status in ('DRAFT', 'OPEN')) and (payments is not null) = (status in ('DRAFT', 'OPEN'))),
  add constraint sales_order_items_check check (
    jsonb_array_length(items) = jsonb_array_length(jsonb_path_query_array(items, '$[*] ? (
      @.quantity > 0 && @.total >= 0 && @.total == @.gross - @.discount + @.service + @.tax).id'))),
  add constraint sales_order_payments_check check (
    jsonb_array_length(payments) = jsonb_array_length(jsonb_path_query_array(payments, '$[*] ? (
      @.amount > 0 && @.tip >= 0 && @.change >= 0 && @.amount + @.rounding >= 0
      && @.tendered == @.amount + @.tip + @.rounding + @.change
      && (@.status == "CAPTURED" || @.status == "VOIDED"
        || ((@.status == "PENDING" || @.status == "FAILED" || @.status == "FLAGGED") && exists(@.gateway_method)))
      && (!exists(@.gateway_method) || (
        exists(@.gateway_request_hash) && exists(@.complete_order) && @.charges_in_doubt >= 0 && @.transaction_version >= 0
        && exists(@.failure) && @.refunded >= 0 && @.refunded_while_open >= 0 && @.refunded_while_open <= @.amount
        && ((@.status != "CAPTURED" && @.status != "FLAGGED") || exists(@.captured_at))))).id')));

alter table sales_order force row level security;
alter table order_item force row level security;
alter table order_payment force row level security;
