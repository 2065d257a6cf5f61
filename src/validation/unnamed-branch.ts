import { atPointer, formatPointer } from '../base/json-pointer.ts';
import { isObject, items, member, members, stringMember, type Json, type JsonObject } from '../base/json.ts';
import { componentOf } from '../description/document/component-of.ts';
import { schemaViolation } from './schema-violation.ts';
import type { ValidatedMessage } from './validated-message.ts';
import { notAllowed } from './violation-details.ts';
import { violation, type Violation } from './violation.ts';

/** Returns the schema whose discriminator an `if` at this pointer was derived from; undefined where it was not. */
export function discriminatedAt(pointer: string, document: unknown): JsonObject | undefined {
  const owner = atPointer(document, pointer.replace(/\/[^/]*$/, ''));
  return isObject(owner) && member(owner, 'discriminator') !== undefined ? owner : undefined;
}

/**
 * Returns the violation of a value that fits none of the branches, and whose discriminator is missing or names none of
 * them; undefined otherwise. The discriminator alone is never wrong: where it names no branch, any branch may fit.
 */
export function unnamedBranch(
  choice: Violation,
  { description, values }: ValidatedMessage,
): readonly Violation[] | undefined {
  const owner =
    choice.keyword === 'if' ? discriminatedAt(choice.descriptionPointer, description.document) : undefined;
  const name = stringMember(owner?.['discriminator'], 'propertyName');
  const value = atPointer(values[choice.where], choice.pointer);
  if (owner === undefined || name === undefined || !isObject(value)) return undefined;
  const { document } = description;
  const descriptionPointer = choice.descriptionPointer.replace(/if$/, 'discriminator');
  const error = { instancePath: choice.pointer, descriptionPointer, message: '' };
  if (value[name] === undefined) {
    const message = `must have required property '${name}'`;
    const facts = { ...error, keyword: 'required', params: { missingProperty: name }, message };
    return [schemaViolation(choice.where, facts, { value: values[choice.where], document })];
  }
  const { where, pointer } = choice;
  const allowedValues = namesOfBranches(owner);
  return [
    violation(
      {
        where,
        pointer: pointer + formatPointer([name]),
        descriptionPointer,
        keyword: 'discriminator',
        params: { allowedValues },
        message: 'names none of the schemas, and the value fits none of them',
      },
      notAllowed(value[name], allowedValues),
    ),
  ];
}

/** Returns the names in the mapping, or else those of the components. */
function namesOfBranches(owner: { readonly [key: string]: Json }): readonly string[] {
  const mapped = members(member(owner['discriminator'], 'mapping')).map(([name]) => name);
  if (mapped.length > 0) return mapped;
  return items(owner['oneOf'] ?? owner['anyOf']).flatMap((branch) => {
    const reference = stringMember(branch, '$ref');
    return reference === undefined ? [] : (componentOf(reference) ?? []);
  });
}
