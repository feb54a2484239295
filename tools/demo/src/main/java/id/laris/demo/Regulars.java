package id.laris.demo;

import com.google.protobuf.Timestamp;
import id.laris.client.LarisClient;
import id.laris.pos.v1.AdjustStoreCreditRequest;
import id.laris.pos.v1.CreateCustomerRequest;
import id.laris.pos.v1.CreateRewardRequest;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.CustomerServiceGrpc.CustomerServiceBlockingStub;
import id.laris.pos.v1.IssueGiftCardRequest;
import id.laris.pos.v1.LoyaltyProgram;
import id.laris.pos.v1.LoyaltyProgram.AmountRule;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.SetCreditLimitRequest;
import id.laris.pos.v1.SetLoyaltyProgramRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * The customers whom the chain knows by name, its loyalty program, and what it has sold and
 * granted: gift cards, store credit, accounts on the tab. All of it is made by calls, under ids of
 * the seed. What happened to it during the year is written by {@link YearOfRegulars}.
 */
final class Regulars {

  /** Minor units that earn a point: Rp 10,000. */
  static final long FOR_A_POINT = 1_000_000;

  static final int GIFT_CARDS = 24;
  static final long ON_A_CARD = 50_000_000;

  /** These of the customers may pay later. */
  static final int ACCOUNTS = 2;

  private static final int ORDERS_OF_EACH = 100;
  private static final int LEAST = 40;
  private static final int MOST = 500;

  private static final int WITH_STORE_CREDIT = 5;
  private static final long STORE_CREDIT = 2_500_000;
  private static final long CREDIT_LIMIT = 1_000_000_000;

  private static final List<String> GIVEN =
      List.of(
          "Agus",
          "Siti",
          "Budi",
          "Sri",
          "Dian",
          "Rina",
          "Hendra",
          "Ratna",
          "Yusuf",
          "Wulan",
          "Andi",
          "Nur",
          "Ketut",
          "Made",
          "Putu",
          "Wayan",
          "Tri",
          "Dwi",
          "Rahmat",
          "Fitri",
          "Maria",
          "Yohanes",
          "Ni Luh",
          "Muhammad");
  private static final List<String> FAMILY =
      List.of(
          "Rahayu",
          "Hidayat",
          "Simanjuntak",
          "Siregar",
          "Wijayanti",
          "Suryani",
          "Halim",
          "Tanoto",
          "Nasution",
          "Sihombing",
          "Permana",
          "Kurniawan",
          "Maharani",
          "Hutapea",
          "Wenda",
          "Kaisiepo",
          "Lim");

  /** As people write themselves, in the scripts of the country. */
  private static final List<String> SCRIPTS =
      List.of(
          "王小明",
          "محمد يوسف",
          "ꦱꦶꦠꦶꦫꦲꦪꦸ",
          "ᬯᬬᬦ᭄",
          "陳美玲",
          "عائشة",
          "José da Costa",
          "Bu Haji Aminah");

  private final CustomerServiceBlockingStub customers;
  private final SeededIds ids;

  private Regulars(CustomerServiceBlockingStub customers, SeededIds ids) {
    this.customers = customers;
    this.ids = ids;
  }

  /** The number of customers of a tenant with so many orders. */
  static int count(int orders) {
    return Math.clamp(orders / ORDERS_OF_EACH, LEAST, MOST);
  }

  static UUID customerId(SeededIds ids, int number) {
    return ids.of("customer", number);
  }

  static UUID giftCardId(SeededIds ids, int number) {
    return ids.of("gift card", number);
  }

  /**
   * Makes them, or finds them.
   *
   * @param from the day from which on orders earn points
   */
  static void welcome(LarisClient laris, SeededIds ids, int count, LocalDate from) {
    Regulars regulars = new Regulars(laris.customers(), ids);
    regulars.offerPoints(from);
    for (int number = 0; number < count; number++) {
      regulars.welcome(number);
    }
    regulars.sellGiftCards();
    regulars.grantCredit();
  }

  private void offerPoints(LocalDate from) {
    var _ =
        customers.setLoyaltyProgram(
            SetLoyaltyProgramRequest.newBuilder()
                .setProgram(
                    LoyaltyProgram.newBuilder()
                        .setActive(true)
                        .setName("Kopi Club")
                        .setAmountRule(
                            AmountRule.newBuilder()
                                .setBase(LoyaltyProgram.Base.NET)
                                .setPointsNumerator(1)
                                .setAmountDenominator(FOR_A_POINT)
                                .setCurrency(Chain.CURRENCY))
                        .setStartsAt(
                            Timestamp.newBuilder()
                                .setSeconds(
                                    from.minusDays(1)
                                        .atStartOfDay()
                                        .toEpochSecond(ZoneOffset.UTC))))
                .build());
    var _ =
        customers.createReward(
            CreateRewardRequest.newBuilder()
                .setId(ids.of("reward", 0).toString())
                .setName("Potongan Rp 15.000")
                .setPoints(20)
                .setAmountOff(money(FOR_A_POINT * 3 / 2))
                .build());
  }

  private void welcome(int number) {
    CreateCustomerRequest.Builder customer =
        CreateCustomerRequest.newBuilder()
            .setId(customerId(ids, number).toString())
            .setPhone(String.format(Locale.ROOT, "+62812%08d", 30_000_000 + number * 7_919))
            .setPreferredLocationId(Chain.locationId(ids, number % Shop.ALL.size()).toString());
    int script = number % 10 == 9 ? number / 10 : SCRIPTS.size();
    if (script < SCRIPTS.size()) {
      customer.setDisplayName(SCRIPTS.get(script));
    } else {
      String given = GIVEN.get(number % GIVEN.size());
      String family = FAMILY.get(number / 3 % FAMILY.size());
      customer.setGivenName(given).setFamilyName(family);
      if (number % 3 == 0) {
        customer
            .setEmail(
                (given.replace(" ", "") + "." + family + number + "@example.com")
                    .toLowerCase(Locale.ROOT))
            .setMarketingConsent(
                Customer.Consent.newBuilder().setGranted(true).setSource("Formulir di kasir"));
      }
    }
    var _ = customers.createCustomer(customer.build());
  }

  private void sellGiftCards() {
    for (int number = 0; number < GIFT_CARDS; number++) {
      var _ =
          customers.issueGiftCard(
              IssueGiftCardRequest.newBuilder()
                  .setId(giftCardId(ids, number).toString())
                  .setAmount(ON_A_CARD)
                  .setCurrency(Chain.CURRENCY)
                  .build());
    }
  }

  private void grantCredit() {
    for (int number = 0; number < ACCOUNTS; number++) {
      var _ =
          customers.setCreditLimit(
              SetCreditLimitRequest.newBuilder()
                  .setCustomerId(customerId(ids, number).toString())
                  .setAmount(CREDIT_LIMIT)
                  .setCurrency(Chain.CURRENCY)
                  .build());
    }
    for (int number = ACCOUNTS; number < ACCOUNTS + WITH_STORE_CREDIT; number++) {
      var _ =
          customers.adjustStoreCredit(
              AdjustStoreCreditRequest.newBuilder()
                  .setId(ids.of("store credit", number).toString())
                  .setCustomerId(customerId(ids, number).toString())
                  .setAmount(STORE_CREDIT)
                  .setCurrency(Chain.CURRENCY)
                  .setReason("Pesanan tertukar")
                  .build());
    }
  }

  private static Money money(long amount) {
    return Money.newBuilder().setAmount(amount).setCurrency(Chain.CURRENCY).build();
  }
}
