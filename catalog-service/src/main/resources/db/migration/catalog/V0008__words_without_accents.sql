-- How the words of a tenant's products were split last: where it was in an older way, a job splits them anew.
create table search_state (
  tenant_id     uuid    not null,
  words_version integer not null,
  constraint search_state_pkey primary key (tenant_id)
);

-- The codes alone, for a search by a part of one: it reads all of a tenant's.
create index search_word_code_idx on search_word (tenant_id, word, product_id) where code;
