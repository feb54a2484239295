package id.laris.customer.search;

import java.util.List;
import java.util.UUID;

/**
 * The texts by which a customer is found.
 *
 * @param phones as E.164
 * @param deleted whether only a search that asks for deleted customers finds it
 */
public record CustomerTexts(
    UUID id,
    List<String> names,
    String number,
    String email,
    List<String> phones,
    boolean deleted) {}
