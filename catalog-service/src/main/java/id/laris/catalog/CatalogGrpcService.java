package id.laris.catalog;

import static id.laris.common.grpc.Replies.reply;

import id.laris.catalog.category.CategoryActions;
import id.laris.catalog.lookup.LookupVariant;
import id.laris.catalog.modifier.ModifierActions;
import id.laris.catalog.modifier.ModifierGroupActions;
import id.laris.catalog.product.ProductActions;
import id.laris.catalog.product.SearchProducts;
import id.laris.catalog.variant.VariantActions;
import id.laris.pos.v1.*;
import io.grpc.stub.StreamObserver;
import org.springframework.stereotype.Component;

/** One line per RPC: the table of contents of the service. */
@Component
final class CatalogGrpcService extends CatalogServiceGrpc.CatalogServiceImplBase {

  private final CategoryActions categories;
  private final ProductActions products;
  private final SearchProducts searchProducts;
  private final VariantActions variants;
  private final LookupVariant lookupVariant;
  private final ModifierGroupActions modifierGroups;
  private final ModifierActions modifiers;

  CatalogGrpcService(
      CategoryActions categories,
      ProductActions products,
      SearchProducts searchProducts,
      VariantActions variants,
      LookupVariant lookupVariant,
      ModifierGroupActions modifierGroups,
      ModifierActions modifiers) {
    this.categories = categories;
    this.products = products;
    this.searchProducts = searchProducts;
    this.variants = variants;
    this.lookupVariant = lookupVariant;
    this.modifierGroups = modifierGroups;
    this.modifiers = modifiers;
  }

  @Override
  public void createCategory(
      CreateCategoryRequest request, StreamObserver<CreateCategoryResponse> observer) {
    reply(observer, () -> categories.create(request));
  }

  @Override
  public void getCategory(
      GetCategoryRequest request, StreamObserver<GetCategoryResponse> observer) {
    reply(observer, () -> categories.get(request));
  }

  @Override
  public void listCategories(
      ListCategoriesRequest request, StreamObserver<ListCategoriesResponse> observer) {
    reply(observer, () -> categories.list(request));
  }

  @Override
  public void updateCategory(
      UpdateCategoryRequest request, StreamObserver<UpdateCategoryResponse> observer) {
    reply(observer, () -> categories.update(request));
  }

  @Override
  public void deleteCategory(
      DeleteCategoryRequest request, StreamObserver<DeleteCategoryResponse> observer) {
    reply(observer, () -> categories.delete(request));
  }

  @Override
  public void createProduct(
      CreateProductRequest request, StreamObserver<CreateProductResponse> observer) {
    reply(observer, () -> products.create(request));
  }

  @Override
  public void getProduct(GetProductRequest request, StreamObserver<GetProductResponse> observer) {
    reply(observer, () -> products.get(request));
  }

  @Override
  public void listProducts(
      ListProductsRequest request, StreamObserver<ListProductsResponse> observer) {
    reply(observer, () -> products.list(request));
  }

  @Override
  public void updateProduct(
      UpdateProductRequest request, StreamObserver<UpdateProductResponse> observer) {
    reply(observer, () -> products.update(request));
  }

  @Override
  public void deleteProduct(
      DeleteProductRequest request, StreamObserver<DeleteProductResponse> observer) {
    reply(observer, () -> products.delete(request));
  }

  @Override
  public void restoreProduct(
      RestoreProductRequest request, StreamObserver<RestoreProductResponse> observer) {
    reply(observer, () -> products.restore(request));
  }

  @Override
  public void searchProducts(
      SearchProductsRequest request, StreamObserver<SearchProductsResponse> observer) {
    reply(observer, () -> searchProducts.run(request));
  }

  @Override
  public void createVariant(
      CreateVariantRequest request, StreamObserver<CreateVariantResponse> observer) {
    reply(observer, () -> variants.create(request));
  }

  @Override
  public void getVariant(GetVariantRequest request, StreamObserver<GetVariantResponse> observer) {
    reply(observer, () -> variants.get(request));
  }

  @Override
  public void batchGetVariants(
      BatchGetVariantsRequest request, StreamObserver<BatchGetVariantsResponse> observer) {
    reply(observer, () -> variants.batchGet(request));
  }

  @Override
  public void listVariants(
      ListVariantsRequest request, StreamObserver<ListVariantsResponse> observer) {
    reply(observer, () -> variants.list(request));
  }

  @Override
  public void updateVariant(
      UpdateVariantRequest request, StreamObserver<UpdateVariantResponse> observer) {
    reply(observer, () -> variants.update(request));
  }

  @Override
  public void deleteVariant(
      DeleteVariantRequest request, StreamObserver<DeleteVariantResponse> observer) {
    reply(observer, () -> variants.delete(request));
  }

  @Override
  public void lookupVariant(
      LookupVariantRequest request, StreamObserver<LookupVariantResponse> observer) {
    reply(observer, () -> lookupVariant.run(request));
  }

  @Override
  public void createModifierGroup(
      CreateModifierGroupRequest request, StreamObserver<CreateModifierGroupResponse> observer) {
    reply(observer, () -> modifierGroups.create(request));
  }

  @Override
  public void getModifierGroup(
      GetModifierGroupRequest request, StreamObserver<GetModifierGroupResponse> observer) {
    reply(observer, () -> modifierGroups.get(request));
  }

  @Override
  public void listModifierGroups(
      ListModifierGroupsRequest request, StreamObserver<ListModifierGroupsResponse> observer) {
    reply(observer, () -> modifierGroups.list(request));
  }

  @Override
  public void updateModifierGroup(
      UpdateModifierGroupRequest request, StreamObserver<UpdateModifierGroupResponse> observer) {
    reply(observer, () -> modifierGroups.update(request));
  }

  @Override
  public void deleteModifierGroup(
      DeleteModifierGroupRequest request, StreamObserver<DeleteModifierGroupResponse> observer) {
    reply(observer, () -> modifierGroups.delete(request));
  }

  @Override
  public void createModifier(
      CreateModifierRequest request, StreamObserver<CreateModifierResponse> observer) {
    reply(observer, () -> modifiers.create(request));
  }

  @Override
  public void getModifier(
      GetModifierRequest request, StreamObserver<GetModifierResponse> observer) {
    reply(observer, () -> modifiers.get(request));
  }

  @Override
  public void listModifiers(
      ListModifiersRequest request, StreamObserver<ListModifiersResponse> observer) {
    reply(observer, () -> modifiers.list(request));
  }

  @Override
  public void updateModifier(
      UpdateModifierRequest request, StreamObserver<UpdateModifierResponse> observer) {
    reply(observer, () -> modifiers.update(request));
  }

  @Override
  public void deleteModifier(
      DeleteModifierRequest request, StreamObserver<DeleteModifierResponse> observer) {
    reply(observer, () -> modifiers.delete(request));
  }

  @Override
  public void attachModifierGroup(
      AttachModifierGroupRequest request, StreamObserver<AttachModifierGroupResponse> observer) {
    reply(observer, () -> modifierGroups.attach(request));
  }

  @Override
  public void detachModifierGroup(
      DetachModifierGroupRequest request, StreamObserver<DetachModifierGroupResponse> observer) {
    reply(observer, () -> modifierGroups.detach(request));
  }
}
