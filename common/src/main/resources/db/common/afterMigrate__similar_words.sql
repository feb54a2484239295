-- Row-level security lets only leakproof conditions use an index beside the tenant's own. The similarity of two words tells nothing of rows
-- that the caller may not see, and the operator fails for none; but only a superuser may say so. Where the owner is none, a search that
-- forgives typing errors compares with each word of the tenant instead: the same result, later. After every migration, because a dump does
-- not carry it.
do $$
begin
  if exists (select from pg_proc where oid = to_regprocedure('public.similarity_op(text, text)') and not proleakproof) then
    alter function public.similarity_op(text, text) leakproof;
  end if;
exception
  when insufficient_privilege then
    raise notice 'the owner is no superuser: search for misspelt words goes without its index';
end $$;
