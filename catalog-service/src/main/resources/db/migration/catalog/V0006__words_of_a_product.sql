-- Whether a product has a word is asked for many products in one search: with the word in the index that needs no look at the table.
drop index search_word_product_idx;
create index search_word_product_idx on search_word (tenant_id, product_id, word);
