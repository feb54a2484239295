package id.laris.common.search;

/**
 * The tables of a search: {@code search_word}, with the words of each thing that is found, and
 * {@code search_vocabulary}, with every word once.
 *
 * @param schema that has the two tables
 * @param id the column of {@code search_word} with the id of the thing, such as {@code product_id}
 */
public record SearchTables(String schema, String id) {

  /** The statement with the names of these tables. */
  String in(String sql) {
    return sql.replace("{schema}", schema).replace("{id}", id);
  }
}
