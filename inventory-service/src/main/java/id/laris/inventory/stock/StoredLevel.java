package id.laris.inventory.stock;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A level with what only its changes need, and lists do not read.
 *
 * @param layers the goods on hand by FIFO
 * @param arrivals how many arrivals there ever were
 */
record StoredLevel(LevelRow row, Layers layers, long arrivals) {

  /** The columns that {@link #read} reads, of {@code stock_level} as {@code level}. */
  static final String COLUMNS = LevelRow.COLUMNS + ", level.layers, level.arrivals";

  /** The level of a place that never had stock. */
  static StoredLevel empty(Place place, String currency) {
    return new StoredLevel(LevelRow.empty(place, currency), Layers.NONE, 0);
  }

  /** Reads a level without its currency, which its location has. */
  static StoredLevel read(ResultSet row) throws SQLException {
    return new StoredLevel(
        LevelRow.read(row, ""), LayersJson.read(row.getString("layers")), row.getLong("arrivals"));
  }
}
