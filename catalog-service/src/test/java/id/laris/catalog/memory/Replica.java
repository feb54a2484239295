package id.laris.catalog.memory;

import id.laris.catalog.lookup.GetEffectivePrice;
import id.laris.catalog.lookup.LookupVariant;
import id.laris.catalog.lookup.Remembered;
import id.laris.catalog.quote.QuoteItems;
import id.laris.common.background.Background;
import id.laris.pos.v1.BatchGetVariantsRequest;
import id.laris.pos.v1.BatchGetVariantsResponse;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.GetEffectivePriceRequest;
import id.laris.pos.v1.GetEffectivePriceResponse;
import id.laris.pos.v1.GetProductRequest;
import id.laris.pos.v1.GetProductResponse;
import id.laris.pos.v1.GetVariantRequest;
import id.laris.pos.v1.GetVariantResponse;
import id.laris.pos.v1.LookupVariantRequest;
import id.laris.pos.v1.LookupVariantResponse;
import id.laris.pos.v1.QuoteItemsRequest;
import id.laris.pos.v1.QuoteItemsResponse;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/** The RPCs that one process answers to a tenant from its memory. */
record Replica(
    Function<QuoteItemsRequest, QuoteItemsResponse> quote,
    Function<LookupVariantRequest, LookupVariantResponse> lookup,
    Function<GetProductRequest, GetProductResponse> product,
    Function<GetVariantRequest, GetVariantResponse> variant,
    Function<BatchGetVariantsRequest, BatchGetVariantsResponse> variants,
    Function<GetEffectivePriceRequest, GetEffectivePriceResponse> price) {

  /** The process under test. */
  static Replica of(CatalogServiceBlockingStub catalog) {
    return new Replica(
        catalog::quoteItems,
        catalog::lookupVariant,
        catalog::getProduct,
        catalog::getVariant,
        catalog::batchGetVariants,
        catalog::getEffectivePrice);
  }

  /** Another process: it has the beans of this one, and a memory of its own. */
  static Replica with(CatalogMemory memory, BeanFactory beans, UUID tenantId) {
    DefaultListableBeanFactory own = new DefaultListableBeanFactory(beans);
    // It hides the other, which has this name too.
    own.registerSingleton(CatalogMemory.class.getName(), memory);
    Remembered remembered = make(Remembered.class, own);
    Background background = beans.getBean(Background.class);
    return new Replica(
        as(tenantId, background, make(QuoteItems.class, own)::run),
        as(tenantId, background, make(LookupVariant.class, own)::run),
        as(tenantId, background, remembered::product),
        as(tenantId, background, remembered::variant),
        as(tenantId, background, remembered::variants),
        as(tenantId, background, make(GetEffectivePrice.class, own)::run));
  }

  /** Makes a bean that is not registered, so that there may be several. */
  static <T> T make(Class<T> type, AutowireCapableBeanFactory beans) {
    return type.cast(beans.autowire(type, AutowireCapableBeanFactory.AUTOWIRE_CONSTRUCTOR, false));
  }

  private static <Q, A> Function<Q, A> as(
      UUID tenantId, Background background, Function<Q, A> answer) {
    return request ->
        background.call(
            tenantId, CatalogServiceGrpc.SERVICE_NAME, "test", () -> answer.apply(request));
  }
}
