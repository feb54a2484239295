-- The beginnings that all words of the customer have, as bits. A row that does not know them has every bit, and is only found later.
alter table search_word add column outline bigint not null default -1;
alter table search_word drop constraint search_word_pkey;
alter table search_word add constraint search_word_pkey primary key (tenant_id, word, customer_id) include (code, outline);
