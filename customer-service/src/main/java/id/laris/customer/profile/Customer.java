package id.laris.customer.profile;

import id.laris.common.Ids;
import id.laris.common.db.DeletableRow;
import id.laris.common.grpc.Protos;
import id.laris.events.types.Anonymous;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/** A customer whom the shop knows by name. */
@Entity
@Table(name = "customer", schema = "customer")
public class Customer extends DeletableRow {

  // The limits of the API, which a merge keeps too.
  private static final int MOST_PHONES = 10;
  private static final int MOST_ADDRESSES = 10;
  private static final int MOST_GROUPS = 20;
  private static final int MOST_TAGS = 50;
  private static final int MOST_NOTES = 2_000;
  private static final int MOST_EXTERNAL_IDS = 20;

  @Column(updatable = false)
  private String number = "";

  @Column(name = "display_name")
  private String displayName = "";

  @Column(name = "given_name")
  private String givenName = "";

  @Column(name = "family_name")
  private String familyName = "";

  private String email = "";
  private String phone = "";

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "other_phones")
  private List<String> otherPhones = List.of();

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  private List<PostalAddress> addresses = List.of();

  @Column(name = "birth_year")
  private int birthYear;

  @Column(name = "birth_month")
  private int birthMonth;

  @Column(name = "birth_day")
  private int birthDay;

  @Column(name = "tax_number")
  private String taxNumber = "";

  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> groups = List.of();

  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> tags = List.of();

  private String notes = "";

  @Column(name = "preferred_location_id")
  private @Nullable UUID preferredLocationId;

  @Column(name = "consent_granted")
  private @Nullable Boolean consentGranted;

  @Column(name = "consent_at")
  private @Nullable Instant consentAt;

  @Column(name = "consent_source")
  private String consentSource = "";

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  @Column(name = "external_ids")
  private Map<String, String> externalIds = Map.of();

  private boolean active = true;

  @Column(name = "merged_into")
  private @Nullable UUID mergedInto;

  @Column(name = "anonymized_at")
  private @Nullable Instant anonymizedAt;

  /** For Hibernate. */
  protected Customer() {}

  Customer(UUID id) {
    super(id);
  }

  /** Gets its number, once. */
  void number(String newNumber) {
    number = newNumber;
  }

  /** Takes over everything that can be changed; telephone numbers are E.164 already. */
  void take(id.laris.pos.v1.Customer wanted, Instant now) {
    displayName = wanted.getDisplayName();
    givenName = wanted.getGivenName();
    familyName = wanted.getFamilyName();
    email = wanted.getEmail();
    phone = wanted.getPhone();
    otherPhones = List.copyOf(wanted.getOtherPhonesList());
    addresses = wanted.getAddressesList().stream().map(PostalAddress::of).toList();
    birthYear = wanted.getBirthday().getYear();
    birthMonth = wanted.getBirthday().getMonth();
    birthDay = wanted.getBirthday().getDay();
    taxNumber = wanted.getTaxNumber();
    groups = wanted.getGroupsList().stream().distinct().toList();
    tags = wanted.getTagsList().stream().distinct().toList();
    notes = wanted.getNotes();
    preferredLocationId = Ids.parseOrNull(wanted.getPreferredLocationId());
    takeConsent(wanted, now);
    externalIds = Map.copyOf(wanted.getExternalIdsMap());
    active = wanted.getActive();
  }

  /**
   * Takes over what this one lacks from a customer who is merged into it, as far as the limits of
   * the API allow; notes are joined.
   */
  void takeMissing(Customer other) {
    if (name().isEmpty()) {
      displayName = other.displayName;
      givenName = other.givenName;
      familyName = other.familyName;
    }
    email = email.isEmpty() ? other.email : email;
    takePhones(other);
    addresses = joined(addresses, other.addresses, MOST_ADDRESSES);
    if (birthDay == 0) {
      birthYear = other.birthYear;
      birthMonth = other.birthMonth;
      birthDay = other.birthDay;
    }
    taxNumber = taxNumber.isEmpty() ? other.taxNumber : taxNumber;
    groups = joined(groups, other.groups, MOST_GROUPS);
    tags = joined(tags, other.tags, MOST_TAGS);
    notes = bothNotes(notes, other.notes);
    if (preferredLocationId == null) {
      preferredLocationId = other.preferredLocationId;
    }
    if (consentGranted == null) {
      consentGranted = other.consentGranted;
      consentAt = other.consentAt;
      consentSource = other.consentSource;
    }
    takeExternalIds(other);
  }

  private void takePhones(Customer other) {
    List<String> theirs =
        Stream.concat(Stream.of(other.phone), other.otherPhones.stream())
            .filter(number -> !number.isEmpty() && !number.equals(phone))
            .toList();
    List<String> all = joined(otherPhones, theirs, MOST_PHONES + 1);
    if (phone.isEmpty() && !all.isEmpty()) {
      phone = all.getFirst();
      all = all.subList(1, all.size());
    }
    otherPhones = joined(all, List.of(), MOST_PHONES);
  }

  private void takeExternalIds(Customer other) {
    Map<String, String> all = new TreeMap<>(externalIds);
    other.externalIds.forEach(
        (system, id) -> {
          if (all.size() < MOST_EXTERNAL_IDS) {
            all.putIfAbsent(system, id);
          }
        });
    externalIds = Map.copyOf(all);
  }

  private static String bothNotes(String ours, String theirs) {
    String both =
        Stream.of(ours, theirs)
            .filter(one -> !one.isEmpty())
            .distinct()
            .collect(Collectors.joining("\n"));
    return both.codePointCount(0, both.length()) <= MOST_NOTES
        ? both
        : both.substring(0, both.offsetByCodePoints(0, MOST_NOTES));
  }

  private static <T> List<T> joined(List<T> ours, List<T> theirs, int most) {
    return Stream.concat(ours.stream(), theirs.stream()).distinct().limit(most).toList();
  }

  /** Ends as a customer of its own: everything of it belongs to the other one from now on. */
  void mergeInto(UUID other, Instant now) {
    mergedInto = other;
    active = false;
    if (!isDeleted()) {
      delete(now);
    }
  }

  /** Forgets who the customer is, for good. */
  void anonymize(Instant now) {
    take(Anonymous.customer(CustomerProtos.toProto(this)), now);
    active = false;
    anonymizedAt = now;
  }

  private void takeConsent(id.laris.pos.v1.Customer wanted, Instant now) {
    if (!wanted.hasMarketingConsent()) {
      consentGranted = null;
      consentAt = null;
      consentSource = "";
      return;
    }
    id.laris.pos.v1.Customer.Consent consent = wanted.getMarketingConsent();
    consentGranted = consent.getGranted();
    consentAt = consent.hasAt() ? Protos.instant("marketing_consent.at", consent.getAt()) : now;
    consentSource = consent.getSource();
  }

  String number() {
    return number;
  }

  /** Name as displayed: the one that was given, or else given and family name. */
  String name() {
    return displayName.isEmpty()
        ? Stream.of(givenName, familyName)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "))
        : displayName;
  }

  String displayName() {
    return displayName;
  }

  String givenName() {
    return givenName;
  }

  String familyName() {
    return familyName;
  }

  String email() {
    return email;
  }

  String phone() {
    return phone;
  }

  List<String> otherPhones() {
    return otherPhones;
  }

  List<PostalAddress> addresses() {
    return addresses;
  }

  int birthYear() {
    return birthYear;
  }

  int birthMonth() {
    return birthMonth;
  }

  int birthDay() {
    return birthDay;
  }

  String taxNumber() {
    return taxNumber;
  }

  List<String> groups() {
    return groups;
  }

  List<String> tags() {
    return tags;
  }

  String notes() {
    return notes;
  }

  @Nullable UUID preferredLocationId() {
    return preferredLocationId;
  }

  @Nullable Boolean consentGranted() {
    return consentGranted;
  }

  @Nullable Instant consentAt() {
    return consentAt;
  }

  String consentSource() {
    return consentSource;
  }

  Map<String, String> externalIds() {
    return externalIds;
  }

  boolean isActive() {
    return active;
  }

  /** The customer with whom it was merged; null if it was not. */
  public @Nullable UUID mergedInto() {
    return mergedInto;
  }

  @Nullable Instant anonymizedAt() {
    return anonymizedAt;
  }

  boolean isAnonymized() {
    return anonymizedAt != null;
  }
}
