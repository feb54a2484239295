package id.laris.customer.purchase;

import static id.laris.common.grpc.Protos.setTime;

import com.google.type.Date;
import id.laris.common.Ids;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Purchase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A row of the table of purchases. */
final class PurchaseRow {

  static final String COLUMNS =
      "order_id, customer_id, receipt_number, location_id, business_date, total, currency, completed_at";

  private PurchaseRow() {}

  static Purchase read(ResultSet row) throws SQLException {
    Purchase.Builder purchase =
        Purchase.newBuilder()
            .setOrderId(row.getString("order_id"))
            .setCustomerId(row.getString("customer_id"))
            .setReceiptNumber(row.getString("receipt_number"))
            .setLocationId(Ids.text(row.getObject("location_id", UUID.class)))
            .setTotal(Protos.money(row.getLong("total"), row.getString("currency")));
    LocalDate day = row.getObject("business_date", LocalDate.class);
    if (day != null) {
      purchase.setBusinessDate(
          Date.newBuilder()
              .setYear(day.getYear())
              .setMonth(day.getMonthValue())
              .setDay(day.getDayOfMonth()));
    }
    setTime(
        row.getObject("completed_at", OffsetDateTime.class).toInstant(), purchase::setCompletedAt);
    return purchase.build();
  }
}
