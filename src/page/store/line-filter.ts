import type { ExchangeSummary } from '../../mock/control/inspect/shown/exchange.ts';

/**
 * Returns a function that tells whether a line has all words of a filter, in any case. `4xx` stands for a class of statuses,
 * and a word after `-` must not be there.
 */
export function lineFilter(filter: string): (line: ExchangeSummary) => boolean {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '-');
  return (line) => {
    const text = textOf(line);
    return words.every((word) =>
      word.startsWith('-') ? !has(line, text, word.slice(1)) : has(line, text, word),
    );
  };
}

function has({ status }: ExchangeSummary, text: string, word: string): boolean {
  return /^[1-5]xx$/.test(word) ? String(status)[0] === word[0] : text.includes(word);
}

function textOf({
  method,
  target,
  status,
  operation,
  api,
  answeredBy,
  reason,
  fault,
  scenario,
}: ExchangeSummary): string {
  return [method, target, status, operation, api, answeredBy, reason, fault, scenario]
    .filter((part) => part !== null)
    .join(' ')
    .toLowerCase();
}
