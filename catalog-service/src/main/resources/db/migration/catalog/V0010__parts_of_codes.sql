-- Parts of codes are words of their own now: no search reads all codes of a tenant any more.
drop index search_word_code_idx;
