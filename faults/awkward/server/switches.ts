import { Refusal } from '../../server/message.ts';
import type { Members, Work } from '../../server/work.ts';
import type { Campus } from './campus.ts';

/** So many quotes in so long, in milliseconds. */
const QUOTES = { most: 3, window: 30_000 };

const WISDOM = {
  de: { quote: 'Der Weg ist das Ziel.', by: 'Konfuzius' },
  en: { quote: 'Simplicity is prerequisite for reliability.', by: 'Dijkstra' },
};

/** What the operations do that change how others are answered, or that are limited. */
export function switchOperations(campus: Campus): Record<string, Work> {
  let windowEnds = 0;
  let asked = 0;
  return {
    readQuote: ({ parameters }) => {
      const now = campus.clock.now();
      if (now >= windowEnds) {
        windowEnds = now + QUOTES.window;
        asked = 0;
      }
      asked += 1;
      if (asked > QUOTES.most) {
        const seconds = Math.ceil((windowEnds - now) / 1000);
        throw new Refusal(429, 'too many quotes', {}, { 'retry-after': String(seconds) });
      }
      return { status: 200, body: WISDOM[parameters['language'] === 'de' ? 'de' : 'en'] };
    },
    changeMaintenance: ({ body }) => {
      campus.isInMaintenance = (Object(body) as Members)['enabled'] === true;
      return { status: 200, body: { enabled: campus.isInMaintenance } };
    },
    shutDown: () => {
      campus.hasEnded = true;
      return { status: 202, isLast: true };
    },
  };
}
