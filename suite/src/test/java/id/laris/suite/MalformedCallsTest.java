package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Headers;
import id.laris.common.grpc.Rpcs;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.CreateCategoryResponse;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.ListCategoriesRequest;
import id.laris.pos.v1.SubscribeRequest;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Compressor;
import io.grpc.CompressorRegistry;
import io.grpc.InternalMetadata;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Calls that no sound client sends are refused with a reason, and disturb nobody. */
class MalformedCallsTest extends NetworkCalls {

  private static final int MIB = 1024 * 1024;

  @Autowired TestCalls calls;
  @Autowired EveryRpc everyRpc;

  @Test
  void aUnaryCallWithoutAMessageOrWithTwo() {
    for (EveryRpc.Callable rpc : everyRpc.all()) {
      for (int messages : new int[] {0, 2}) {
        Refusal refusal = Refusal.of(send(rpc.method(), channel, rpc.emptyRequest(), messages));
        if (rpc.rpc().access() != Rpcs.Access.SERVICES) {
          assertThat(refusal.reason()).as("%s", rpc).isEqualTo(Reason.VALIDATION_FAILED.name());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5 * MIB, 8 * MIB + 1, 12 * MIB})
  void aMessageThatIsTooLarge(int bytes) {
    CreateCategoryRequest large =
        CreateCategoryRequest.newBuilder().setName("x".repeat(bytes)).build();

    Refusal.of(() -> CatalogServiceGrpc.newBlockingStub(channel).createCategory(large))
        .has(Reason.VALIDATION_FAILED)
        .naming("request");
  }

  @ParameterizedTest
  @ValueSource(ints = {5 * MIB, 9 * MIB, 40 * MIB})
  void gzipThatUnpacksToTooMuch(int bytes) {
    CreateCategoryRequest large =
        CreateCategoryRequest.newBuilder().setName("x".repeat(bytes)).build();

    Refusal refusal =
        Refusal.of(
                () ->
                    CatalogServiceGrpc.newBlockingStub(channel)
                        .withCompression("gzip")
                        .createCategory(large))
            .has(Reason.VALIDATION_FAILED)
            .naming("request");
    assertThat(refusal.message()).contains("larger than 4 MiB");
  }

  @Test
  void bytesThatAreNoGzip() {
    byte[] whole = gzip(CreateCategoryRequest.newBuilder().setName("Tea".repeat(50)).build());
    byte[] corrupt = whole.clone();
    corrupt[whole.length / 2] ^= 0x55;
    for (byte[] sent :
        new byte[][] {
          new byte[0],
          "no gzip".getBytes(StandardCharsets.UTF_8),
          Arrays.copyOf(whole, whole.length / 2),
          corrupt
        }) {
      ManagedChannel packed = network.builder().compressorRegistry(sending(sent)).build();
      try {
        Refusal.of(
                () ->
                    CatalogServiceGrpc.newBlockingStub(Network.as(tenant, packed))
                        .withCompression("gzip")
                        .createCategory(CreateCategoryRequest.newBuilder().setName("x").build()))
            .has(Reason.VALIDATION_FAILED)
            .naming("request");
      } finally {
        packed.shutdownNow();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 16, 24, 100, 500})
  void headersThatAreTooLargeAndTheOtherCallsOfTheConnection(int kibibytes) throws Exception {
    var stream =
        EventServiceGrpc.newBlockingV2Stub(channel)
            .subscribe(SubscribeRequest.getDefaultInstance());
    assertThat(stream.read()).isNotNull();
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("x-padding", Metadata.ASCII_STRING_MARSHALLER),
        "x".repeat(kibibytes * 1024));
    var stub =
        CatalogServiceGrpc.newBlockingStub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));

    for (int i = 0; i < 3; i++) {
      Refusal.of(() -> stub.listCategories(ListCategoriesRequest.getDefaultInstance()))
          .has(Reason.HEADERS_TOO_LARGE);
    }

    var category =
        CatalogServiceGrpc.newBlockingStub(channel)
            .createCategory(CreateCategoryRequest.newBuilder().setName("Tea").build())
            .getCategory();
    String event = "";
    while (!event.equals(category.getId())) {
      event = stream.read().getEvent().getAggregateId();
    }
    stream.cancel("done", null);
  }

  @Test
  void manySmallHeadersAreLargeToo() {
    Metadata headers = new Metadata();
    for (int i = 0; i < 250; i++) {
      headers.put(Metadata.Key.of("x-" + i, Metadata.ASCII_STRING_MARSHALLER), "");
    }
    var stub =
        CatalogServiceGrpc.newBlockingStub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));

    Refusal.of(() -> stub.listCategories(ListCategoriesRequest.getDefaultInstance()))
        .has(Reason.HEADERS_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"café-1", "cafè-1", "\u0000", "a\u0000b", "a\tb", "\u007f", " a", "a ", " ", ""})
  void anIdempotencyKeyThatIsNotPrintableAscii(String key) {
    for (String name : new String[] {"idempotency-key", "x-idempotency-key"}) {
      Refusal.of(() -> create(name, key.getBytes(StandardCharsets.UTF_8)))
          .has(Reason.VALIDATION_FAILED)
          .naming("idempotency-key");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"~", "a b", "{\"order\": 1}"})
  void anIdempotencyKeyOfPrintableAscii(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);

    assertThat(create("idempotency-key", bytes)).isEqualTo(create("x-idempotency-key", bytes));
  }

  @Test
  void severalIdempotencyKeys() {
    Metadata headers = new Metadata();
    headers.put(Headers.IDEMPOTENCY_KEY, "one");
    headers.put(Headers.X_IDEMPOTENCY_KEY, "other");

    Refusal.of(() -> create(headers)).has(Reason.VALIDATION_FAILED).naming("idempotency-key");
  }

  private CreateCategoryResponse create(String name, byte[] key) {
    Metadata headers = new Metadata();
    headers.put(
        InternalMetadata.keyOf(
            name,
            new InternalMetadata.TrustedAsciiMarshaller<byte[]>() {
              @Override
              public byte[] toAsciiString(byte[] value) {
                return value;
              }

              @Override
              public byte[] parseAsciiString(byte[] serialized) {
                return serialized;
              }
            }),
        key);
    return create(headers);
  }

  /** Inside the process, because the client of the network would leave out such headers. */
  private CreateCategoryResponse create(Metadata headers) {
    return CatalogServiceGrpc.newBlockingStub(calls.as(tenant))
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .createCategory(CreateCategoryRequest.newBuilder().setName("Tea").build());
  }

  private static StatusRuntimeException send(
      MethodDescriptor<Message, Message> method, Channel channel, Message request, int messages) {
    CompletableFuture<StatusRuntimeException> ended = new CompletableFuture<>();
    ClientCall<Message, Message> call = channel.newCall(method, CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            ended.complete(status.asRuntimeException(trailers));
          }
        },
        new Metadata());
    for (int i = 0; i < messages; i++) {
      call.sendMessage(request);
    }
    call.halfClose();
    call.request(1);
    return ended.join();
  }

  private static byte[] gzip(Message message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      message.writeTo(gzip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A registry whose gzip sends these bytes in place of any message. */
  private static CompressorRegistry sending(byte[] bytes) {
    CompressorRegistry registry = CompressorRegistry.newEmptyInstance();
    registry.register(
        new Compressor() {
          @Override
          public String getMessageEncoding() {
            return "gzip";
          }

          @Override
          public OutputStream compress(OutputStream out) throws IOException {
            out.write(bytes);
            return new OutputStream() {
              @Override
              public void write(int b) {}

              @Override
              public void close() throws IOException {
                out.close();
              }
            };
          }
        });
    return registry;
  }
}
