package id.laris.customer.profile;

import static id.laris.common.grpc.Protos.setTime;

import com.google.type.Date;
import id.laris.common.Ids;
import id.laris.customer.search.CustomerTexts;
import id.laris.pos.v1.Customer.Consent;
import java.util.List;
import java.util.stream.Stream;

final class CustomerProtos {

  private CustomerProtos() {}

  static id.laris.pos.v1.Customer toProto(Customer customer) {
    id.laris.pos.v1.Customer.Builder proto =
        id.laris.pos.v1.Customer.newBuilder()
            .setId(customer.id().toString())
            .setNumber(customer.number())
            .setDisplayName(customer.name())
            .setGivenName(customer.givenName())
            .setFamilyName(customer.familyName())
            .setEmail(customer.email())
            .setPhone(customer.phone())
            .addAllOtherPhones(customer.otherPhones())
            .addAllAddresses(customer.addresses().stream().map(PostalAddress::toProto).toList())
            .setTaxNumber(customer.taxNumber())
            .addAllGroups(customer.groups())
            .addAllTags(customer.tags())
            .setNotes(customer.notes())
            .setPreferredLocationId(Ids.text(customer.preferredLocationId()))
            .putAllExternalIds(customer.externalIds())
            .setActive(customer.isActive())
            .setMergedInto(Ids.text(customer.mergedInto()))
            .setVersion(customer.version());
    if (customer.birthDay() != 0) {
      proto.setBirthday(
          Date.newBuilder()
              .setYear(customer.birthYear())
              .setMonth(customer.birthMonth())
              .setDay(customer.birthDay()));
    }
    Boolean granted = customer.consentGranted();
    if (granted != null) {
      Consent.Builder consent =
          Consent.newBuilder().setGranted(granted).setSource(customer.consentSource());
      setTime(customer.consentAt(), consent::setAt);
      proto.setMarketingConsent(consent);
    }
    setTime(customer.anonymizedAt(), proto::setAnonymizedAt);
    setTime(customer.createdAt(), proto::setCreatedAt);
    setTime(customer.updatedAt(), proto::setUpdatedAt);
    setTime(customer.deletedAt(), proto::setDeletedAt);
    return proto.build();
  }

  /** The texts by which the customer is found; a merged or anonymised one is not. */
  static Stream<CustomerTexts> texts(Customer customer) {
    return customer.mergedInto() == null && !customer.isAnonymized()
        ? Stream.of(
            new CustomerTexts(
                customer.id(),
                List.of(customer.name(), customer.givenName(), customer.familyName()),
                customer.number(),
                customer.email(),
                Stream.concat(Stream.of(customer.phone()), customer.otherPhones().stream())
                    .filter(phone -> !phone.isEmpty())
                    .toList(),
                customer.isDeleted()))
        : Stream.empty();
  }
}
