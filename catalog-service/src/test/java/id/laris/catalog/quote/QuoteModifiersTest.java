package id.laris.catalog.quote;

import static id.laris.common.grpc.Protos.money;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.catalog.CatalogFixture;
import id.laris.catalog.CatalogTest;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.QuoteItemsRequest;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.pos.v1.QuoteProblem;
import id.laris.pos.v1.QuotedItem;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@CatalogTest
class QuoteModifiersTest {

  @Autowired TestCalls calls;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;

  private CatalogServiceBlockingStub catalog;
  private CatalogFixture fixture;
  private UUID coffee;
  private UUID large;
  private UUID milk;
  private UUID oat;
  private UUID soy;

  @BeforeEach
  void newTenantThatSellsCoffeeWithMilk() {
    UUID tenantId = UUID.randomUUID();
    catalog = CatalogServiceGrpc.newBlockingStub(calls.as(tenantId));
    fixture = new CatalogFixture(jdbc, transactions, tenantId);
    coffee = fixture.product("Coffee");
    large = fixture.variant(coffee, "Large");
    milk = fixture.modifierGroup("Milk", 0, 1);
    oat = fixture.modifier(milk, "Oat", 5_000_00);
    soy = fixture.modifier(milk, "Soy", -1_000_00);
    fixture.attach(coffee, milk, 2);
    assertThat(
            catalog
                .setPrice(
                    SetPriceRequest.newBuilder()
                        .setVariantId(large.toString())
                        .setAmount(25_000_00)
                        .setCurrency("IDR")
                        .build())
                .hasPrice())
        .isTrue();
  }

  @Test
  void modifiersComeInTheOrderOfTheGroupsAndOfThemselves() {
    UUID toppings = fixture.modifierGroup("Toppings", 0, 0);
    UUID cream = fixture.modifier(toppings, "Cream", 0);
    UUID cinnamon = fixture.modifier(toppings, "Cinnamon", 0);
    fixture.change("modifier", cream, "sort_order = 5");
    fixture.change("modifier", cinnamon, "price_amount = null, price_currency = null");
    fixture.attach(coffee, toppings, 1);

    QuotedItem item = quoted(oat, cream, cinnamon);

    assertThat(item.getModifiersList())
        .containsExactly(
            modifier(cinnamon, toppings, "Cinnamon", 0),
            modifier(cream, toppings, "Cream", 0),
            modifier(oat, milk, "Oat", 5_000_00));
    assertThat(item.getUnitPrice()).isEqualTo(money(25_000_00, "IDR"));
  }

  @Test
  void aModifierMayLowerThePrice() {
    assertThat(quoted(soy).getModifiersList())
        .containsExactly(modifier(soy, milk, "Soy", -1_000_00));
  }

  @Test
  void refusesModifiersThatCannotBeHad() {
    UUID unknown = UUID.randomUUID();
    UUID size = fixture.modifierGroup("Size of pizza", 0, 0);
    UUID huge = fixture.modifier(size, "Huge", 0);
    UUID inactive = fixture.modifier(milk, "Goat", 0);
    UUID deleted = fixture.modifier(milk, "Rice", 0);
    fixture.change("modifier", inactive, "active = false");
    fixture.change("modifier", deleted, "deleted_at = now()");

    assertThat(faults(unknown, huge, inactive, deleted))
        .containsExactly(
            "The modifier %s does not exist: remove it from Coffee (Large).".formatted(unknown),
            "Huge is not offered with Coffee (Large): remove it.",
            "Goat is no longer offered with Coffee (Large): remove it.",
            "Rice is no longer offered with Coffee (Large): remove it.");
  }

  @Test
  void aDeletedGroupIsOfferedNoMoreAndDemandsNothing() {
    fixture.change("modifier_group", milk, "deleted_at = now(), min_select = 1");

    assertThat(faults()).isEmpty();
    assertThat(faults(oat)).containsExactly("Oat is not offered with Coffee (Large): remove it.");
  }

  @Test
  void refusesAModifierGivenTwice() {
    assertThat(faults(oat, oat, oat))
        .containsExactly(
            "The modifier %s is listed more than once for Coffee (Large): list it once."
                .formatted(oat));
  }

  @Test
  void refusesTooFewAndTooManyOfAGroup() {
    assertThat(faults(oat, soy))
        .containsExactly("Coffee (Large) takes at most 1 of Milk but has 2: choose fewer.");

    fixture.change("modifier_group", milk, "min_select = 1");
    UUID sugar = fixture.modifierGroup("Sugar", 2, 0);
    UUID brown = fixture.modifier(sugar, "Brown", 0);
    fixture.attach(coffee, sugar, 1);
    assertThat(faults(brown))
        .containsExactly(
            "Coffee (Large) needs at least 2 of Sugar but has 1: choose more.",
            "Coffee (Large) needs at least 1 of Milk but has 0: choose more.");
    assertThat(faults(brown, fixture.modifier(sugar, "White", 0), oat)).isEmpty();
  }

  @Test
  void refusesAModifierPricedInAnotherCurrency() {
    fixture.change("modifier", oat, "price_currency = 'USD'");

    assertThat(faults(oat)).hasSize(1);
    assertThat(faults(oat).getFirst())
        .contains("Oat of Coffee (Large) has a price in USD, but the order is in IDR");
  }

  @Test
  void aGroupOfferedByTwoProductsServesBoth() {
    UUID tea = fixture.product("Tea");
    UUID green = fixture.variant(tea, "");
    fixture.attach(tea, milk, 1);

    QuoteItemsResponse quote =
        catalog.quoteItems(
            QuoteItemsRequest.newBuilder()
                .addItems(item(large, oat))
                .addItems(item(green, oat))
                .build());

    assertThat(quote.getProblemsList())
        .extracting(QuoteProblem::getReason)
        .containsExactly("PRICE_NOT_SET");
    assertThat(quote.getProblems(0).getMessage()).startsWith("Tea has no price");
    assertThat(quote.getItems(0).getModifiersCount()).isEqualTo(1);
  }

  private QuotedItem quoted(UUID... modifierIds) {
    QuoteItemsResponse quote = quote(modifierIds);
    assertThat(quote.getProblemsList()).isEmpty();
    return quote.getItems(0);
  }

  private List<String> faults(UUID... modifierIds) {
    QuoteItemsResponse quote = quote(modifierIds);
    assertThat(quote.getItems(0).hasUnitPrice()).isEqualTo(quote.getProblemsCount() == 0);
    assertThat(quote.getProblemsList())
        .allMatch(problem -> problem.getReason().equals("MODIFIER_SELECTION_INVALID"))
        .allMatch(problem -> problem.getField().equals("modifier_ids"));
    return quote.getProblemsList().stream().map(QuoteProblem::getMessage).toList();
  }

  private QuoteItemsResponse quote(UUID... modifierIds) {
    return catalog.quoteItems(
        QuoteItemsRequest.newBuilder().addItems(item(large, modifierIds)).build());
  }

  private static QuoteItemsRequest.Item item(UUID variantId, UUID... modifierIds) {
    QuoteItemsRequest.Item.Builder item =
        QuoteItemsRequest.Item.newBuilder().setVariantId(variantId.toString()).setQuantity(1);
    for (UUID modifierId : modifierIds) {
      item.addModifierIds(modifierId.toString());
    }
    return item.build();
  }

  private static QuotedItem.Modifier modifier(UUID id, UUID groupId, String name, long delta) {
    return QuotedItem.Modifier.newBuilder()
        .setModifierId(id.toString())
        .setGroupId(groupId.toString())
        .setName(name)
        .setPriceDelta(money(delta, "IDR"))
        .build();
  }
}
