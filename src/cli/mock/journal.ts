import type { Description } from '../../description/model/description.ts';
import { headerValue, type RawRequest } from '../../http/message.ts';
import type { ExchangeEvent } from '../../mock/control/exchange-event.ts';
import { openHarArchive } from '../output/har-archive.ts';
import { SecretValues } from '../../codec/archive/secret-values.ts';

/** A file that gets the exchanges of a mock. */
export interface Journal {
  readonly record: (event: ExchangeEvent) => void;
  readonly close: () => void;
}

/** Opens a journal: an HTTP archive with secrets as `***`, and with operations as comments. @throws UsageError */
export function openJournal(file: string, descriptions: () => readonly Description[]): Journal {
  const secrets = new SecretValues(descriptions);
  const archive = openHarArchive('journal', file);
  const texts = { mask: (text: string) => secrets.mask(text), longestBody: Infinity };
  return {
    record: ({ request, response, operation }) => {
      secrets.learn(request, response);
      const baseUrl = baseUrlOf(request);
      const facts = { request, response, baseUrl, comment: operation?.id };
      archive.add({ ...facts, started: new Date(), milliseconds: 0 }, texts);
    },
    close: archive.close,
  };
}

function baseUrlOf({ headers, scheme = 'http' }: RawRequest): string {
  return `${scheme}://${headerValue(headers, 'host') ?? 'localhost'}`;
}
