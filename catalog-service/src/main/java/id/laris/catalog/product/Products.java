package id.laris.catalog.product;

import id.laris.common.db.Rows;

interface Products extends Rows<Product> {}
