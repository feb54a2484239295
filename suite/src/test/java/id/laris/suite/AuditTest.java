package id.laris.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.common.grpc.Headers;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AnonymizeCustomerRequest;
import id.laris.pos.v1.ApproveRequest;
import id.laris.pos.v1.AuditEntry;
import id.laris.pos.v1.AuditServiceGrpc;
import id.laris.pos.v1.AuditServiceGrpc.AuditServiceBlockingStub;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.Category;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.CreateCustomerRequest;
import id.laris.pos.v1.CreateEmployeeRequest;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.CustomerServiceGrpc.CustomerServiceBlockingStub;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.ListAuditEntriesRequest;
import id.laris.pos.v1.ListEventsRequest;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.RemoveOrderItemRequest;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.SetPinRequest;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.StaffServiceGrpc.StaffServiceBlockingStub;
import id.laris.pos.v1.UpdateCategoryRequest;
import id.laris.pos.v1.UpdateOrderItemRequest;
import id.laris.pos.v1.VerifyAuditRequest;
import id.laris.pos.v1.VerifyAuditResponse;
import id.laris.pos.v1.VerifyAuditResponse.Fault;
import id.laris.pos.v1.VoidOrderRequest;
import id.laris.staff.role.BuiltInRole;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The audit says who changed what, and shows whatever was done to it. */
@SuiteWalk
class AuditTest {

  @Autowired TestCalls calls;
  @Autowired Rows rows;
  @Autowired EventsAgain eventsAgain;

  private final UUID tenant = UUID.randomUUID();
  private AuditServiceBlockingStub audit;
  private CatalogServiceBlockingStub catalog;

  @BeforeEach
  void connect() {
    audit = AuditServiceGrpc.newBlockingStub(calls.as(tenant));
    catalog = CatalogServiceGrpc.newBlockingStub(calls.as(tenant));
  }

  private Category create(String name) {
    return catalog
        .createCategory(CreateCategoryRequest.newBuilder().setName(name).build())
        .getCategory();
  }

  private void rename(Category category, String name) {
    var _ =
        catalog.updateCategory(
            UpdateCategoryRequest.newBuilder()
                .setCategory(category.toBuilder().setName(name))
                .setUpdateMask(FieldMask.newBuilder().addPaths("name"))
                .build());
  }

  private List<AuditEntry> entries() {
    return entries(ListAuditEntriesRequest.newBuilder());
  }

  private List<AuditEntry> entries(ListAuditEntriesRequest.Builder request) {
    eventsAgain.awaitConsumers(tenant);
    return audit.listAuditEntries(request.build()).getEntriesList();
  }

  private VerifyAuditResponse verify() {
    return audit.verifyAudit(VerifyAuditRequest.getDefaultInstance());
  }

  @Test
  void aChangeSaysWhoMadeItByWhichCallAndTheDifference() {
    Category drinks = create("Drinks");
    rename(drinks, "Hot drinks");

    AuditEntry entry = entries().getFirst();

    assertThat(entry.getNumber()).isEqualTo(2);
    assertThat(entry.getService()).isEqualTo("catalog");
    assertThat(entry.getType()).isEqualTo("CategoryUpdated");
    assertThat(entry.getResourceId()).isEqualTo(drinks.getId());
    assertThat(entry.getActor().getRpc()).isEqualTo("pos.v1.CatalogService/UpdateCategory");
    assertThat(entry.getActor().getUserId()).isNotEmpty();
    assertThat(entry.getChangesList())
        .containsExactly(
            AuditEntry.Change.newBuilder()
                .setPath("name")
                .setBefore("Drinks")
                .setAfter("Hot drinks")
                .build());
  }

  @Test
  void theFirstEntryOfAThingHasAllThatIsSet() {
    var _ = create("Drinks");

    assertThat(entries().getFirst().getChangesList())
        .extracting(AuditEntry.Change::getPath)
        .contains("id", "name")
        .doesNotContain("version", "updated_at");
  }

  @Test
  void entriesAreFoundByResourceAndByPerson() {
    Category drinks = create("Drinks");
    var _ = create("Meals");
    String user = entries().getFirst().getActor().getUserId();

    assertThat(entries(ListAuditEntriesRequest.newBuilder().setResourceId(drinks.getId())))
        .extracting(AuditEntry::getResourceId)
        .containsExactly(drinks.getId());
    assertThat(entries(ListAuditEntriesRequest.newBuilder().setUserId(user))).hasSize(2);
    assertThat(
            entries(ListAuditEntriesRequest.newBuilder().setUserId(UUID.randomUUID().toString())))
        .isEmpty();
  }

  @Test
  void pageByPageEachEntryComesOnce() {
    for (int i = 0; i < 5; i++) {
      var _ = create("Category " + i);
    }
    eventsAgain.awaitConsumers(tenant);

    List<Long> seen = new ArrayList<>();
    String token = "";
    do {
      var page =
          audit.listAuditEntries(
              ListAuditEntriesRequest.newBuilder()
                  .setPagination(PaginationRequest.newBuilder().setPageSize(2).setPageToken(token))
                  .build());
      page.getEntriesList().forEach(entry -> seen.add(entry.getNumber()));
      token = page.getPagination().getNextPageToken();
    } while (!token.isEmpty());

    assertThat(seen).containsExactly(5L, 4L, 3L, 2L, 1L);
  }

  /** A world has one of everything, of all services. */
  @Test
  void everyEventOfEveryServiceHasAnEntry() {
    var _ = World.of(calls.as(tenant));
    eventsAgain.awaitConsumers(tenant);

    List<String> events =
        EventServiceGrpc.newBlockingStub(calls.as(tenant))
            .listEvents(ListEventsRequest.newBuilder().setLimit(1_000).build())
            .getEventsList()
            .stream()
            .map(Event::getId)
            .toList();

    assertThat(column("event_id")).containsExactlyInAnyOrderElementsOf(events);
    assertThat(column("service"))
        .contains("catalog", "sales", "inventory", "customer", "promotion");
    assertThat(verify().getFault()).isEqualTo(Fault.FAULT_UNSPECIFIED);
    assertThat(verify().getVerified()).isEqualTo(events.size());
  }

  private List<String> column(String name) {
    return rows.asOwner()
        .sql(
            "select %s::text from staff.audit_entry where tenant_id = ? order by number"
                .formatted(name))
        .param(tenant)
        .query((row, number) -> row.getString(1))
        .list();
  }

  @ParameterizedTest
  @CsvSource({
    // An entry that says something else
    "update staff.audit_entry set payload = (select payload from staff.audit_entry where tenant_id = :t and number = 5), BROKEN_OR_CHANGED, 3",
    "update staff.audit_entry set type = 'CategoryDeleted', BROKEN, 3",
    "update staff.audit_entry set actor = '\\x', CHANGED, 3",
    "update staff.audit_entry set user_id = gen_random_uuid(), CHANGED, 3",
    "update staff.audit_entry set approved_by = gen_random_uuid(), CHANGED, 3",
    "update staff.audit_entry set redacted = true where tenant_id = :t and number = 3; update staff.audit_entry set payload = (select payload from staff.audit_entry where tenant_id = :t and number = 5), CHANGED, 3",
    "update staff.audit_entry set occurred_at = occurred_at - interval '1 day', BROKEN, 3",
    // One that is gone
    "delete from staff.audit_entry, MISSING, 3",
  })
  void whatIsDoneToAnEntryShows(String statement, String fault, long number) {
    five();

    var _ =
        rows.asOwner()
            .sql(statement + " where tenant_id = :t and number = 3")
            .param("t", tenant)
            .update();

    assertThat(verify().getFaultNumber()).isEqualTo(number);
    assertThat(fault).contains(verify().getFault().name());
  }

  private void five() {
    for (int i = 1; i <= 5; i++) {
      var _ = create("Category " + i);
    }
    eventsAgain.awaitConsumers(tenant);
    assertThat(verify().getVerified()).isEqualTo(5);
    assertThat(verify().getFault()).isEqualTo(Fault.FAULT_UNSPECIFIED);
  }

  @Test
  void entriesThatChangedPlacesShow() {
    five();

    for (String step : List.of("2 to -2", "3 to 2", "-2 to 3")) {
      String[] places = step.split(" to ", -1);
      var _ =
          rows.asOwner()
              .sql(
                  "update staff.audit_entry set number = ?::bigint where tenant_id = ? and number = ?::bigint")
              .params(places[1], tenant, places[0])
              .update();
    }

    assertThat(verify().getFault()).isEqualTo(Fault.BROKEN);
    assertThat(verify().getFaultNumber()).isEqualTo(2);
  }

  @Test
  void aLastEntryThatIsGoneShows() {
    five();

    var _ =
        rows.asOwner()
            .sql("delete from staff.audit_entry where tenant_id = ? and number = 5")
            .param(tenant)
            .update();

    assertThat(verify().getFault()).isEqualTo(Fault.MISSING);
    assertThat(verify().getFaultNumber()).isEqualTo(5);
  }

  @Test
  void aChainThatIsGoneShows() {
    five();

    var _ =
        rows.asOwner()
            .sql("delete from staff.audit_chain where tenant_id = ?")
            .param(tenant)
            .update();

    assertThat(verify().getFault()).isEqualTo(Fault.MISSING);
  }

  @Test
  void aLastEntryThatIsGoneShowsToWhoeverVerifiesFromThere() {
    five();

    var _ =
        rows.asOwner()
            .sql("delete from staff.audit_entry where tenant_id = ? and number = 5")
            .param(tenant)
            .update();

    assertThat(
            audit
                .verifyAudit(VerifyAuditRequest.newBuilder().setFromNumber(6).build())
                .getFaultNumber())
        .isEqualTo(5);
  }

  @Test
  void aChainIsVerifiedPartByPart() {
    five();

    VerifyAuditResponse first =
        audit.verifyAudit(VerifyAuditRequest.newBuilder().setLimit(3).build());
    VerifyAuditResponse second =
        audit.verifyAudit(
            VerifyAuditRequest.newBuilder().setFromNumber(first.getNextNumber()).build());

    assertThat(first.getVerified()).isEqualTo(3);
    assertThat(first.getNextNumber()).isEqualTo(4);
    assertThat(second.getVerified()).isEqualTo(2);
    assertThat(second.getNextNumber()).isZero();
  }

  @Test
  void anAnonymisedCustomerLeavesTheAuditAndTheChainHolds() {
    CustomerServiceBlockingStub customers = CustomerServiceGrpc.newBlockingStub(calls.as(tenant));
    String id =
        customers
            .createCustomer(
                CreateCustomerRequest.newBuilder()
                    .setDisplayName("Siti Rahayu")
                    .setEmail("siti@example.com")
                    .build())
            .getCustomer()
            .getId();
    var _ =
        customers.anonymizeCustomer(
            AnonymizeCustomerRequest.newBuilder().setCustomerId(id).build());

    List<AuditEntry> entries = entries();

    assertThat(entries)
        .allSatisfy(
            entry ->
                assertThat(entry.toByteString().toString(UTF_8))
                    .doesNotContain("Siti", "siti@example.com"));
    assertThat(entries.getLast().getRedacted()).isTrue();
    assertThat(verify().getFault()).isEqualTo(Fault.FAULT_UNSPECIFIED);
    assertThat(verify().getRedacted()).isEqualTo(1);
  }

  @Test
  void aLineThatIsMadeSmallerOrRemovedBeforeTheSaleShows() {
    SalesServiceBlockingStub sales = SalesServiceGrpc.newBlockingStub(calls.as(tenant));
    String variant = TinyCatalog.variant(calls.as(tenant));
    String order = sales.createOrder(CreateOrderRequest.getDefaultInstance()).getOrder().getId();
    String item =
        sales
            .addOrderItem(
                AddOrderItemRequest.newBuilder()
                    .setOrderId(order)
                    .setVariantId(variant)
                    .setQuantity(2)
                    .build())
            .getItem()
            .getId();
    var _ =
        sales.updateOrderItem(
            UpdateOrderItemRequest.newBuilder()
                .setOrderId(order)
                .setItemId(item)
                .setQuantity(1)
                .setUpdateMask(FieldMask.newBuilder().addPaths("quantity"))
                .build());
    var _ =
        sales.removeOrderItem(
            RemoveOrderItemRequest.newBuilder().setOrderId(order).setItemId(item).build());

    List<AuditEntry> entries =
        entries(ListAuditEntriesRequest.newBuilder().setResourceId(order).setResourceType("Order"));

    assertThat(entries)
        .extracting(AuditEntry::getType)
        .containsExactly("OrderChanged", "OrderChanged", "OrderChanged", "OrderCreated");
    assertThat(entries.getFirst().getActor().getRpc())
        .isEqualTo("pos.v1.SalesService/RemoveOrderItem");
    assertThat(entries.getFirst().getChangesList())
        .anyMatch(
            change ->
                change.getPath().equals("removed_items[0].quantity")
                    && change.getAfter().equals("1"))
        .anyMatch(change -> change.getPath().equals("request") && change.getAfter().contains(item));
    assertThat(entries.get(1).getChangesList())
        .anyMatch(
            change ->
                change.getPath().equals("quantities_before[0].quantity")
                    && change.getAfter().equals("2"));
  }

  @Test
  void anApprovedCallNamesWhoApprovedItAndTheReason() {
    StaffServiceBlockingStub staff = StaffServiceGrpc.newBlockingStub(calls.as(tenant));
    String shop =
        InventoryServiceGrpc.newBlockingStub(calls.as(tenant))
            .createLocation(
                CreateLocationRequest.newBuilder().setCode("SHOP").setName("Shop").build())
            .getLocation()
            .getId();
    String manager =
        staff
            .createEmployee(
                CreateEmployeeRequest.newBuilder()
                    .setName("Dewi")
                    .addRoleIds(BuiltInRole.MANAGER.id().toString())
                    .build())
            .getEmployee()
            .getId();
    var _ =
        staff.setPin(SetPinRequest.newBuilder().setEmployeeId(manager).setPin("258046").build());
    Channel till = calls.as(tenant, "sales.read sales.write");
    String order =
        SalesServiceGrpc.newBlockingStub(till)
            .createOrder(CreateOrderRequest.getDefaultInstance())
            .getOrder()
            .getId();
    String approval =
        StaffServiceGrpc.newBlockingStub(till)
            .approve(
                ApproveRequest.newBuilder()
                    .setAction("sales.void")
                    .setResourceId(order)
                    .setPin("258046")
                    .setLocationId(shop)
                    .build())
            .getApproval()
            .getId();
    Metadata headers = new Metadata();
    headers.put(Headers.APPROVAL_ID, approval);
    var _ =
        SalesServiceGrpc.newBlockingStub(till)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
            .voidOrder(
                VoidOrderRequest.newBuilder().setOrderId(order).setReason("wrong table").build());

    AuditEntry entry =
        entries(
                ListAuditEntriesRequest.newBuilder()
                    .setResourceId(order)
                    .setResourceType("Order")
                    .setUserId(manager))
            .getFirst();

    assertThat(entry.getType()).isEqualTo("OrderVoided");
    assertThat(entry.getActor().getApprovalId()).isEqualTo(approval);
    assertThat(entry.getApprovedByName()).isEqualTo("Dewi");
    assertThat(entry.getReason()).isEqualTo("wrong table");
  }

  @Test
  void anEventThatComesAgainHasNoSecondEntry() {
    five();

    eventsAgain.changeNothing(tenant);

    assertThat(column("number")).hasSize(5);
  }
}
