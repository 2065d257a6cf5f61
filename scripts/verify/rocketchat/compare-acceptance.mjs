// Compares which requests the product's validators accept with those that the mock accepts.
import { ADMIN } from './admin.mjs';
import { requestsFor } from './generate-requests.mjs';

/**
 * Returns the number of an operation's requests, of those that the product accepts (its validator, then the checks of its
 * handler), of those that the mock treats as the product does, and as the validator alone does; and the `differences` from
 * the product by the change of the request, also those of the words in which both refuse.
 */
export async function compareAcceptance(operation, { validators, createMock, count }) {
  const validate = validators[operation.validator];
  const app = createMock({ descriptions: 'rocketchat' });
  const seen = { requests: 0, accepted: 0, alike: 0, asValidated: 0, differences: new Map() };
  for (const { value, change } of requestsFor({ ...operation, schema: validate.schema }, count)) {
    const { isValid, refusal } = judge(operation, validate, value);
    const response = await app.handle(requestOf(operation, value));
    const { error } = JSON.parse(new TextDecoder().decode(response.body));
    if (![200, 400].includes(response.status))
      throw new Error(`${operation.id}: the mock answered ${response.status}`);
    const ours = response.status === 200;
    const theirs = refusal === undefined;
    seen.requests += 1;
    if (theirs) seen.accepted += 1;
    if (isValid === ours) seen.asValidated += 1;
    const name = change ?? `valid: ${JSON.stringify(value)}`;
    if (theirs === ours) seen.alike += 1;
    else
      seen.differences.set(name, theirs ? `only the mock refuses it: ${error}` : 'only the mock accepts it');
    const words = refusal?.words ?? error;
    if (!theirs && !ours && words !== error) seen.differences.set(name, `"${error}", not "${words}"`);
  }
  return seen;
}

/** Returns what the validator says, and the refusal of the product, if it is one. */
function judge({ handler }, validate, value) {
  const coerced = structuredClone(value); // the validator changes types in place
  if (!validate(coerced)) return { isValid: false, refusal: { words: wordsOf(validate.errors) } };
  return { isValid: true, refusal: handler(coerced) };
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
