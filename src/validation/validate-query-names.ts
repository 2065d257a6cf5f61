import { formatPointer } from '../base/json-pointer.ts';
import { nameOf } from '../codec/styles/pairs-codec.ts';
import type { Description } from '../description/model/description.ts';
import type { Operation } from '../description/model/operation.ts';
import { shapeOf } from '../description/schemas/value-shape.ts';
import { QUERY } from '../http/percent-encoding.ts';
import type { RawPair } from '../http/raw-parameters.ts';
import { unknown } from './violation-details.ts';
import { violation, type Violation } from './violation.ts';

/** Validates the names in a query. */
type QueryNameValidator = (query: readonly RawPair[]) => readonly Violation[];

/** Compiles a validator that reports each query parameter that the description does not name once. */
export function compileQueryNameValidator(
  description: Description,
  operation: Operation,
): QueryNameValidator {
  const isKnown = knownQueryNames(description, operation);
  const declared = operation.parameters.flatMap(({ location, name }) => (location === 'query' ? [name] : []));
  return (query) => {
    const sent = new Set(query.map((pair) => nameOf(pair, QUERY)));
    const others = declared.filter((name) => !sent.has(name));
    return [...sent]
      .filter((name) => !isKnown(name))
      .map((name) => unknownParameter(operation, name, others));
  };
}

/** `others`: the parameters that may have been meant. */
function unknownParameter({ pointer }: Operation, name: string, others: readonly string[]): Violation {
  return violation(
    {
      where: 'query',
      pointer: formatPointer([name]),
      descriptionPointer: `${pointer}/parameters`,
      keyword: 'additionalProperties',
      params: { additionalProperty: name },
      message: 'must NOT have additional properties',
    },
    unknown(name, others),
  );
}

/**
 * True for declared parameters, the properties of objects that are spread over the query, and API keys in the query.
 */
function knownQueryNames(description: Description, operation: Operation): (name: string) => boolean {
  const keys = operation.security.flatMap((alternative) =>
    alternative.schemes.flatMap(({ scheme: { carrier } }) =>
      carrier.kind === 'apiKey' && carrier.in === 'query' ? [carrier.name] : [],
    ),
  );
  const declared = operation.parameters.filter((parameter) => parameter.location === 'query');
  const names = new Set([...keys, ...declared.map((parameter) => parameter.name)]);
  const spread = declared
    .filter(({ content, style, explode }) => content === undefined && style === 'form' && explode)
    .map((parameter) => shapeOf(description.document, parameter.schema))
    .filter((shape) => shape.isKnown && shape.allowsObject);
  const isWhole = declared.some(({ isWholeQuery }) => isWholeQuery === true);
  return (name) =>
    isWhole ||
    names.has(name) ||
    names.has(name.replace(/\[.*$/s, '')) ||
    spread.some((shape) => shape.property(name) !== undefined);
}
