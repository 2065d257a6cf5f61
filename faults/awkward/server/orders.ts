import { Refusal } from '../../server/message.ts';
import type { Row } from '../../server/table.ts';
import type { Asked, Members, Work } from '../../server/work.ts';
import type { Campus } from './campus.ts';

/** What the operations on orders do. */
export function orderOperations(campus: Campus): Record<string, Work> {
  return {
    listOrders: ({ parameters }) => {
      const { from, to, limit = 100 } = parameters;
      if (from !== undefined && to !== undefined && String(from) > String(to)) {
        throw new Refusal(400, 'from must not be later than to', { field: 'from' });
      }
      const wanted = campus.orders.all().filter(({ createdAt }) => {
        const day = String(createdAt).slice(0, 10);
        return (from === undefined || day >= String(from)) && (to === undefined || day <= String(to));
      });
      return { status: 200, body: { orders: wanted.toReversed().slice(0, Number(limit)) } };
    },
    createOrder: ({ body }) => {
      const sent = Object(body) as Members;
      refuseUnfit(campus, sent);
      const { id } = campus.orders.add('id', { ...sent, createdAt: campus.now() });
      return { status: 201, headers: { location: `/orders/${String(id)}` } };
    },
    readOrder: ({ parameters }) => ({ status: 200, body: orderOf(campus, parameters) }),
    cancelOrder: ({ parameters }) => {
      const order = orderOf(campus, parameters);
      campus.orders.remove(String(order['id']));
      return { status: 200, body: order };
    },
  };
}

function orderOf(campus: Campus, { orderId }: Asked['parameters']): Row {
  const order = campus.orders.get(String(orderId));
  if (order === undefined) throw new Refusal(404, 'there is no such order');
  return order;
}

function refuseUnfit(campus: Campus, { voucher, discount, productSku }: Members): void {
  if (voucher !== undefined && discount !== undefined) {
    throw new Refusal(400, 'voucher and discount must not be combined', { field: 'discount' });
  }
  if (productSku !== undefined && campus.products.get(String(productSku)) === undefined) {
    throw new Refusal(422, 'there is no such product', { field: 'productSku' });
  }
}
