// Compares which requests the product's validators accept with those that the mock accepts.
import { ADMIN } from './admin.mjs';
import { requestsFor } from './generate-requests.mjs';

/**
 * Returns the number of an operation's requests, of those that the validator accepts, and of those that both treat alike;
 * and the `differences` by the change of the request, also those of the words in which both refuse.
 */
export async function compareAcceptance(operation, { validators, createMock, count }) {
  const validate = validators[operation.validator];
  const app = createMock({ descriptions: 'rocketchat' });
  const seen = { requests: 0, accepted: 0, alike: 0, differences: new Map() };
  for (const { value, change } of requestsFor({ ...operation, schema: validate.schema }, count)) {
    const theirs = validate(structuredClone(value)); // it coerces in place
    const response = await app.handle(requestOf(operation, value));
    const { error } = JSON.parse(new TextDecoder().decode(response.body));
    if (![200, 400].includes(response.status))
      throw new Error(`${operation.id}: the mock answered ${response.status}`);
    const ours = response.status === 200;
    seen.requests += 1;
    if (theirs) seen.accepted += 1;
    const name = change ?? `valid: ${JSON.stringify(value)}`;
    if (theirs === ours) seen.alike += 1;
    else
      seen.differences.set(name, theirs ? `only the mock refuses it: ${error}` : 'only the mock accepts it');
    const words = theirs ? undefined : wordsOf(validate.errors);
    if (!theirs && !ours && words !== error) seen.differences.set(name, `"${error}", not "${words}"`);
  }
  return seen;
}

/** Returns the refusal's text, as the product makes it from the validator's errors. */
function wordsOf(errors) {
  return `${errors.map(({ message }) => message).join('\n ')} [invalid-params]`;
}

function requestOf({ method, path }, value) {
  if (method !== 'GET') return { method, target: path, headers: ADMIN, body: value };
  const pairs = Object.entries(value).flatMap(([name, given]) => [given].flat().map((one) => [name, one]));
  const query = pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
  return { method, target: query === '' ? path : `${path}?${query}`, headers: ADMIN };
}
