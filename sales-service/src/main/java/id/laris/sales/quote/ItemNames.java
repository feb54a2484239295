package id.laris.sales.quote;

/** How the errors of a call name the items of its order. */
public enum ItemNames {

  /** The request lists the items, and each has a path in it. */
  LISTED {
    @Override
    public String field(int item, String field) {
      String path = "items[%d]".formatted(item);
      return field.isEmpty() ? path : path + "." + field;
    }

    @Override
    public String describe(int item, String description) {
      return description;
    }
  },

  /** The request has only the id of an order that is stored: words say which line it is. */
  STORED {
    @Override
    public String field(int item, String field) {
      return "order_id";
    }

    @Override
    public String describe(int item, String description) {
      return "line %d: %s".formatted(item + 1, description);
    }
  };

  /** The fact that lists the indexes of stored items, which have no path. */
  public static final String ITEM_INDEX = "item_index";

  /** Returns the path in the request, for a field of an item or for the item as a whole. */
  public abstract String field(int item, String field);

  /** Returns the description, which says the item where the path does not. */
  public abstract String describe(int item, String description);
}
