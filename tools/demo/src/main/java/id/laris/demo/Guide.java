package id.laris.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * The text that shows a newcomer what to try with the data, in commands that work as they stand.
 */
final class Guide {

  private static final int DAYS_OF_WORK = 27;

  private Guide() {}

  static String of(Demo demo, String target) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %,d orders from %s to %s, %,d products%n%nTenant  %s%n%nShops%n",
            Chain.NAME,
            demo.orders(),
            day(demo.from()),
            day(demo.to()),
            demo.products(),
            demo.tenant()));
    for (int i = 0; i < Shop.ALL.size(); i++) {
      Shop shop = Shop.ALL.get(i);
      text.append(
          "  %-4s %-17s %s  %s, first on the list: %s%n"
              .formatted(
                  shop.code(),
                  shop.name(),
                  demo.locations().get(i),
                  shop.zone(),
                  Shop.nameOfEmployee(i * Shop.STAFF)
                      + " "
                      + demo.employees().get(i * Shop.STAFF)));
    }
    text.append(
        """

        Try

          # how every call says who it is
          laris() { grpcurl -plaintext -H 'x-dev-tenant-id: %1$s' -H 'x-dev-user-id: %2$s' -H 'x-dev-membership-id: %2$s' -d "$2" %3$s "pos.v1.$1"; }

          laris CatalogService/SearchProducts '{"query": "kopi gula"}'
          laris CatalogService/LookupVariant '{"barcode": "%4$s"}'
          laris SalesService/ListOrders '{"location_id": "%5$s", "status": "COMPLETED", "pagination": {"page_size": 5}}'
          laris SalesService/GetReceipt '{"order_id": "%6$s", "format": "TEXT"}'
          laris InventoryService/ListStockLevels '{"location_id": "%5$s"}'
          laris InventoryService/ListStockMovements '{"location_id": "%5$s", "variant_id": "%7$s"}'
          laris StaffService/ListShifts '{"location_id": "%5$s", "pagination": {"page_size": 2}}'
          laris StaffService/GetTimesheet '{"employee_id": "%8$s", "from_date": %9$s, "to_date": %10$s}'
          laris StaffService/GetPerformance '{"location_id": "%5$s", "from_date": %9$s, "to_date": %10$s}'
          laris StaffService/ListCommissions '{"employee_id": "%8$s", "pagination": {"page_size": 5}}'
        """
            .formatted(
                demo.tenant(),
                DemoData.USER,
                target,
                demo.barcodes().getFirst(),
                demo.locations().getFirst(),
                demo.orderIds().getFirst(),
                demo.stockedVariants().getFirst(),
                demo.employees().getFirst(),
                json(day(demo.to()).minusDays(DAYS_OF_WORK)),
                json(day(demo.to()))));
    return text.toString();
  }

  private static String json(LocalDate day) {
    return "{\"year\": %d, \"month\": %d, \"day\": %d}"
        .formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
  }

  private static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.ofHours(7));
  }
}
