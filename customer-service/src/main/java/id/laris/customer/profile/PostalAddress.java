package id.laris.customer.profile;

import id.laris.pos.v1.Customer.Address;

/** A postal address of a customer, as it is stored. */
record PostalAddress(
    String label, String street, String city, String region, String postalCode, String country) {

  static PostalAddress of(Address address) {
    return new PostalAddress(
        address.getLabel(),
        address.getStreet(),
        address.getCity(),
        address.getRegion(),
        address.getPostalCode(),
        address.getCountry());
  }

  Address toProto() {
    return Address.newBuilder()
        .setLabel(label)
        .setStreet(street)
        .setCity(city)
        .setRegion(region)
        .setPostalCode(postalCode)
        .setCountry(country)
        .build();
  }
}
