import type { Exchange } from '../case/exchange.ts';
import type { Finding } from '../case/finding.ts';
import { partName, type NeededPart } from '../run/state/needed-parts.ts';
import type { Parts } from './request-parts.ts';
import type { RefusalFacts } from './refusal-table.ts';

/** The most parts that a sentence names. */
const MAX_NAMED = 4;

/** Returns what was expected instead of a refusal, and what was found, for people. */
export function refusalText(
  check: Finding['check'],
  facts: RefusalFacts,
  {
    exchange,
    varied,
    needs,
  }: { readonly exchange: Exchange; readonly varied: Parts; readonly needs: readonly NeededPart[] },
): Pick<Finding, 'expected' | 'found'> {
  const { step, operation, response } = exchange;
  const found = String(response?.status);
  if (check === 'status') {
    const documented = operation?.responses.map(({ status }) => status) ?? [];
    return { expected: `a documented status: ${documented.join(', ')}`, found };
  }
  const success = step.expect.statuses.join(' or ');
  if (facts.isSmallest && facts.accepts === 'fuller') {
    const needed = needs.map(partName).join(' and ');
    return {
      expected: success,
      found: `${found}${needed === '' ? '' : `, but for requests with ${needed}`}`,
    };
  }
  if (facts.variation === 'combined') {
    const names = [...varied.keys()].slice(0, MAX_NAMED).map((name) => name.replace(/\/#/g, ''));
    return { expected: `${success}: it accepts each of ${names.join(', ')} without the others`, found };
  }
  const isOfState = !facts.isProvenWrong && ![400, 422].includes(facts.status);
  if (!isOfState) return { expected: success, found };
  const way = [401, 403, 407].includes(facts.status) ? `--header 'Name: value'` : '--data FILE';
  return {
    expected: `${success}; where that depends on what is there, or on who asks, say so with ${way}`,
    found,
  };
}
