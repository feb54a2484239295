-- The caller of each change: the message Actor. Events of earlier versions have none.
alter table outbox add column actor bytea;

-- As before, with the actor of each event.
drop function next_events(uuid[], bigint[], text[], uuid[], integer, integer, bigint);
create function next_events(
  tenants uuid[], after_numbers bigint[], types text[], aggregates uuid[], most integer, scanned integer, room bigint)
returns table (
  tenant uuid, last bigint, deleted bigint, number bigint, id uuid, type text, aggregate_type text, aggregate_id uuid, sequence bigint,
  occurred_at timestamptz, payload_type text, payload bytea, actor bytea, included boolean, is_full boolean, wanted_rows bigint)
language plpgsql
as $$
#variable_conflict use_column
declare
  own_tenant constant text := coalesce(current_setting('app.tenant_id', true), '');
begin
  for place in 1 .. cardinality(tenants) loop
    perform set_config('app.tenant_id', tenants[place]::text, true);
    tenant := tenants[place];
    for last, deleted, number, id, type, aggregate_type, aggregate_id, sequence, occurred_at, payload_type, payload, actor, included, is_full,
      wanted_rows in
      select counter.last, counter.deleted, event.*
      from (
        select coalesce((select last from ${schema}.feed_counter where tenant_id = tenants[place]), 0) as last,
          coalesce((select number from ${schema}.outbox_retention where tenant_id = tenants[place]), 0) as deleted
      ) counter
      left join (
        select number, id, type, aggregate_type, aggregate_id, sequence, occurred_at, payload_type,
          case when included then payload end as payload, actor, included, rows = scanned as is_full, wanted_rows
        from (
          select counted.*, wanted and wanted_before < most and bytes_before < room as included
          from (
            select looked_at.*,
              row_number() over feed as nth,
              count(*) over () as rows,
              count(*) filter (where wanted) over () as wanted_rows,
              count(*) filter (where wanted) over before as wanted_before,
              coalesce(sum(octet_length(payload)) filter (where wanted) over before, 0) as bytes_before
            from (
              select number, id, type, aggregate_type, aggregate_id, sequence, occurred_at, payload_type, payload, actor,
                (cardinality(types) = 0 or type = any (types))
                  and (cardinality(aggregates) = 0 or aggregate_id = any (aggregates)) as wanted
              from ${schema}.outbox
              where tenant_id = tenants[place] and number > after_numbers[place]
              order by number
              limit scanned
            ) looked_at
            window feed as (order by number),
              before as (order by number rows between unbounded preceding and 1 preceding)
          ) counted
        ) page
        where included or nth = rows
      ) event on true
      order by event.number
    loop
      return next;
      room := room - coalesce(octet_length(payload), 0);
    end loop;
    exit when room <= 0;
  end loop;
  perform set_config('app.tenant_id', own_tenant, true);
end
$$;
