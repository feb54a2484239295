package id.laris.sales.stock;

import id.laris.pos.v1.StockLine;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The stock that is to be held for an order, where, and until when. */
record StockWanted(UUID locationId, List<StockLine> lines, Instant until) {}
