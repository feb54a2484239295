package id.laris.sales;

import id.laris.common.db.DatabaseSettings;

/**
 * Makes the database refuse to store the completion of orders with certain notes: the transaction
 * fails after the receipt number was taken.
 */
final class Poison {

  static final String NOTES = "poisoned";

  private Poison() {}

  static void in(DatabaseSettings database, Runnable work) {
    Database.execute(
        database,
        """
        create function sales.refuse_poisoned() returns trigger language plpgsql as $$
        begin
          raise exception 'poisoned, on behalf of a test';
        end $$;
        create trigger poisoned before insert or update on sales.sales_order for each row
          when (new.status = 'COMPLETED' and new.notes = '%s') execute function sales.refuse_poisoned();
        """
            .formatted(NOTES));
    try {
      work.run();
    } finally {
      Database.execute(database, "drop function sales.refuse_poisoned() cascade");
    }
  }
}
