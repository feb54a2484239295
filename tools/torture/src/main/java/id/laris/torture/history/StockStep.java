package id.laris.torture.history;

import java.util.List;

/**
 * One change of stock that somebody asked for: all its movements, or none.
 *
 * @param reference what the movements belong to: an adjustment, transfer or purchase order
 * @param rpc the RPC of the request
 */
public record StockStep(
    String tenant, String reference, String rpc, Outcome outcome, List<Move> moves) {

  /** A movement as it must be in the stock ledger. */
  public record Move(String location, String variant, String state, long quantity) {}

  public StockStep {
    moves = List.copyOf(moves);
  }
}
