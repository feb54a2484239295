package id.laris.torture.load;

import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CreateRewardRequest;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.GetVariantRequest;
import id.laris.pos.v1.LoyaltyProgram;
import id.laris.pos.v1.Reward;
import id.laris.pos.v1.SetLoyaltyProgramRequest;
import id.laris.torture.history.EarningRule;
import java.util.List;

/** Gives a new shop a loyalty program with rewards, customers and gift cards. */
final class ClienteleSetup {

  private static final int CUSTOMERS = 5;
  private static final int CARDS = 3;
  private static final long AMOUNT_OF_A_POINT = 1_000_000;
  private static final long VISIT_POINTS = 1;
  private static final long PIECE_POINTS = 2;
  private static final long AMOUNT_OFF = 200_000;
  private static final long MOST_OFF = 3_000_000;

  private final RetryingClient client;

  ClienteleSetup(RetryingClient client) {
    this.client = client;
  }

  /**
   * @param giftCard the variant whose pieces are gift cards
   * @param favourite a variant whose product earns points of its own, and is a reward
   */
  Clientele open(String giftCard, String favourite) {
    String product =
        client
            .demand(
                CatalogServiceGrpc.getGetVariantMethod(),
                GetVariantRequest.newBuilder().setVariantId(favourite).build())
            .getVariant()
            .getProductId();
    program(product);
    Clientele clientele = new Clientele(giftCard, rewards(product));
    CustomerDesk desk = new CustomerDesk(client, clientele);
    for (int number = 0; number < CUSTOMERS; number++) {
      desk.enrol();
    }
    for (int number = 0; number < CARDS; number++) {
      desk.issueCard();
    }
    return clientele;
  }

  private void program(String product) {
    client
        .recorder()
        .earningRule(
            new EarningRule(
                client.tenant(), 1, AMOUNT_OF_A_POINT, VISIT_POINTS, product, PIECE_POINTS));
    var _ =
        client.demand(
            CustomerServiceGrpc.getSetLoyaltyProgramMethod(),
            SetLoyaltyProgramRequest.newBuilder()
                .setProgram(
                    LoyaltyProgram.newBuilder()
                        .setActive(true)
                        .setName("Club")
                        .setAmountRule(
                            LoyaltyProgram.AmountRule.newBuilder()
                                .setBase(LoyaltyProgram.Base.NET)
                                .setPointsNumerator(1)
                                .setAmountDenominator(AMOUNT_OF_A_POINT)
                                .setCurrency(ShopSetup.CURRENCY))
                        .setVisitPoints(VISIT_POINTS)
                        .addItemRules(
                            LoyaltyProgram.ItemRule.newBuilder()
                                .setProductId(product)
                                .setPoints(PIECE_POINTS)))
                .build());
  }

  private List<String> rewards(String product) {
    return List.of(
        reward(reward(15).setAmountOff(ShopSetup.money(AMOUNT_OFF))),
        reward(
            reward(25)
                .setPercentOff(
                    Reward.PercentOff.newBuilder()
                        .setPercentPpm(200_000)
                        .setMaxAmount(ShopSetup.money(MOST_OFF)))),
        reward(reward(30).setFreeItem(Reward.FreeItem.newBuilder().addProductIds(product))));
  }

  private CreateRewardRequest.Builder reward(long points) {
    return CreateRewardRequest.newBuilder()
        .setId(client.conditions().newId(client.random()))
        .setName("Reward for " + points)
        .setPoints(points);
  }

  private String reward(CreateRewardRequest.Builder reward) {
    return client
        .demand(CustomerServiceGrpc.getCreateRewardMethod(), reward.build())
        .getReward()
        .getId();
  }
}
