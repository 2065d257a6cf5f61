import { items, member, members, stringMember, type Json, type JsonObject } from '../../base/json.ts';
import { componentOf } from '../document/component-of.ts';
import { UnresolvedReferenceError, resolveReference } from '../document/resolve-reference.ts';
import type { MutableView, View } from './keywords/schema-view.ts';

/** The keywords whose branches a discriminator chooses from. */
type BranchKeyword = 'oneOf' | 'anyOf';

/**
 * Rewrites a schema so that its discriminator chooses the branch, and errors are those of the branch that was meant
 * (OpenAPI 3.1, Discriminator Object). Where it names no branch, or several, `oneOf` or `anyOf` itself decides: a
 * discriminator never changes which values are valid.
 */
export function discriminatedView(
  document: JsonObject,
  node: JsonObject,
  view: MutableView,
  rewrite: (branch: Json, index: number, keyword: BranchKeyword) => View,
): View {
  const name = stringMember(node['discriminator'], 'propertyName');
  const keyword: BranchKeyword = node['oneOf'] === undefined ? 'anyOf' : 'oneOf';
  const branches = items(node[keyword]);
  if (name === undefined || branches.length === 0) return view;
  const values = valuesOfBranches(document, node['discriminator'], branches, name);
  if (values.size === 0) return view;
  const { [keyword]: undecided, ...rest } = view;
  const choices = [...values].map(([value, index]) => ({
    if: { properties: { [name]: { const: value } } },
    then: rewrite(branches[index] ?? true, index, keyword),
  }));
  const isNamed = { required: [name], properties: { [name]: { enum: [...values.keys()] } } };
  const fallback = defaultBranch(node['discriminator'], branches);
  const otherwise =
    fallback === undefined
      ? []
      : [{ if: isNamed, else: rewrite(branches[fallback] ?? true, fallback, keyword) }];
  return {
    ...rest,
    if: { type: 'object', ...(fallback === undefined && isNamed) },
    then: { allOf: [...choices, ...otherwise] },
    else: { [keyword]: undecided },
    ...(rest['if'] !== undefined && {
      allOf: [
        ...items(rest['allOf']),
        { if: rest['if'], then: rest['then'] ?? true, else: rest['else'] ?? true },
      ],
    }),
  };
}

/** Returns the index of the branch for `defaultMapping` (OpenAPI 3.2, Discriminator Object). */
function defaultBranch(discriminator: Json | undefined, branches: readonly Json[]): number | undefined {
  const wanted = stringMember(discriminator, 'defaultMapping');
  if (wanted === undefined) return undefined;
  const found = branches.findIndex((branch) => {
    const reference = stringMember(branch, '$ref');
    return reference !== undefined && (reference === wanted || componentOf(reference) === wanted);
  });
  return found === -1 ? undefined : found;
}

/** Returns the index of the branch for each value. Values that name several branches are left out. */
function valuesOfBranches(
  document: JsonObject,
  discriminator: Json | undefined,
  branches: readonly Json[],
  name: string,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const twice = new Set<string>();
  for (const [index, branch] of branches.entries()) {
    for (const value of valuesOf(document, discriminator, branch, name)) {
      if (found.has(value) && found.get(value) !== index) twice.add(value);
      found.set(value, index);
    }
  }
  for (const value of twice) found.delete(value);
  return found;
}

/**
 * Returns the values that name a branch: by the mapping, or else as the branch allows them, or else by its component.
 */
function valuesOf(
  document: JsonObject,
  discriminator: Json | undefined,
  branch: Json,
  name: string,
): ReadonlySet<string> {
  const reference = stringMember(branch, '$ref');
  const component = reference === undefined ? undefined : componentOf(reference);
  const mapped = members(member(discriminator, 'mapping'))
    .filter(([, target]) => target === reference || (component !== undefined && target === component))
    .map(([value]) => value);
  if (mapped.length > 0) return new Set(mapped);
  const own = literalsOf(document, branch, name, 0);
  if (own.length > 0) return new Set(own);
  return new Set(component === undefined ? [] : [component]);
}

/** Returns the strings that a branch itself allows for the property. */
function literalsOf(document: JsonObject, branch: Json, name: string, depth: number): readonly string[] {
  if (depth > 4) return [];
  try {
    const { node } = resolveReference(document, branch, '');
    const property = resolveReference(document, member(member(node, 'properties'), name) ?? null, '').node;
    const constant = member(property, 'const');
    const literals = constant === undefined ? items(member(property, 'enum')) : [constant];
    const own = literals.filter((literal) => typeof literal === 'string');
    return own.length > 0
      ? own
      : items(member(node, 'allOf')).flatMap((part) => literalsOf(document, part, name, depth + 1));
  } catch (error) {
    if (error instanceof UnresolvedReferenceError) return [];
    throw error;
  }
}
