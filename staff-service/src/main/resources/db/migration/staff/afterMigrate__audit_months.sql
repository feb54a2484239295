-- The audit has a partition for each month: this one and the next twelve, made at each start. A month whose entries are in audit_entry_rest
-- already stays there.
do $$
declare
  month date := date_trunc('month', now() at time zone 'UTC')::date;
begin
  for i in 0 .. 12 loop
    if to_regclass(format('${schema}.audit_entry_%s', to_char(month, 'YYYY_MM'))) is null
      and not exists (
        select from ${schema}.audit_entry_rest
        where recorded_at >= month::timestamp at time zone 'UTC'
          and recorded_at < (month + interval '1 month') at time zone 'UTC')
    then
      execute format(
        'create table ${schema}.audit_entry_%s partition of ${schema}.audit_entry for values from (%L) to (%L)',
        to_char(month, 'YYYY_MM'), month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
    end if;
    month := (month + interval '1 month')::date;
  end loop;
end $$;
