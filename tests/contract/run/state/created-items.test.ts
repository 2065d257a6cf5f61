import { expect, test } from '@jest/globals';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { SHOP, shopServer } from '../../shop.ts';

test('lists an item as possibly left over when the connection was cut during its creation', async () => {
  const { handle } = shopServer();
  const target = handlerTarget('shop', async (request) => {
    if (request.method === 'POST') throw new Error('cut');
    return handle(request);
  });
  const filter = ({ id }: { readonly id: string }) => id === 'shop/create-customers/valid/required-only';
  const { results } = await runContract({ description: SHOP, target, filter });
  expect(results.flatMap(({ leftovers }) => leftovers)).toEqual([
    'POST /customers, whose connection was cut',
  ]);
});
