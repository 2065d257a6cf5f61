import { contentTypeOf } from '../../../http/media-type.ts';
import { headerValue } from '../../../http/message.ts';
import type { Exchange } from '../../case/exchange.ts';
import type { CaseResult } from '../../run/state/case-result.ts';

/** From this share on, a run says nothing about the API itself. */
const MIN_SHARE = 0.8;

/** Fewer exchanges or cases prove nothing. */
const MIN_COUNT = 2;

/** How many of a run's exchanges, or cases, are of a kind that says something about the run itself. */
export interface Tally {
  /** A sentence, in which `{share}` stands for how many they are. */
  readonly text: string;
  readonly count: number;
  readonly all: number;
}

/** Returns what is probably wrong with a useless run, and what to do about it; at most two hints. */
export function hintsOf(tallies: readonly Tally[]): readonly string[] {
  return tallies.flatMap(sentenceOf).slice(0, 2);
}

/** Returns what would let a run say more, where nothing is wrong with it. */
export function notesOf(tallies: readonly Tally[]): readonly string[] {
  return tallies.flatMap(sentenceOf);
}

/** Counts what hints are about. */
export function hintTallies(results: readonly CaseResult[]): readonly Tally[] {
  const exchanges = results.flatMap((result) => result.exchanges);
  const answered = exchanges.filter(({ response }) => response !== undefined);
  const valid = answered.filter(({ step }) => step.role === 'subject' && step.expect.outcome === 'accepted');
  return [
    hint(
      valid,
      isUnauthorised,
      (share) =>
        `${share} of the valid requests were answered 401 or 403: are the credentials right? Give them with --header 'Name: value', in the environment variables that --help names, or as credentials in a settings file`,
    ),
    hint(
      valid,
      ({ response }) => response?.status === 404,
      (share) => `${share} of the valid requests were answered 404: ${notFoundReason(valid)}`,
    ),
    hint(
      valid,
      isRedirected,
      (share) =>
        `${share} of the valid requests were redirected${redirectText(valid)}: give the address that they lead to`,
    ),
    hint(
      results,
      (result) => result.exchanges.some(({ response }) => response?.status === 429),
      (share) =>
        `${share} of the cases had an answer 429: the target limits the rate. Ask less often with --rate N, N requests in a second`,
    ),
    hint(
      valid,
      ({ response }) => response !== undefined && [502, 503, 504].includes(response.status),
      (share) =>
        `${share} of the valid requests were answered by a gateway (502, 503 or 504): is the server behind it up?`,
    ),
    hint(
      answered,
      isHtml,
      (share) => `${share} of the answers are HTML: this looks like a web site, not like this API`,
    ),
    hint(
      valid,
      isUndescribed,
      (share) =>
        `${share} of the answers to valid requests are nothing that the description has: is this the API that it describes?`,
    ),
  ];
}

/** Counts what notes are about. */
export function noteTallies(results: readonly CaseResult[]): readonly Tally[] {
  const withInventedItem = results
    .filter(({ case: { maker } }) => maker === 'valid' || maker === 'example')
    .flatMap(({ exchanges }) => exchanges)
    .filter(({ step }) => step.role === 'subject' && step.expect.outcome === 'any')
    .filter(({ operation, response }) => operation?.path.includes('{') === true && response !== undefined);
  return [
    hint(
      withInventedItem,
      ({ response }) => response?.status === 404 || response?.status === 410,
      (share) =>
        `${share} of the requests about items with made-up identifiers found nothing: say which there are with --data FILE`,
    ),
  ];
}

/** Suspects the base URL where requests without items find nothing either, else the items. */
function notFoundReason(exchanges: readonly Exchange[]): string {
  const plain = exchanges.filter(({ operation }) => operation !== undefined && !operation.path.includes('{'));
  return plain.some(({ response }) => response?.status !== 404) || plain.length === 0
    ? 'are there such items? Say which there are with --data FILE'
    : `is this the base URL? The description's paths are appended to it, and its servers are not`;
}

function hint<Item>(
  all: readonly Item[],
  test: (one: Item) => boolean,
  sentence: (share: string) => string,
): Tally {
  return { text: sentence('{share}'), count: all.filter(test).length, all: all.length };
}

function sentenceOf({ text, count, all }: Tally): readonly string[] {
  if (all < MIN_COUNT || count < all * MIN_SHARE) return [];
  return [text.replace('{share}', count === all ? `all ${count}` : `${count} of ${all}`)];
}

function isUnauthorised({ response }: Exchange): boolean {
  return response?.status === 401 || response?.status === 403;
}

function isRedirected({ response }: Exchange): boolean {
  return response !== undefined && [301, 302, 303, 307, 308].includes(response.status);
}

function redirectText(exchanges: readonly Exchange[]): string {
  const location = exchanges
    .map(({ response }) => response && headerValue(response.headers, 'location'))
    .find((found) => found !== undefined);
  return location === undefined || !URL.canParse(location) ? '' : ` to ${new URL(location).origin}`;
}

function isHtml({ response, validation }: Exchange): boolean {
  const type = response && contentTypeOf(response.headers);
  return type?.subtype === 'html' && validation?.mediaType === undefined;
}

/** True for an undocumented status or media type that none of the other hints explains. */
function isUndescribed(exchange: Exchange): boolean {
  const { response, validation } = exchange;
  if (response === undefined || isUnauthorised(exchange) || isHtml(exchange)) return false;
  if (isRedirected(exchange) || [404, 429].includes(response.status) || response.status >= 500) return false;
  const isOfNoType = validation?.violations.some(({ where }) => where === 'contentType') === true;
  return validation?.response === undefined || isOfNoType;
}
