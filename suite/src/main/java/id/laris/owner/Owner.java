package id.laris.owner;

import id.laris.client.DatabaseAccess;
import id.laris.client.LarisClient;
import id.laris.client.NobodyAnswersException;
import id.laris.common.secret.KeyFiles;
import id.laris.pos.v1.CreateOwnerRequest;
import id.laris.pos.v1.StaffServiceGrpc;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Makes the owner of a tenant in a running Laris, which nobody else can do before there is one. It
 * shows the service key: that of the environment, or the one that Laris keeps beside its own
 * database, in a file that only its user can read.
 */
public final class Owner {

  private static final int WRONG_USE = 2;
  private static final int PASSWORD_BYTES = 18;

  private static final Metadata.Key<String> SERVICE_KEY = key("x-laris-service-key");
  private static final Metadata.Key<String> TENANT_ID = key("x-laris-tenant-id");

  private Owner() {}

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(arguments), System.getenv(), out));
  }

  private static int run(List<String> arguments, Map<String, String> environment, PrintStream out) {
    String target = target(environment);
    try (LarisClient client = LarisClient.to(target)) {
      OwnerOptions options = OwnerOptions.parse(arguments);
      String serviceKey = serviceKey(environment);
      String password = options.generate() ? newPassword() : askedPassword();
      return make(client.channel(), serviceKey, options, password, out) ? 0 : 1;
    } catch (OwnerOptions.WrongUse e) {
      out.println(e.getMessage());
      return WRONG_USE;
    } catch (NobodyAnswersException e) {
      out.println(e.getMessage());
      return 1;
    }
  }

  private static String target(Map<String, String> environment) {
    String given = environment.getOrDefault("POS_TARGET", "");
    return given.isBlank() ? "localhost:" + environment.getOrDefault("POS_PORT", "50053") : given;
  }

  /** The key of the environment, else the one that the suite has made. */
  static String serviceKey(Map<String, String> environment) {
    String given = environment.getOrDefault("POS_SERVICE_KEY", "").strip();
    if (!given.isEmpty()) {
      return given;
    }
    Path file = DatabaseAccess.dataDirectory(environment).resolve(KeyFiles.SERVICE);
    try {
      return Files.readString(file, StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      throw new OwnerOptions.WrongUse(
          """
          There is no key to make an owner with: %s cannot be read.
          With the database that Laris brings along, start it with POS_AUTH_ENABLED=true, and run this as the
          same user and with the same POS_DATA_DIR. With a database of your own, set POS_SERVICE_KEY to what
          Laris has.\
          """
              .formatted(file));
    }
  }

  private static String newPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @SuppressWarnings(
      "SystemConsoleNull") // it is null without a terminal: so it was before Java 22, and is since
  // 25
  private static String askedPassword() {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new OwnerOptions.WrongUse(
          "There is no terminal to ask for a password at: add --generate, and it is made and"
              + " shown.");
    }
    char[] first = console.readPassword("Password (10 characters or more): ");
    char[] second = console.readPassword("The same again: ");
    if (first == null || second == null || !Arrays.equals(first, second)) {
      throw new OwnerOptions.WrongUse("The two are not the same: nothing was done.");
    }
    return new String(first);
  }

  /** Makes the owner; false where Laris refuses, and then the output says why. */
  static boolean make(
      Channel channel, String serviceKey, OwnerOptions options, String password, PrintStream out) {
    Metadata headers = new Metadata();
    headers.put(SERVICE_KEY, serviceKey);
    headers.put(TENANT_ID, options.tenantId().toString());
    var staff =
        StaffServiceGrpc.newBlockingStub(
            ClientInterceptors.intercept(
                channel, MetadataUtils.newAttachHeadersInterceptor(headers)));
    try {
      var owner =
          staff
              .createOwner(
                  CreateOwnerRequest.newBuilder()
                      .setEmail(options.email())
                      .setName(options.name())
                      .setTenantName(options.tenantName())
                      .setPassword(password)
                      .build())
              .getEmployee();
      out.printf("Tenant    %s%n", options.tenantId());
      out.printf(
          "Owner     %s %s, employee %s%n", owner.getNumber(), owner.getName(), owner.getId());
      out.printf("Signs in  by %s%n", owner.getEmail());
      if (options.generate()) {
        out.printf(
            "Password  %s%n          It is shown this once: change it with SetPassword.%n",
            password);
      }
      return true;
    } catch (StatusRuntimeException e) {
      Status status = e.getStatus();
      out.println(
          status.getCode() == Status.Code.UNAVAILABLE
              ? "No Laris answers: start it with ./pos run first."
              : "It was refused: %s".formatted(status.getDescription()));
      return false;
    }
  }
}
