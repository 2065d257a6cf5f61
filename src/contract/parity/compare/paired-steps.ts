import type { Exchange } from '../../case/exchange.ts';
import type { PairedExchange, PairedResult } from './sides.ts';

/**
 * Returns the steps that were sent to both, in their order, up to the first that one side accepts and the other refuses:
 * what follows it differs for that reason.
 */
export function pairSteps(results: PairedResult): readonly PairedExchange[] {
  const pairs: PairedExchange[] = [];
  for (const target of results.target.exchanges) {
    const mock = results.mock.exchanges.find(({ index }) => index === target.index);
    if (mock === undefined || !isSameRequest(target, mock)) continue;
    pairs.push({ target, mock, results });
    if (isAccepted(target) !== isAccepted(mock)) break;
  }
  return pairs;
}

/** False where an item was taken from a list on one side, since none could be created. */
function isSameRequest(one: Exchange, other: Exchange): boolean {
  return one.operation?.id === other.operation?.id && one.request.method === other.request.method;
}

function isAccepted({ response }: Exchange): boolean {
  return response !== undefined && response.status < 400;
}
