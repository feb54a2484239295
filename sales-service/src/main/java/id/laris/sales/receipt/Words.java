package id.laris.sales.receipt;

import id.laris.common.money.Currencies;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PaymentTransaction.Method;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;

/** The words of a receipt in one language, and the format of its numbers. */
record Words(
    Locale locale,
    String taxNumber,
    String table,
    String cashier,
    String customer,
    String reference,
    String subtotal,
    String discount,
    String saved,
    String included,
    String total,
    String rounding,
    String change,
    String tip,
    String left,
    String pointsEarned,
    String pointsSpent,
    String pointsLeft,
    Map<Payment.Type, String> tenders) {

  /** Names that are the same in every language; for cards, the word for a card is used. */
  private static final Map<Method, String> METHODS =
      Map.ofEntries(
          Map.entry(Method.QRIS, "QRIS"),
          Map.entry(Method.GOPAY, "GoPay"),
          Map.entry(Method.SHOPEEPAY, "ShopeePay"),
          Map.entry(Method.BCA_VA, "BCA"),
          Map.entry(Method.BNI_VA, "BNI"),
          Map.entry(Method.BRI_VA, "BRI"),
          Map.entry(Method.CIMB_VA, "CIMB Niaga"),
          Map.entry(Method.PERMATA_VA, "Permata"),
          Map.entry(Method.MANDIRI_BILL, "Mandiri"),
          Map.entry(Method.INDOMARET, "Indomaret"),
          Map.entry(Method.ALFAMART, "Alfamart"));

  private static final Words ENGLISH =
      new Words(
          Locale.ENGLISH,
          "Tax no.",
          "Table",
          "Cashier",
          "Customer",
          "Ref.",
          "Subtotal",
          "Discount",
          "You saved",
          "incl.",
          "TOTAL",
          "Rounding",
          "Change",
          "Tip",
          "Left",
          "Points earned",
          "Points spent",
          "Points left",
          Map.of(
              Payment.Type.CASH, "Cash",
              Payment.Type.CARD, "Card",
              Payment.Type.QRIS, "QRIS",
              Payment.Type.E_WALLET, "E-wallet",
              Payment.Type.BANK_TRANSFER, "Bank transfer",
              Payment.Type.GIFT_CARD, "Gift card",
              Payment.Type.STORE_CREDIT, "Store credit",
              Payment.Type.ON_ACCOUNT, "On account",
              Payment.Type.EXCHANGE, "Returned goods"));

  private static final Words INDONESIAN =
      new Words(
          Locale.of("id", "ID"),
          "NPWP",
          "Meja",
          "Kasir",
          "Pelanggan",
          "Ref.",
          "Jumlah",
          "Diskon",
          "Anda hemat",
          "termasuk",
          "TOTAL",
          "Pembulatan",
          "Kembali",
          "Tip",
          "Sisa",
          "Poin didapat",
          "Poin dipakai",
          "Sisa poin",
          Map.of(
              Payment.Type.CASH, "Tunai",
              Payment.Type.CARD, "Kartu",
              Payment.Type.QRIS, "QRIS",
              Payment.Type.E_WALLET, "Dompet digital",
              Payment.Type.BANK_TRANSFER, "Transfer bank",
              Payment.Type.GIFT_CARD, "Kartu hadiah",
              Payment.Type.STORE_CREDIT, "Kredit toko",
              Payment.Type.ON_ACCOUNT, "Bon",
              Payment.Type.EXCHANGE, "Barang kembali"));

  static Words in(String language) {
    return language.equals("id") ? INDONESIAN : ENGLISH;
  }

  /** The tender of a payment: for the gateway, the name of the wallet, bank or shop. */
  String tender(Payment payment) {
    String byMethod = METHODS.get(payment.getMethod());
    return byMethod == null
        ? tenders.getOrDefault(payment.getPaymentType(), payment.getPaymentType().name())
        : byMethod;
  }

  /** Such as 25,000 or 12.50: decimals only where the currency is paid with them. */
  String amount(Money money) {
    int exponent = Currencies.exponent(money.getCurrency());
    BigDecimal amount = BigDecimal.valueOf(money.getAmount(), exponent);
    boolean whole =
        money.getAmount() % Currencies.accountingIncrement(money.getCurrency()) == 0
            && Currencies.accountingIncrement(money.getCurrency()) > 1;
    return number(amount, whole ? 0 : exponent);
  }

  /** A quantity in whole units, such as 0.350. */
  String quantity(long quantity, int decimals) {
    return number(BigDecimal.valueOf(quantity, decimals), decimals);
  }

  /** A rate, such as 11%. */
  String percent(long ppm) {
    BigDecimal percent = BigDecimal.valueOf(ppm, 4).stripTrailingZeros();
    return number(percent, Math.max(0, percent.scale())) + "%";
  }

  private String number(BigDecimal value, int decimals) {
    DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(locale));
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(value);
  }
}
