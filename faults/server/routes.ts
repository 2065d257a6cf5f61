import type { Validator } from './json-schema.ts';
import type { Request } from './message.ts';
import type { Members } from './work.ts';

/** An operation, and the requests that match it. */
export interface Route {
  readonly id: string;
  readonly method: string;
  readonly pattern: RegExp;
  /** The names of the path's parameters, in their order. */
  readonly names: readonly string[];
  readonly operation: Members;
  readonly parameters: readonly Members[];
}

export function routesOf(document: Members, validator: Validator): readonly Route[] {
  return Object.entries(document['paths'] as Members).flatMap(([path, item]) => {
    const shared = ((item as Members)['parameters'] ?? []) as readonly Members[];
    return Object.entries(item as Members)
      .filter(([method]) => method !== 'parameters')
      .map(([method, value]): Route => {
        const operation = value as Members;
        const own = (operation['parameters'] ?? []) as readonly Members[];
        return {
          id: String(operation['operationId']),
          method: method.toUpperCase(),
          pattern: new RegExp(`^${path.replace(/\{[^{}]+\}/g, '([^/]+)')}$`),
          names: [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name),
          operation,
          parameters: [...shared, ...own].map((parameter) => validator.resolve(parameter)),
        };
      });
  });
}

export function pathOf({ target }: Request): string {
  return target.replace(/\?.*$/s, '');
}
