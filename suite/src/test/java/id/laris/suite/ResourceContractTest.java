package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.CaseFormat;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import id.laris.common.db.Recent;
import id.laris.common.db.Resource;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.DeleteLocationRequest;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.ListEventsRequest;
import id.laris.pos.v1.PaginationRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The rules that hold for every kind of resource, tried on each. A resource that is declared is
 * covered by itself.
 */
@SuiteWalk
class ResourceContractTest {

  @Autowired TestCalls calls;
  @Autowired EveryRpc everyRpc;
  @Autowired FakeClock clock;
  @Autowired List<Resource<?, ?>> resources;

  @Test
  void thereAreResourcesToTry() {
    assertThat(resources).extracting(Resource::name).contains("tax rule", "supplier");
  }

  @TestFactory
  List<DynamicTest> everyResourceKeepsTheContract() {
    return resources.stream()
        .filter(this::isUpdatable)
        .map(resource -> DynamicTest.dynamicTest(resource.name(), () -> keepsContract(resource)))
        .toList();
  }

  /** Prices, transfers and purchase orders have other ways to change. */
  private boolean isUpdatable(Resource<?, ?> resource) {
    return List.of("Create", "Update", "Delete").stream()
        .allMatch(
            verb ->
                everyRpc.all().stream()
                    .anyMatch(rpc -> rpc.name().equals(verb + typeOf(resource.name()))));
  }

  /** Such as TaxRule of tax rule. */
  private static String typeOf(String name) {
    return CaseFormat.LOWER_UNDERSCORE.to(CaseFormat.UPPER_CAMEL, name.replace(' ', '_'));
  }

  private void keepsContract(Resource<?, ?> resource) {
    Try noun = new Try(resource.name());

    Message made = noun.create("Original");
    assertThat(noun.create(id(made), "Original")).as("created again").isEqualTo(made);
    noun.closeLocation();
    assertThat(noun.create(id(made), "Original"))
        .as("created again after the location that it names was deleted")
        .isEqualTo(made);
    if (noun.namesLocations(made)) {
      assertThat(noun.update(made, "location_ids")).as("updated to the same").isEqualTo(made);
      Refusal.of(() -> noun.create("New")).has(Reason.LOCATION_NOT_FOUND);
    }
    Refusal.of(() -> noun.create(id(made), "Other")).has(Reason.ALREADY_EXISTS);
    assertThat(noun.get(id(made))).as("read").isEqualTo(made);
    assertThat(noun.list(false)).as("listed").contains(made);

    Message renamed = noun.rename(made, "Renamed");
    assertThat(field(renamed, noun.name())).isEqualTo("Renamed");
    assertThat(version(renamed)).isGreaterThan(version(made));
    assertThat(noun.rename(renamed, "Renamed")).as("renamed to the same").isEqualTo(renamed);
    Refusal.of(() -> noun.rename(made, "Stale")).has(Reason.VERSION_CONFLICT);
    if (noun.needsName()) {
      Refusal.of(() -> noun.rename(renamed, "")).has(Reason.VALIDATION_FAILED);
    }
    Refusal.of(() -> noun.update(renamed, "id")).has(Reason.VALIDATION_FAILED);
    Refusal.of(() -> noun.update(renamed, "version")).has(Reason.VALIDATION_FAILED);

    Refusal.of(() -> noun.delete(id(made), version(made))).has(Reason.VERSION_CONFLICT);
    Message deleted = noun.delete(id(made), version(renamed));
    assertThat(deleted.hasField(descriptor(deleted, "deleted_at"))).isTrue();
    assertThat(noun.delete(id(made), version(made))).as("deleted again").isEqualTo(deleted);
    assertThat(noun.get(id(made))).as("read after its deletion").isEqualTo(deleted);
    assertThat(noun.list(false)).as("listed without what is deleted").isEmpty();
    assertThat(noun.list(true)).as("listed with what is deleted").containsExactly(deleted);

    // Absence is reported before any other error, also before a stale version.
    assertThat(noun.refusedAsAbsent(() -> noun.rename(made, "Stale"))).isTrue();
    String nobody = UUID.randomUUID().toString();
    assertThat(noun.refusedAsAbsent(() -> noun.get(nobody))).isTrue();
    assertThat(noun.refusedAsAbsent(() -> noun.delete(nobody, 7))).isTrue();

    if (!resource.name().equals("modifier")) {
      // Changes of a modifier are events of its group.
      assertThat(noun.events(id(made)))
          .as("events")
          .extracting(Event::getSequence)
          .containsExactly((long) version(made), (long) version(renamed), (long) version(deleted));
    }
  }

  /** One kind of resource, called by the names that the conventions give its RPCs. */
  private final class Try {

    private final String field;
    private final String type;
    private final Channel channel = calls.as(UUID.randomUUID());
    private final World world = World.of(channel);
    private final String locationId = openLocation(channel);
    private final RequestMaker requests =
        new RequestMaker(name -> name.equals("location_ids") ? locationId : world.id(name));

    Try(String name) {
      this.field = name.replace(' ', '_');
      this.type = typeOf(name);
      // The world has one of each already, which lists would show.
      Message list = list();
      list.getAllFields().values().stream()
          .filter(List.class::isInstance)
          .flatMap(items -> ((List<?>) items).stream())
          .map(Message.class::cast)
          .forEach(item -> seen.add(id(item)));
    }

    private final List<String> seen = new java.util.ArrayList<>();

    Message create(String name) {
      return create(UUID.randomUUID().toString(), name);
    }

    Message create(String id, String name) {
      EveryRpc.Callable rpc = rpc("Create" + type);
      Message.Builder request = requests.make(rpc.emptyRequest()).toBuilder();
      set(request, "id", id);
      set(request, name(), name);
      if (request.getDescriptorForType().findFieldByName("code") != null) {
        set(request, "code", "C" + id.substring(0, 5).toUpperCase(Locale.ROOT));
      }
      for (String unique : List.of("sku", "barcode", "email")) {
        if (request.getDescriptorForType().findFieldByName(unique) != null) {
          set(request, unique, "%s-%s@example".formatted(unique, id));
        }
      }
      return resourceIn(rpc.call(channel, request.build()));
    }

    /** The field of its name. */
    String name() {
      return needsName() ? "name" : "display_name";
    }

    /** A customer may have the parts of a name instead. */
    boolean needsName() {
      return !type.equals("Customer");
    }

    boolean namesLocations(Message resource) {
      return resource.getDescriptorForType().findFieldByName("location_ids") != null;
    }

    /** Deletes the location, after the time for which answers about it are kept. */
    void closeLocation() {
      var _ =
          InventoryServiceGrpc.newBlockingStub(channel)
              .deleteLocation(DeleteLocationRequest.newBuilder().setLocationId(locationId).build());
      clock.advance(Recent.FRESH.plusSeconds(1));
    }

    Message get(String id) {
      EveryRpc.Callable rpc = rpc("Get" + type);
      return resourceIn(rpc.call(channel, with(rpc.emptyRequest(), field + "_id", id)));
    }

    /** Returns the resources of a list that the world did not have. */
    List<Message> list(boolean deletedToo) {
      EveryRpc.Callable rpc =
          everyRpc.all().stream().filter(this::isList).findFirst().orElseThrow();
      Message request =
          with(
              with(rpc.emptyRequest(), "include_deleted", deletedToo),
              "pagination",
              PaginationRequest.newBuilder().setPageSize(100).build());
      Message response = rpc.call(channel, request);
      return response.getAllFields().entrySet().stream()
          .filter(entry -> entry.getKey().isRepeated())
          .flatMap(entry -> ((List<?>) entry.getValue()).stream())
          .map(Message.class::cast)
          .filter(item -> !seen.contains(id(item)))
          .toList();
    }

    private Message list() {
      EveryRpc.Callable rpc =
          everyRpc.all().stream().filter(this::isList).findFirst().orElseThrow();
      return rpc.call(channel, rpc.emptyRequest());
    }

    /** Such as ListTaxRules and ListCategories. */
    private boolean isList(EveryRpc.Callable rpc) {
      return rpc.name().startsWith("List")
          && rpc.rpc().descriptor().getOutputType().getFields().stream()
              .anyMatch(
                  items ->
                      items.isRepeated()
                          && items.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                          && items.getMessageType().getName().equals(type));
    }

    Message rename(Message resource, String name) {
      return update(with(resource, name(), name), name());
    }

    Message update(Message resource, String path) {
      EveryRpc.Callable rpc = rpc("Update" + type);
      Message.Builder request = rpc.emptyRequest().newBuilderForType();
      set(request, field, resource);
      set(request, "update_mask", FieldMask.newBuilder().addPaths(path).build());
      set(request, "version", version(resource));
      return resourceIn(rpc.call(channel, request.build()));
    }

    Message delete(String id, int version) {
      EveryRpc.Callable rpc = rpc("Delete" + type);
      return resourceIn(
          rpc.call(channel, with(with(rpc.emptyRequest(), field + "_id", id), "version", version)));
    }

    /** Some kinds have a reason of their own, such as LOCATION_NOT_FOUND. */
    boolean refusedAsAbsent(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
      return Refusal.of(call).reason().endsWith("NOT_FOUND");
    }

    List<Event> events(String id) {
      return EventServiceGrpc.newBlockingStub(channel)
          .listEvents(ListEventsRequest.newBuilder().addAggregateIds(id).build())
          .getEventsList();
    }

    private EveryRpc.Callable rpc(String name) {
      return everyRpc.all().stream()
          .filter(rpc -> rpc.name().equals(name))
          .findFirst()
          .orElseThrow();
    }

    private Message resourceIn(Message response) {
      return (Message) field(response, field);
    }
  }

  private static String openLocation(Channel channel) {
    return InventoryServiceGrpc.newBlockingStub(channel)
        .createLocation(
            CreateLocationRequest.newBuilder().setCode("POPUP").setName("Pop-up").build())
        .getLocation()
        .getId();
  }

  private static Message with(Message message, String field, Object value) {
    Message.Builder changed = message.toBuilder();
    set(changed, field, value);
    return changed.build();
  }

  private static void set(Message.Builder builder, String field, Object value) {
    builder.setField(builder.getDescriptorForType().findFieldByName(field), value);
  }

  private static FieldDescriptor descriptor(Message message, String field) {
    return message.getDescriptorForType().findFieldByName(field);
  }

  private static Object field(Message message, String field) {
    return message.getField(descriptor(message, field));
  }

  private static String id(Message resource) {
    return (String) field(resource, "id");
  }

  private static int version(Message resource) {
    return (int) field(resource, "version");
  }
}
