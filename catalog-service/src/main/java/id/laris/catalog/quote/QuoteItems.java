package id.laris.catalog.quote;

import id.laris.catalog.lookup.Labels;
import id.laris.catalog.lookup.Labels.Label;
import id.laris.catalog.memory.CatalogMemory;
import id.laris.catalog.memory.Sight;
import id.laris.catalog.price.EffectivePrices.Occasion;
import id.laris.common.Ids;
import id.laris.common.grpc.DefaultCurrency;
import id.laris.common.grpc.LabelledQuantity;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.QuoteItemsRequest;
import id.laris.pos.v1.QuoteItemsResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Returns the prices of the items of an order at its location and time, with everything that the
 * order must store of them. Every line of every order comes through here: it is one statement where
 * the goods were sold before and have not changed, two more where labels of scales are among them.
 *
 * <p>An item that cannot be sold is no error of the call: the answer lists every problem of every
 * item.
 */
@Component
public class QuoteItems {

  private final CatalogMemory memory;
  private final Labels labels;
  private final Modifiers modifiers;
  private final DefaultCurrency defaultCurrency;
  private final Clock clock;

  QuoteItems(
      CatalogMemory memory,
      Labels labels,
      Modifiers modifiers,
      DefaultCurrency defaultCurrency,
      Clock clock) {
    this.memory = memory;
    this.labels = labels;
    this.modifiers = modifiers;
    this.defaultCurrency = defaultCurrency;
    this.clock = clock;
  }

  public QuoteItemsResponse run(QuoteItemsRequest request) {
    List<QuoteItemsRequest.Item> items = request.getItemsList();
    requireQuantities(items);
    String currency = defaultCurrency.orNamed("currency", request.getCurrency());
    Instant at = request.hasAt() ? Protos.instant("at", request.getAt()) : clock.instant();
    UUID locationId = Ids.parseOrNull(request.getLocationId());
    Sight catalog = memory.now();
    Map<String, Label> read = labels(items);
    Assortment assortment = assortment(catalog, items, read.values());
    return new Quote(
            assortment,
            new Occasion(locationId, at, currency),
            modifiers.offer(catalog, assortment.products().values(), chosenModifiers(items)),
            levies(catalog, locationId, request),
            new StockUses(
                QuotedRecipes.of(
                    catalog,
                    assortment.variants().values().stream().map(QuotedVariant::known).toList())),
            read)
        .of(items);
  }

  /** An item has a quantity or a label, which then says the quantity. */
  private static void requireQuantities(List<QuoteItemsRequest.Item> items) {
    for (int i = 0; i < items.size(); i++) {
      LabelledQuantity.require(
          "items[%d].".formatted(i), items.get(i).getLabelBarcode(), items.get(i).getQuantity());
    }
  }

  /** The labels of the items, as far as they can be read, by their barcodes. */
  private Map<String, Label> labels(List<QuoteItemsRequest.Item> items) {
    return labels.read(
        items.stream()
            .map(QuoteItemsRequest.Item::getLabelBarcode)
            .filter(barcode -> !barcode.isEmpty())
            .collect(Collectors.toSet()));
  }

  private static Assortment assortment(
      Sight catalog, List<QuoteItemsRequest.Item> items, Collection<Label> labelsOfItems) {
    Set<UUID> variantIds =
        labelsOfItems.stream()
            .map(Label::variantId)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(HashSet::new));
    Set<UUID> productIds = new HashSet<>();
    for (QuoteItemsRequest.Item item : items) {
      if (!item.getVariantId().isEmpty()) {
        variantIds.add(Ids.parse(item.getVariantId()));
      } else if (!item.getProductId().isEmpty() && item.getLabelBarcode().isEmpty()) {
        productIds.add(Ids.parse(item.getProductId()));
      }
    }
    return Assortment.of(catalog, variantIds, productIds);
  }

  private static Set<UUID> chosenModifiers(List<QuoteItemsRequest.Item> items) {
    return items.stream()
        .flatMap(item -> item.getModifierIdsList().stream())
        .map(Ids::parse)
        .collect(Collectors.toSet());
  }

  private static Levies levies(
      Sight catalog, @Nullable UUID locationId, QuoteItemsRequest request) {
    return new Levies(
        catalog.taxRules(locationId),
        catalog.serviceCharges(locationId).stream()
            .filter(charge -> charge.holdsFor(request.getOrderType()))
            .toList());
  }
}
