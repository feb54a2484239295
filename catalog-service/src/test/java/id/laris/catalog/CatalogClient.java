package id.laris.catalog;

import com.google.protobuf.FieldMask;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.CreateModifierGroupRequest;
import id.laris.pos.v1.CreateModifierRequest;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.DeleteProductRequest;
import id.laris.pos.v1.DeleteVariantRequest;
import id.laris.pos.v1.GetModifierGroupRequest;
import id.laris.pos.v1.GetProductRequest;
import id.laris.pos.v1.GetVariantRequest;
import id.laris.pos.v1.Modifier;
import id.laris.pos.v1.ModifierGroup;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.RestoreProductRequest;
import id.laris.pos.v1.UpdateModifierGroupRequest;
import id.laris.pos.v1.UpdateModifierRequest;
import id.laris.pos.v1.UpdateProductRequest;
import id.laris.pos.v1.UpdateVariantRequest;
import id.laris.pos.v1.Variant;
import io.grpc.Channel;
import java.util.List;

/** The calls that tests of the catalog make over and over, each in one line. */
public final class CatalogClient {

  private final CatalogServiceBlockingStub stub;

  public CatalogClient(Channel channel) {
    this.stub = CatalogServiceGrpc.newBlockingStub(channel);
  }

  /** Returns the stub, for calls that need more than a line. */
  public CatalogServiceBlockingStub stub() {
    return stub;
  }

  public Product createProduct(CreateProductRequest.Builder product) {
    return stub.createProduct(product.build()).getProduct();
  }

  public Product createProduct(String name) {
    return createProduct(CreateProductRequest.newBuilder().setName(name));
  }

  public Product product(String id) {
    return stub.getProduct(GetProductRequest.newBuilder().setProductId(id).build()).getProduct();
  }

  public Product updateProduct(Product product, String... paths) {
    return stub.updateProduct(
            UpdateProductRequest.newBuilder()
                .setProduct(product)
                .setUpdateMask(mask(paths))
                .build())
        .getProduct();
  }

  public Product deleteProduct(String id) {
    return stub.deleteProduct(DeleteProductRequest.newBuilder().setProductId(id).build())
        .getProduct();
  }

  public Product restoreProduct(String id) {
    return stub.restoreProduct(RestoreProductRequest.newBuilder().setProductId(id).build())
        .getProduct();
  }

  public Variant createVariant(CreateVariantRequest.Builder variant) {
    return stub.createVariant(variant.build()).getVariant();
  }

  public Variant createVariant(Product product, String name) {
    return createVariant(variantOf(product, name));
  }

  public static CreateVariantRequest.Builder variantOf(Product product, String name) {
    return CreateVariantRequest.newBuilder().setProductId(product.getId()).setName(name);
  }

  /** Returns a quantity of a variant, as a component of another. */
  public static Variant.Component of(Variant component, long quantity) {
    return Variant.Component.newBuilder()
        .setVariantId(component.getId())
        .setQuantity(quantity)
        .build();
  }

  /** Makes a variant of these components and no others. */
  public Variant makeOf(Variant composite, Variant.Component... components) {
    return updateVariant(
        composite.toBuilder().clearComponents().addAllComponents(List.of(components)).build(),
        "components");
  }

  public Variant variant(String id) {
    return stub.getVariant(GetVariantRequest.newBuilder().setVariantId(id).build()).getVariant();
  }

  public Variant updateVariant(Variant variant, String... paths) {
    return stub.updateVariant(
            UpdateVariantRequest.newBuilder()
                .setVariant(variant)
                .setUpdateMask(mask(paths))
                .build())
        .getVariant();
  }

  public Variant deleteVariant(String id) {
    return stub.deleteVariant(DeleteVariantRequest.newBuilder().setVariantId(id).build())
        .getVariant();
  }

  public ModifierGroup createGroup(CreateModifierGroupRequest.Builder group) {
    return stub.createModifierGroup(group.build()).getModifierGroup();
  }

  public ModifierGroup createGroup(String name) {
    return createGroup(CreateModifierGroupRequest.newBuilder().setName(name));
  }

  public ModifierGroup group(String id) {
    return stub.getModifierGroup(
            GetModifierGroupRequest.newBuilder().setModifierGroupId(id).build())
        .getModifierGroup();
  }

  public ModifierGroup updateGroup(ModifierGroup group, String... paths) {
    return stub.updateModifierGroup(
            UpdateModifierGroupRequest.newBuilder()
                .setModifierGroup(group)
                .setUpdateMask(mask(paths))
                .build())
        .getModifierGroup();
  }

  public Modifier createModifier(CreateModifierRequest.Builder modifier) {
    return stub.createModifier(modifier.build()).getModifier();
  }

  public Modifier createModifier(ModifierGroup group, String name, int sortOrder) {
    return createModifier(
        CreateModifierRequest.newBuilder()
            .setGroupId(group.getId())
            .setName(name)
            .setSortOrder(sortOrder));
  }

  public Modifier updateModifier(Modifier modifier, String... paths) {
    return stub.updateModifier(
            UpdateModifierRequest.newBuilder()
                .setModifier(modifier)
                .setUpdateMask(mask(paths))
                .build())
        .getModifier();
  }

  private static FieldMask mask(String... paths) {
    return FieldMask.newBuilder().addAllPaths(List.of(paths)).build();
  }
}
