package id.laris.catalog.modifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.catalog.CatalogClient;
import id.laris.catalog.CatalogTest;
import id.laris.catalog.RecordedChanges;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.AttachModifierGroupRequest;
import id.laris.pos.v1.CreateModifierGroupRequest;
import id.laris.pos.v1.CreateModifierRequest;
import id.laris.pos.v1.DeleteModifierGroupRequest;
import id.laris.pos.v1.DeleteModifierRequest;
import id.laris.pos.v1.DetachModifierGroupRequest;
import id.laris.pos.v1.GetModifierRequest;
import id.laris.pos.v1.ListModifierGroupsRequest;
import id.laris.pos.v1.ListModifiersRequest;
import id.laris.pos.v1.ListProductsRequest;
import id.laris.pos.v1.Modifier;
import id.laris.pos.v1.ModifierGroup;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.UpdateModifierGroupRequest;
import id.laris.pos.v1.UpdateModifierRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.SqlStatements;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CatalogTest
class ModifierTest {

  private static final String NO_ONE = "00000000-0000-0000-0000-00000000dead";

  @Autowired TestCalls calls;
  @Autowired FakeClock clock;
  @Autowired SqlStatements statements;
  @Autowired DatabaseSettings database;

  private UUID tenantId;
  private CatalogClient catalog;
  private ModifierGroup milk;

  @BeforeEach
  void newTenantWithMilk() {
    tenantId = UUID.randomUUID();
    catalog = new CatalogClient(calls.as(tenantId));
    milk =
        catalog.createGroup(
            CreateModifierGroupRequest.newBuilder()
                .setName("Milk")
                .setMinSelect(1)
                .setMaxSelect(2)
                .setSortOrder(3));
    clock.advance(Duration.ofSeconds(1));
  }

  @Test
  void aGroupIsThereWithItsModifiersInTheirOrder() {
    assertThat(milk.getMinSelect()).isEqualTo(1);
    assertThat(milk.getMaxSelect()).isEqualTo(2);
    assertThat(catalog.group(milk.getId())).isEqualTo(milk);
    Modifier soy = catalog.createModifier(milk, "Soy", 2);
    Modifier oat = catalog.createModifier(milk, "Oat", 1);
    Modifier almond = catalog.createModifier(milk, "Almond", 1);

    assertThat(catalog.group(milk.getId()).getModifiersList()).containsExactly(oat, almond, soy);
    deleteModifier(almond.getId());
    assertThat(catalog.group(milk.getId()).getModifiersList()).containsExactly(oat, soy);
  }

  @Test
  void theSameIdAndContentAreStoredOnce() {
    CreateModifierGroupRequest.Builder group =
        CreateModifierGroupRequest.newBuilder().setId(UUID.randomUUID().toString()).setName("Ice");
    ModifierGroup ice = catalog.createGroup(group);
    CreateModifierRequest.Builder modifier =
        CreateModifierRequest.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setGroupId(ice.getId())
            .setName("Less")
            .setPriceDelta(idr(-50_000));
    var outcomes = Parallel.times(6, number -> catalog.createModifier(modifier.clone()));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    Modifier less = Parallel.successes(outcomes).getFirst();
    assertThat(Parallel.successes(outcomes)).containsOnly(less);
    assertThat(catalog.createGroup(group).getModifiersList()).containsExactly(less);
    Refusal.of(() -> catalog.createGroup(group.clone().setName("Snow"))).has(Reason.ALREADY_EXISTS);
    Refusal.of(() -> catalog.createModifier(modifier.clone().setPriceDelta(idr(0))))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void refusesMoreAtLeastThanAtTheMost() {
    Refusal.of(
            () ->
                catalog.createGroup(
                    CreateModifierGroupRequest.newBuilder()
                        .setName("x")
                        .setMinSelect(3)
                        .setMaxSelect(2)))
        .has(Reason.VALIDATION_FAILED)
        .naming("max_select");
    Refusal.of(() -> catalog.updateGroup(milk.toBuilder().setMinSelect(3).build(), "min_select"))
        .naming("modifier_group.max_select");

    ModifierGroup wider =
        catalog.updateGroup(
            milk.toBuilder().setMinSelect(3).setMaxSelect(5).build(), "min_select", "max_select");
    assertThat(wider.getMinSelect()).isEqualTo(3);
    assertThat(
            catalog
                .updateGroup(milk.toBuilder().setMaxSelect(0).build(), "max_select")
                .getMaxSelect())
        .isZero();
  }

  @Test
  void aPriceMayBeNegativeAbsentAndNoLargerThanThat() {
    for (long amount : new long[] {-1_000_000_000_000_000L, 0, 1_000_000_000_000_000L}) {
      assertThat(withDelta(idr(amount)).getPriceDelta()).isEqualTo(idr(amount));
    }
    for (long amount : new long[] {-1_000_000_000_000_001L, 1_000_000_000_000_001L}) {
      Refusal.of(() -> withDelta(idr(amount))).naming("price_delta.amount");
    }
    Refusal.of(() -> withDelta(Money.newBuilder().setAmount(1).setCurrency("idr").build()))
        .naming("price_delta.currency");
    assertThat(catalog.createModifier(milk, "x", 0).hasPriceDelta()).isFalse();
  }

  @Test
  void anUpdateTakesOverWhatTheMaskNames() {
    Modifier oat = catalog.createModifier(milk, "Oat", 1);
    Modifier wanted =
        oat.toBuilder()
            .setName("Oats")
            .setPriceDelta(idr(5))
            .setSortOrder(9)
            .setActive(false)
            .build();

    Modifier updated =
        catalog.updateModifier(wanted, "name", "price_delta", "sort_order", "active");

    assertThat(updated).isEqualTo(wanted.toBuilder().setVersion(1).build());
    assertThat(catalog.updateModifier(oat, "price_delta").hasPriceDelta()).isFalse();
    ModifierGroup renamed =
        catalog.updateGroup(milk.toBuilder().setName("Milks").setSortOrder(7).build(), "name");
    assertThat(renamed.getName()).isEqualTo("Milks");
    assertThat(renamed.getSortOrder()).isEqualTo(3);
    Refusal.of(() -> catalog.updateModifier(oat, "group_id")).naming("update_mask");
    Refusal.of(() -> catalog.updateGroup(milk, "modifiers")).naming("update_mask");
  }

  @Test
  void changingAModifierIsAChangeOfItsGroup() {
    long first = changes().lastChangeOf("ModifierGroup", milk.getId());
    Modifier oat = catalog.createModifier(milk, "Oat", 1);
    clock.advance(Duration.ofSeconds(1));
    catalog.updateModifier(oat.toBuilder().setName("Oats").build(), "name");
    clock.advance(Duration.ofSeconds(1));
    catalog.updateModifier(oat.toBuilder().setName("Oats").build(), "name");
    deleteModifier(oat.getId());

    assertThat(changes().eventsOf(milk.getId()))
        .containsExactly(
            "ModifierGroupCreated 0",
            "ModifierGroupUpdated 1",
            "ModifierGroupUpdated 2",
            "ModifierGroupUpdated 3");
    assertThat(changes().lastChangeOf("ModifierGroup", milk.getId())).isGreaterThan(first);
    assertThat(catalog.group(milk.getId()).getVersion()).isEqualTo(3);
  }

  @Test
  void attachingOffersGroupsInTheirOrderAndAttachingAgainMovesThem() {
    Product kopi = catalog.createProduct("Kopi");
    ModifierGroup ice = catalog.createGroup("Ice");
    clock.advance(Duration.ofSeconds(1));

    attach(kopi, milk, 1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(attach(kopi, ice, 0).getModifierGroupIdsList())
        .containsExactly(ice.getId(), milk.getId());
    clock.advance(Duration.ofSeconds(1));
    Product moved = attach(kopi, ice, 2);
    assertThat(moved.getModifierGroupIdsList()).containsExactly(milk.getId(), ice.getId());
    assertThat(attach(kopi, ice, 2)).isEqualTo(moved);
    assertThat(catalog.product(kopi.getId())).isEqualTo(moved);
    clock.advance(Duration.ofSeconds(1));
    Product detached = detach(kopi, milk);
    assertThat(detached.getModifierGroupIdsList()).containsExactly(ice.getId());
    assertThat(detach(kopi, milk)).isEqualTo(detached);
    assertThat(changes().eventsOf(kopi.getId()))
        .containsExactly(
            "ProductCreated 0",
            "ProductUpdated 1",
            "ProductUpdated 2",
            "ProductUpdated 3",
            "ProductUpdated 4");
  }

  @Test
  void deletingAGroupOfManyProductsTakesAFewStatements() {
    List<Product> products =
        IntStream.range(0, 30).mapToObj(number -> catalog.createProduct("Kopi " + number)).toList();
    clock.advance(Duration.ofSeconds(1));
    products.forEach(product -> attach(product, milk, 1));
    clock.advance(Duration.ofSeconds(1));

    assertThat(statements.during(() -> deleteGroup(milk.getId()))).hasSizeLessThan(30);

    assertThat(changes().eventsOf(products.getLast().getId()))
        .containsExactly("ProductCreated 0", "ProductUpdated 1", "ProductUpdated 2");
  }

  @Test
  void deletingAGroupTakesItOffEveryProduct() {
    Product kopi = catalog.createProduct("Kopi");
    Product teh = catalog.createProduct("Teh");
    Modifier oat = catalog.createModifier(milk, "Oat", 1);
    clock.advance(Duration.ofSeconds(1));
    attach(kopi, milk, 1);
    attach(teh, milk, 1);
    long before = changes().lastChangeOf("Product", teh.getId());
    clock.advance(Duration.ofSeconds(1));

    ModifierGroup deleted = deleteGroup(milk.getId());

    assertThat(deleted.hasDeletedAt()).isTrue();
    assertThat(deleteGroup(milk.getId())).isEqualTo(deleted);
    assertThat(catalog.group(milk.getId())).isEqualTo(deleted);
    assertThat(catalog.product(kopi.getId()).getModifierGroupIdsList()).isEmpty();
    assertThat(catalog.product(teh.getId()).getVersion()).isEqualTo(2);
    assertThat(changes().eventsOf(teh.getId())).hasSize(3);
    assertThat(changes().lastChangeOf("Product", teh.getId())).isGreaterThan(before);
    assertThat(modifier(oat.getId()).getDeletedAt()).isEqualTo(deleted.getDeletedAt());
    Refusal.of(() -> catalog.updateGroup(milk, "name")).has(Reason.NOT_FOUND);
    Refusal.of(() -> catalog.updateModifier(oat, "name")).has(Reason.NOT_FOUND);
    Refusal.of(() -> catalog.createModifier(milk, "Soy", 1)).has(Reason.NOT_FOUND);
    Refusal.of(() -> attach(kopi, milk, 1)).has(Reason.NOT_FOUND);
  }

  @Test
  void aGroupIsNeverAttachedWhileItIsBeingDeleted() {
    for (int round = 0; round < 5; round++) {
      ModifierGroup group = catalog.createGroup("g");
      Product product = catalog.createProduct("p");
      Parallel.times(
          3,
          number ->
              number == 0
                  ? deleteGroup(group.getId()).getId()
                  : attach(product, group, number).getId());

      assertThat(catalog.product(product.getId()).getModifierGroupIdsList()).isEmpty();
    }
  }

  @Test
  void refusesWhatIsNotThereAndWhatIsStale() {
    Product kopi = catalog.createProduct("Kopi");
    Modifier oat = catalog.createModifier(milk, "Oat", 1);
    ModifierGroup noGroup = milk.toBuilder().setId(NO_ONE).build();

    Refusal.of(() -> catalog.group(NO_ONE))
        .has(Reason.NOT_FOUND)
        .with("resource", "modifier group");
    Refusal.of(() -> modifier(NO_ONE)).has(Reason.NOT_FOUND).with("resource", "modifier");
    Refusal.of(() -> deleteGroup(NO_ONE)).has(Reason.NOT_FOUND);
    Refusal.of(() -> deleteModifier(NO_ONE)).has(Reason.NOT_FOUND);
    Refusal.of(() -> catalog.updateGroup(noGroup, "name")).has(Reason.NOT_FOUND);
    Refusal.of(() -> catalog.updateModifier(oat.toBuilder().setId(NO_ONE).build(), "name"))
        .has(Reason.NOT_FOUND);
    Refusal.of(() -> catalog.createModifier(noGroup, "x", 0))
        .has(Reason.NOT_FOUND)
        .with("resource", "modifier group");
    Refusal.of(() -> attach(kopi, noGroup, 1)).has(Reason.NOT_FOUND);
    Refusal.of(() -> detach(kopi, noGroup)).has(Reason.NOT_FOUND);
    Product noProduct = kopi.toBuilder().setId(NO_ONE).build();
    Refusal.of(() -> attach(noProduct, milk, 1)).has(Reason.NOT_FOUND).with("resource", "product");
    Refusal.of(() -> detach(noProduct, milk)).has(Reason.NOT_FOUND);
    FieldMask name = FieldMask.newBuilder().addPaths("name").build();
    Refusal.of(
            () ->
                catalog
                    .stub()
                    .updateModifierGroup(
                        UpdateModifierGroupRequest.newBuilder()
                            .setModifierGroup(milk)
                            .setUpdateMask(name)
                            .setVersion(9)
                            .build()))
        .has(Reason.VERSION_CONFLICT);
    Refusal.of(
            () ->
                catalog
                    .stub()
                    .updateModifier(
                        UpdateModifierRequest.newBuilder()
                            .setModifier(oat)
                            .setUpdateMask(name)
                            .setVersion(9)
                            .build()))
        .has(Reason.VERSION_CONFLICT);
    Refusal.of(
            () ->
                catalog
                    .stub()
                    .deleteModifierGroup(
                        DeleteModifierGroupRequest.newBuilder()
                            .setModifierGroupId(milk.getId())
                            .setVersion(9)
                            .build()))
        .has(Reason.VERSION_CONFLICT);
    Refusal.of(
            () ->
                catalog
                    .stub()
                    .deleteModifier(
                        DeleteModifierRequest.newBuilder()
                            .setModifierId(oat.getId())
                            .setVersion(9)
                            .build()))
        .has(Reason.VERSION_CONFLICT);
  }

  @Test
  void listsHaveWhatIsAskedFor() {
    ModifierGroup ice = catalog.createGroup("Ice");
    Product kopi = catalog.createProduct("Kopi");
    attach(kopi, ice, 0);
    Modifier oat = catalog.createModifier(milk, "Oat", 1);
    Modifier less = catalog.createModifier(ice, "Less", 1);
    deleteModifier(oat.getId());

    assertThat(groups(ListModifierGroupsRequest.newBuilder()))
        .containsExactly(catalog.group(milk.getId()), catalog.group(ice.getId()));
    assertThat(groups(ListModifierGroupsRequest.newBuilder().setProductId(kopi.getId())))
        .containsExactly(catalog.group(ice.getId()));
    assertThat(groups(ListModifierGroupsRequest.newBuilder().setProductId(NO_ONE))).isEmpty();
    assertThat(modifiers(ListModifiersRequest.newBuilder())).containsExactly(less);
    assertThat(modifiers(ListModifiersRequest.newBuilder().setGroupId(milk.getId()))).isEmpty();
    assertThat(
            modifiers(
                ListModifiersRequest.newBuilder().setGroupId(milk.getId()).setIncludeDeleted(true)))
        .hasSize(1);
    deleteGroup(ice.getId());
    assertThat(groups(ListModifierGroupsRequest.newBuilder())).hasSize(1);
    assertThat(groups(ListModifierGroupsRequest.newBuilder().setIncludeDeleted(true))).hasSize(2);
    PaginationRequest bad = PaginationRequest.newBuilder().setPageToken(NO_ONE).build();
    Refusal.of(() -> groups(ListModifierGroupsRequest.newBuilder().setPagination(bad)))
        .has(Reason.INVALID_PAGE_TOKEN);
    Refusal.of(() -> modifiers(ListModifiersRequest.newBuilder().setPagination(bad)))
        .has(Reason.INVALID_PAGE_TOKEN);
  }

  @Test
  void listsTakeAsManyStatementsForManyAsForOne() {
    Product kopi = catalog.createProduct("Kopi");
    attach(kopi, milk, 0);
    catalog.createModifier(milk, "Oat", 1);
    Runnable listing =
        () -> {
          groups(ListModifierGroupsRequest.newBuilder());
          catalog.stub().listProducts(ListProductsRequest.getDefaultInstance());
        };
    int forOne = statements.during(listing).size();
    for (int i = 0; i < 4; i++) {
      ModifierGroup group = catalog.createGroup("g" + i);
      catalog.createModifier(group, "m", 0);
      attach(catalog.createProduct("p" + i), group, 0);
    }

    assertThat(statements.during(listing)).hasSize(forOne);
  }

  private RecordedChanges changes() {
    return new RecordedChanges(database, tenantId);
  }

  private Modifier withDelta(Money priceDelta) {
    return catalog.createModifier(
        CreateModifierRequest.newBuilder()
            .setGroupId(milk.getId())
            .setName("x")
            .setPriceDelta(priceDelta));
  }

  private static Money idr(long amount) {
    return Money.newBuilder().setAmount(amount).setCurrency("IDR").build();
  }

  private Modifier modifier(String id) {
    return catalog
        .stub()
        .getModifier(GetModifierRequest.newBuilder().setModifierId(id).build())
        .getModifier();
  }

  private Modifier deleteModifier(String id) {
    return catalog
        .stub()
        .deleteModifier(DeleteModifierRequest.newBuilder().setModifierId(id).build())
        .getModifier();
  }

  private ModifierGroup deleteGroup(String id) {
    return catalog
        .stub()
        .deleteModifierGroup(DeleteModifierGroupRequest.newBuilder().setModifierGroupId(id).build())
        .getModifierGroup();
  }

  private Product attach(Product product, ModifierGroup group, int sortOrder) {
    return catalog
        .stub()
        .attachModifierGroup(
            AttachModifierGroupRequest.newBuilder()
                .setProductId(product.getId())
                .setModifierGroupId(group.getId())
                .setSortOrder(sortOrder)
                .build())
        .getProduct();
  }

  private Product detach(Product product, ModifierGroup group) {
    return catalog
        .stub()
        .detachModifierGroup(
            DetachModifierGroupRequest.newBuilder()
                .setProductId(product.getId())
                .setModifierGroupId(group.getId())
                .build())
        .getProduct();
  }

  private List<ModifierGroup> groups(ListModifierGroupsRequest.Builder request) {
    return catalog.stub().listModifierGroups(request.build()).getModifierGroupsList();
  }

  private List<Modifier> modifiers(ListModifiersRequest.Builder request) {
    return catalog.stub().listModifiers(request.build()).getModifiersList();
  }
}
