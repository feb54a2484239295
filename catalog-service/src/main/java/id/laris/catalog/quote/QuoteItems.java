package id.laris.catalog.quote;

import id.laris.catalog.levy.InForce;
import id.laris.catalog.lookup.Labels;
import id.laris.catalog.lookup.Labels.Label;
import id.laris.catalog.price.EffectivePrices;
import id.laris.catalog.servicecharge.ServiceCharge;
import id.laris.catalog.tax.TaxRule;
import id.laris.common.Ids;
import id.laris.common.db.Reads;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Returns the prices of the items of an order at its location and time, with everything that the
 * order must store of them. Three statements, however many items there are, one more where a
 * composite is among them, two more where labels of scales are, and two more where taxes and
 * service charges were not asked for a moment ago: every line of every order comes through here.
 *
 * <p>An item that cannot be sold is no error of the call: the answer lists every problem of every
 * item.
 */
@Component
public class QuoteItems {

  private final Labels labels;
  private final EffectivePrices prices;
  private final InForce<TaxRule> taxRules;
  private final InForce<ServiceCharge> serviceCharges;
  private final DefaultCurrency defaultCurrency;
  private final JdbcClient jdbc;
  private final Reads reads;
  private final Clock clock;

  QuoteItems(
      Labels labels,
      EffectivePrices prices,
      InForce<TaxRule> taxRules,
      InForce<ServiceCharge> serviceCharges,
      DefaultCurrency defaultCurrency,
      JdbcClient jdbc,
      Reads reads,
      Clock clock) {
    this.labels = labels;
    this.prices = prices;
    this.taxRules = taxRules;
    this.serviceCharges = serviceCharges;
    this.defaultCurrency = defaultCurrency;
    this.jdbc = jdbc;
    this.reads = reads;
    this.clock = clock;
  }

  public QuoteItemsResponse run(QuoteItemsRequest request) {
    requireQuantities(request.getItemsList());
    String currency = defaultCurrency.orNamed("currency", request.getCurrency());
    Instant at = request.hasAt() ? Protos.instant("at", request.getAt()) : clock.instant();
    UUID locationId = Ids.parseOrNull(request.getLocationId());
    return reads.run(
        () -> {
          Map<String, Label> read = labels(request.getItemsList());
          Assortment assortment = assortment(request.getItemsList(), read.values());
          return new Quote(
                  assortment,
                  prices.sheet(assortment.variantIds(), locationId, at, currency),
                  modifiers(assortment, request.getItemsList()),
                  levies(locationId, request),
                  new StockUses(QuotedRecipes.read(jdbc, assortment.compositeIds())),
                  read)
              .of(request.getItemsList());
        });
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

  private Assortment assortment(
      List<QuoteItemsRequest.Item> items, Collection<Label> labelsOfItems) {
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
    return Assortment.read(jdbc, variantIds, productIds);
  }

  private Modifiers modifiers(Assortment assortment, List<QuoteItemsRequest.Item> items) {
    Set<UUID> modifierIds =
        items.stream()
            .flatMap(item -> item.getModifierIdsList().stream())
            .map(Ids::parse)
            .collect(Collectors.toSet());
    return Modifiers.read(jdbc, assortment.productIds(), modifierIds);
  }

  private Levies levies(@Nullable UUID locationId, QuoteItemsRequest request) {
    return new Levies(
        taxRules.at(locationId),
        serviceCharges.at(locationId).stream()
            .filter(charge -> charge.holdsFor(request.getOrderType()))
            .toList());
  }
}
