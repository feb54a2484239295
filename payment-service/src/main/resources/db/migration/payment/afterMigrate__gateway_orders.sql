-- The rights of the serving role, whatever a dump or another name of the role has left of them: two functions, and nothing on the table.
do $$
begin
  if not has_function_privilege('${serviceRole}', '${schema}.claim_gateway_order(text, uuid)', 'execute')
      or not has_function_privilege('${serviceRole}', '${schema}.owner_of_gateway_order(text)', 'execute') then
    grant execute on function ${schema}.claim_gateway_order(text, uuid), ${schema}.owner_of_gateway_order(text) to "${serviceRole}";
  end if;
  if has_table_privilege('${serviceRole}', '${schema}.gateway_order', 'select, insert, update, delete, truncate') then
    revoke all on ${schema}.gateway_order from "${serviceRole}";
  end if;
end $$;
