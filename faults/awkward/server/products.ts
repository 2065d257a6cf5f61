import { Refusal } from '../../server/message.ts';
import type { Row } from '../../server/table.ts';
import type { Members, Work } from '../../server/work.ts';
import type { Campus } from './campus.ts';

/** What the operations on products do. */
export function productOperations(campus: Campus): Record<string, Work> {
  const links = signing();
  const shown = (product: Row): Row => ({
    ...product,
    soldOut: product['stock'] === 0,
    downloadUrl: `https://files.campus.example/${String(product['sku'])}.pdf?signature=${links()}`,
  });
  return {
    listProducts: ({ parameters }) => {
      const { page = 1, pageSize = 10, category, soldOut } = parameters;
      const wanted = campus.products
        .all()
        .map(shown)
        .filter(
          (product) =>
            (category === undefined || product['category'] === category) &&
            (soldOut === undefined || product['soldOut'] === soldOut),
        );
      const first = (Number(page) - 1) * Number(pageSize);
      const products = wanted.slice(first, first + Number(pageSize));
      return { status: 200, body: { products, paging: { page, pageSize, total: wanted.length } } };
    },
    createProduct: ({ body }) => {
      const { product = {} } = Object(body) as { readonly product?: Members };
      const { sku, name, cents, category, weight, stock = 0 } = product;
      if (campus.products.get(String(sku))) throw new Refusal(409, 'the sku is taken', { field: 'sku' });
      const kept = { sku, name, cents, category, ...(weight !== undefined && { weight }), stock };
      campus.products.put(String(sku), { ...kept, createdAt: campus.now() });
      return { status: 201, body: { product: shown(productOf(campus, { sku })) } };
    },
    readProduct: ({ parameters }) => ({
      status: 200,
      body: { product: shown(productOf(campus, parameters)) },
    }),
    deleteProduct: ({ parameters }) => {
      campus.products.remove(String(productOf(campus, parameters)['sku']));
      return { status: 204 };
    },
  };
}

function productOf(campus: Campus, { sku }: Members): Row {
  const product = campus.products.get(String(sku));
  if (product === undefined) throw new Refusal(404, 'there is no such product');
  return product;
}

/** Signatures of which none comes twice. */
function signing(): () => string {
  let given = 0;
  return () => {
    given += 1;
    return (given * 2_654_435_761).toString(36);
  };
}
