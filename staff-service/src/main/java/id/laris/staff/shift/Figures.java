package id.laris.staff.shift;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.TenderTotals;
import id.laris.pos.v1.TenderTotals.Sales;
import id.laris.pos.v1.TenderTotals.Tender;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;

/**
 * Arithmetic with the figures of sales, field by field: the payments of the same type and currency,
 * and the sales of the same currency. Open orders are no figures.
 */
final class Figures {

  private Figures() {}

  static TenderTotals sum(TenderTotals one, TenderTotals other) {
    return combine(one, other, Amounts::add);
  }

  /** The change from some figures to later ones, without what has not changed. */
  static TenderTotals change(TenderTotals before, TenderTotals after) {
    TenderTotals all = combine(after, before, Amounts::subtract);
    return TenderTotals.newBuilder()
        .addAllTenders(all.getTendersList().stream().filter(Figures::isChange).toList())
        .addAllSales(all.getSalesList().stream().filter(Figures::isChange).toList())
        .build();
  }

  private static TenderTotals combine(
      TenderTotals one, TenderTotals other, LongBinaryOperator operation) {
    return TenderTotals.newBuilder()
        .addAllTenders(
            combine(
                one.getTendersList(),
                other.getTendersList(),
                Tender.getDefaultInstance(),
                tender ->
                    "%s %02d"
                        .formatted(tender.getNet().getCurrency(), tender.getPaymentTypeValue()),
                operation))
        .addAllSales(
            combine(
                one.getSalesList(),
                other.getSalesList(),
                Sales.getDefaultInstance(),
                sales -> sales.getTotal().getCurrency(),
                operation))
        .build();
  }

  private static <M extends Message> List<M> combine(
      List<M> one, List<M> other, M empty, Function<M, String> key, LongBinaryOperator operation) {
    Map<String, M> combined = new TreeMap<>();
    one.forEach(part -> combined.put(key.apply(part), part));
    for (M part : other) {
      M first = combined.getOrDefault(key.apply(part), empty);
      combined.put(key.apply(part), combine(first, part, operation));
    }
    return List.copyOf(combined.values());
  }

  private static <M extends Message> M combine(M one, M other, LongBinaryOperator operation) {
    Message.Builder result = other.toBuilder();
    for (FieldDescriptor field : other.getDescriptorForType().getFields()) {
      if (field.getJavaType() == JavaType.LONG) {
        result.setField(
            field, operation.applyAsLong((long) one.getField(field), (long) other.getField(field)));
      } else if (field.getJavaType() == JavaType.MESSAGE) {
        Money amount = (Money) other.getField(field);
        result.setField(
            field,
            amount.toBuilder()
                .setAmount(
                    operation.applyAsLong(
                        ((Money) one.getField(field)).getAmount(), amount.getAmount()))
                .build());
      }
    }
    @SuppressWarnings("unchecked") // what the builder of an M builds is an M
    M combined = (M) result.build();
    return combined;
  }

  private static boolean isChange(Message part) {
    return part.getAllFields().entrySet().stream()
        .anyMatch(
            field ->
                field.getValue() instanceof Long
                    || (field.getValue() instanceof Money money && money.getAmount() != 0));
  }
}
