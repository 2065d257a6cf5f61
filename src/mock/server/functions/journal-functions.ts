import type { Expectation } from '../../control/journal/expectation.ts';
import type { ExchangeFilter } from '../../control/journal/find-exchanges.ts';
import { parseExpectation } from '../../control/journal/parse-expectation.ts';
import { VerificationError } from '../../control/journal/verify-exchanges.ts';
import type { Mock } from '../../mock.ts';
import { harText } from '../control/journal-endpoints.ts';

/** Names a namespace. Default: `''`, which requests without a namespace use. */
export interface InNamespace {
  readonly namespace?: string;
}

/** The functions of an app that show what was sent. */
export function journalFunctions({ journal }: Mock) {
  return {
    requests: ({ namespace = '', ...filter }: ExchangeFilter & InNamespace = {}) =>
      journal.entries(namespace, filter),
    har: ({ namespace = '', ...filter }: ExchangeFilter & InNamespace = {}) =>
      harText(journal.har(namespace, filter)),
    verify: ({ namespace = '', ...expected }: Expectation & InNamespace) => {
      const expectation = parseExpectation(expected);
      if (typeof expectation === 'string') throw new TypeError(expectation);
      const { verified, message, found } = journal.verify(namespace, expectation);
      if (!verified) throw new VerificationError(message);
      return found;
    },
  };
}
