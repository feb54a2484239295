package id.laris.catalog;

import static id.laris.common.grpc.Replies.reply;

import id.laris.catalog.category.CategoryActions;
import id.laris.pos.v1.*;
import io.grpc.stub.StreamObserver;
import org.springframework.stereotype.Component;

/** One line per RPC: the table of contents of the service. */
@Component
final class CatalogGrpcService extends CatalogServiceGrpc.CatalogServiceImplBase {

  private final CategoryActions categories;

  CatalogGrpcService(CategoryActions categories) {
    this.categories = categories;
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
}
