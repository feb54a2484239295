package id.laris.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.laris.common.secret.KeyFiles;
import id.laris.pos.v1.SignInRequest;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.suite.SuiteApplication;
import id.laris.testkit.LarisTest;
import id.laris.testkit.TestCalls;
import io.grpc.Metadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

@LarisTest
@ContextConfiguration(classes = SuiteApplication.class)
@TestPropertySource(
    properties = {
      "pos.auth.enabled=true",
      "pos.master-key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
      "pos.service-key=" + OwnerTest.SERVICE_KEY
    })
class OwnerTest {

  static final String SERVICE_KEY = "only-the-services-of-this-test-know-it";
  private static final String PASSWORD = "correct horse battery";

  @Autowired TestCalls calls;
  @TempDir Path directory;

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final String email = "u" + UUID.randomUUID() + "@example.com";

  private boolean make(String serviceKey, String... options) {
    return Owner.make(
        calls.with(new Metadata()),
        serviceKey,
        OwnerOptions.parse(List.of(options)),
        PASSWORD,
        new PrintStream(output, true, StandardCharsets.UTF_8));
  }

  private String shown() {
    return output.toString(StandardCharsets.UTF_8);
  }

  @Test
  void makesAnOwnerWhoCanSignIn() {
    String tenantId = UUID.randomUUID().toString();

    assertThat(make(SERVICE_KEY, "--email", email, "--tenant", tenantId)).as(shown()).isTrue();

    assertThat(shown()).contains(tenantId, "E-000001", email).doesNotContain(PASSWORD);
    var tokens =
        StaffServiceGrpc.newBlockingStub(calls.with(new Metadata()))
            .signIn(SignInRequest.newBuilder().setEmail(email).setPassword(PASSWORD).build())
            .getTokens();
    assertThat(tokens.getTenantId()).isEqualTo(tenantId);
    assertThat(make(SERVICE_KEY, "--email", email, "--tenant", tenantId)).isFalse();
    assertThat(shown()).contains("Another employee has this e-mail address");
  }

  @Test
  void showsAPasswordThatItHasMade() {
    assertThat(make(SERVICE_KEY, "--email", email, "--generate")).isTrue();

    assertThat(shown()).contains(PASSWORD, "shown this once");
  }

  @Test
  void isRefusedWithoutTheServiceKey() {
    assertThat(make("a guess", "--email", email)).isFalse();

    assertThat(shown()).contains("service key is wrong");
  }

  @Test
  void findsTheKeyInTheEnvironmentOrBesideTheDatabase() throws IOException {
    Map<String, String> here = Map.of("POS_DATA_DIR", directory.toString());
    assertThatThrownBy(() -> Owner.serviceKey(here)).hasMessageContaining("POS_AUTH_ENABLED=true");

    String made = new KeyFiles(directory).key(KeyFiles.SERVICE);

    assertThat(Owner.serviceKey(here)).isEqualTo(made);
    assertThat(new KeyFiles(directory).key(KeyFiles.SERVICE)).as("it stays").isEqualTo(made);
    assertThat(Files.getPosixFilePermissions(directory.resolve(KeyFiles.SERVICE)))
        .extracting(Enum::name)
        .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    assertThat(Owner.serviceKey(Map.of("POS_SERVICE_KEY", " given "))).isEqualTo("given");
  }

  @Test
  void explainsItsOptions() {
    for (List<String> wrong :
        List.of(
            List.<String>of(),
            List.of("--email"),
            List.of("--mail", email),
            List.of("--name", "Sari"))) {
      assertThatThrownBy(() -> OwnerOptions.parse(wrong)).hasMessageContaining("Usage");
    }
    assertThatThrownBy(() -> OwnerOptions.parse(List.of("--tenant", "mine", "--email", email)))
        .hasMessageContaining("UUID");
  }
}
