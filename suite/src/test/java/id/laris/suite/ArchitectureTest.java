package id.laris.suite;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ObjectArrays;
import com.google.common.collect.Sets;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import id.laris.pos.Service;
import io.grpc.stub.StreamObserver;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.springframework.transaction.annotation.Transactional;

/** The rules of the code that the compiler does not enforce. */
@AnalyzeClasses(packages = "id.laris", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] SERVICES =
      Service.shortNames().stream().map("id.laris.%s.."::formatted).toArray(String[]::new);

  /** Packages below {@code id.laris} that are no service. */
  private static final Set<String> OTHERS =
      Set.of(
          "client",
          "common",
          "demo",
          "events",
          "pos",
          "postgres",
          "quickstart",
          "simulator",
          "rules",
          "suite",
          "testkit");

  @ArchTest
  static final ArchRule noServiceKnowsAnother =
      slices()
          .matching("id.laris.(%s)..".formatted(String.join("|", Service.shortNames())))
          .should()
          .notDependOnEachOther()
          .because("services talk through their public API only");

  /** Otherwise the rules for services would not apply to it. */
  @ArchTest
  static void everyServiceIsDeclared(JavaClasses classes) {
    assertThat(classes.stream().map(type -> type.getPackageName().split("\\.", -1)[2]).distinct())
        .as("packages below id.laris: a service is declared in id.laris.pos.Service, others here")
        .isSubsetOf(Sets.union(OTHERS, Set.copyOf(Service.shortNames())))
        .containsAll(Service.shortNames());
  }

  @ArchTest
  static final ArchRule commonStandsOnNothingButTheApi =
      classes()
          .that()
          .resideInAPackage("id.laris.common..")
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackage("id.laris..")
                  .or(resideInAnyPackage("id.laris.common..", "id.laris.pos..")));

  @ArchTest
  static final ArchRule eventsKnowNoService =
      noClasses()
          .that()
          .resideInAPackage("id.laris.events..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SERVICES);

  /** From the bottom to the top; a package knows only those that come before it. */
  private static final List<String> COMMON =
      List.of(
          "id.laris.common.money",
          "id.laris.common.errors",
          "id.laris.common",
          "id.laris.common.http",
          "id.laris.common.secret",
          "id.laris.common.grpc",
          "id.laris.common.auth",
          "id.laris.common.db",
          "id.laris.common.search",
          "id.laris.common.client",
          "id.laris.common.background",
          "id.laris.common.health");

  @ArchTest
  static void everyPackageOfCommonHasItsPlace(JavaClasses classes) {
    assertThat(classes.stream().map(JavaClass::getPackageName).distinct())
        .filteredOn(name -> (name + ".").startsWith("id.laris.common."))
        .isSubsetOf(COMMON);
  }

  @ArchTest
  static void noPackageOfCommonKnowsOneAboveIt(JavaClasses classes) {
    for (int i = 0; i < COMMON.size() - 1; i++) {
      noClasses()
          .that()
          .resideInAPackage(COMMON.get(i))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(COMMON.subList(i + 1, COMMON.size()).toArray(String[]::new))
          .check(classes);
    }
  }

  @ArchTest
  static final ArchRule paymentsKnowOnlyThatThereIsAGateway =
      noClasses()
          .that()
          .resideInAnyPackage("id.laris.payment.transaction..", "id.laris.payment.gateway..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("id.laris.payment.midtrans..")
          .because("a second gateway must not touch the state machine");

  @ArchTest
  static final ArchRule nothingThatServesKnowsTheSimulator =
      noClasses()
          .that()
          .resideOutsideOfPackages("id.laris.simulator..", "id.laris.suite..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("id.laris.simulator..");

  @ArchTest
  static final ArchRule onlyTheRpcTableKnowsStreamObservers =
      noClasses()
          .that()
          .resideOutsideOfPackages("id.laris.pos.v1", "id.laris.testkit")
          .and()
          .resideOutsideOfPackage("id.laris.common.grpc")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(StreamObserver.class)
          .because("handlers return values; the reply goes out after the commit");

  @ArchTest
  static final ArchRule transactionsAreNotAnnotations =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Transactional.class)
          .because(
              "a transaction around a StreamObserver replies before it commits; Writes and Reads do"
                  + " not");

  @ArchTest
  static final ArchRule timeComesFromTheClock =
      noClasses()
          .that()
          .resideOutsideOfPackages("id.laris.pos.v1", "id.laris.postgres")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  private static final List<Class<?>> ARITHMETIC =
      List.of(Math.class, StrictMath.class, BigInteger.class, BigDecimal.class);

  @ArchTest
  static final ArchRule whatDoesNotFitIsSaidByAmounts =
      noClasses()
          .that()
          .resideInAnyPackage(SERVICES)
          .should()
          .accessTargetWhere(
              describe(
                  "the target is arithmetic of java.lang or java.math that refuses, or a sum that"
                      + " overflows",
                  ArchitectureTest::isGeneralArithmetic))
          .because(
              "an amount or quantity that is too large is the caller's mistake (AmountOverflow),"
                  + " and any other ArithmeticException is ours");

  private static boolean isGeneralArithmetic(JavaAccess<?> access) {
    return (access.getName().endsWith("Exact")
            && ARITHMETIC.stream().anyMatch(access.getTargetOwner()::isEquivalentTo))
        || (access.getName().equals("sum")
            && access.getTargetOwner().isEquivalentTo(LongStream.class));
  }

  @ArchTest
  static final ArchRule noFloatTouchesMoney =
      noClasses()
          .that()
          .resideInAnyPackage(ObjectArrays.concat(SERVICES, "id.laris.common.money.."))
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Double.class, Float.class);
}
