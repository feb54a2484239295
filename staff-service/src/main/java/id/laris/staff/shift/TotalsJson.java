package id.laris.staff.shift;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import id.laris.pos.v1.TenderTotals;

/** Totals as the JSON that protobuf defines for them, so that the database can be read. */
final class TotalsJson {

  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().omittingInsignificantWhitespace();
  private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

  private TotalsJson() {}

  static String write(TenderTotals totals) {
    try {
      return PRINTER.print(totals);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("totals cannot be stored", e);
    }
  }

  static TenderTotals read(String json) {
    TenderTotals.Builder totals = TenderTotals.newBuilder();
    try {
      PARSER.merge(json, totals);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("stored totals cannot be read", e);
    }
    return totals.build();
  }
}
