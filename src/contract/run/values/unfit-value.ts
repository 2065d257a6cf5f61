import { pathCaptures } from '../../../description/document/path-template.ts';
import type { Description } from '../../../description/model/description.ts';
import type { Parameter } from '../../../description/model/parameter.ts';
import type { BoundValues } from '../../case/bindings.ts';
import type { Step } from '../../case/case.ts';
import { placeholderNames } from '../../case/placeholder.ts';

/**
 * Returns why a step is not sent, if so: a value that the target gave does not fit the path parameter that it is to stand for. It
 * is the description that says one thing there and another here.
 */
export function unfitValue(
  { operationId, request }: Step,
  bound: BoundValues,
  description: Description,
): readonly string[] {
  const operation = description.operationById(operationId);
  if (operation === undefined || placeholderNames(request.target).length === 0) return [];
  const captures = pathCaptures(operation.path, request.target);
  const unfit = operation.parameters.filter((parameter) => {
    if (parameter.location !== 'path') return false;
    const [name = '', ...others] = placeholderNames(captures?.get(parameter.name) ?? '');
    const text = Object.hasOwn(bound, name) ? bound[name] : undefined;
    return text !== undefined && others.length === 0 && !fits(parameter, text, description);
  });
  return unfit.map(
    ({ name }) =>
      `what the target gives as ${name} does not fit the parameter of ${operation.id}: it is not sent`,
  );
}

/** Only plain texts and numbers are looked at: what is written in another style is another text. */
function fits({ schema, style, content }: Parameter, text: string, { validators }: Description): boolean {
  if (content !== undefined || style !== 'simple') return true;
  const validate = validators.of(schema, 'request');
  const values = [text, ...(/^-?\d+(\.\d+)?$/.test(text) ? [Number(text)] : [])];
  return values.some((value) => validate(value).length === 0);
}
