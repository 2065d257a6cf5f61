import { accessOf, proofOf } from './credentials.ts';
import { Validator, isMembers } from './json-schema.ts';
import { Refusal, written, type Answer, type Request, type Written } from './message.ts';
import { entryOperations } from './entries.ts';
import { memberOperations } from './members.ts';
import { noteOperations } from './notes.ts';
import { otherOperations } from './others.ts';
import { readBody } from './read-body.ts';
import { readParameters } from './read-parameters.ts';
import { serialise } from './serialise.ts';
import { reportOperations } from './reports.ts';
import { Table } from './table.ts';
import { etagOf, toolOperations } from './tools.ts';
import type { Members, Shelves, Work } from './work.ts';

export interface Route {
  readonly id: string;
  readonly method: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly operation: Members;
  readonly parameters: readonly Members[];
}

/**
 * The server. It validates requests and writes responses by its own copy of the description. A fault changes that copy, or
 * replaces one of the server's functions.
 */
export class Depot implements Shelves {
  readonly validator: Validator;
  readonly tools = new Table((made) => `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`);
  readonly notes = new Table((made) => made);
  readonly members = new Table((made) => made);
  readonly entries = new Table((made) => made);
  readonly reports = new Table((made) => `r${made}`);
  readonly work: Record<string, Work>;
  etagOf = etagOf;
  now: () => string = () => new Date().toISOString();
  proof = proofOf;
  access = accessOf;
  readBody = readBody;
  serialise = serialise;
  readonly #document: Members;
  readonly #routes: readonly Route[];

  constructor(document: Members) {
    this.#document = document;
    this.validator = new Validator(document);
    this.#routes = routesOf(document, this.validator);
    this.work = {
      ...toolOperations(this),
      ...noteOperations(this),
      ...memberOperations(this),
      ...entryOperations(this),
      ...reportOperations(this),
      ...otherOperations(this),
    };
  }

  /** Returns the operation that matches a request. */
  routeOf({ method, target }: Request): Route | undefined {
    const path = pathOf(target);
    return this.#routes.find((route) => route.method === method && route.pattern.test(path));
  }

  handle(request: Request): Written {
    try {
      const route = this.routeOf(request);
      if (route === undefined) throw this.#nowhere(request);
      return written(this.#answer(route, request));
    } catch (error) {
      if (error instanceof Refusal) return written(error.answer);
      throw error;
    }
  }

  /** Returns 405 with `Allow` for a known path, else 404. */
  #nowhere({ target }: Request): Refusal {
    const methods = this.#routes.filter(({ pattern }) => pattern.test(pathOf(target)));
    if (methods.length === 0) return new Refusal(404, 'there is nothing here');
    const refusal = new Refusal(405, 'not this method');
    const allow = methods.map(({ method }) => method).join(', ');
    Object.assign(refusal.answer.headers ?? {}, { allow });
    return refusal;
  }

  #answer(route: Route, request: Request): Answer {
    this.#admit(route, request);
    const parameters = this.#parametersOf(route, request);
    const body = this.#bodyOf(route, request);
    const answer = this.work[route.id]?.({ request, parameters, body });
    if (answer === undefined) throw new Error(`${route.id}: nobody does this`);
    return this.#shown(route, answer);
  }

  #admit({ operation }: Route, request: Request): void {
    const alternatives = (operation['security'] ?? this.#document['security']) as readonly Members[];
    const access = this.access(alternatives, this.proof(request));
    if (access === 403) throw new Refusal(403, 'you lack a scope');
    if (access === 'granted') return;
    const refusal = new Refusal(401, 'who are you?');
    Object.assign(refusal.answer.headers ?? {}, { 'www-authenticate': 'Bearer' });
    throw refusal;
  }

  #parametersOf({ names, pattern, parameters }: Route, request: Request): Members {
    const match = pattern.exec(pathOf(request.target)) ?? [];
    const path = Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? '']));
    const read = readParameters(parameters, { request, path }, this.validator);
    const missing = parameters.find(
      (parameter) => parameter['required'] === true && read.every((one) => one.parameter !== parameter),
    );
    if (missing) throw new Refusal(400, `${String(missing['name'])} is missing`);
    for (const { parameter, value } of read) {
      const [problem] = this.validator.problems(parameter['schema'], value);
      if (problem) throw new Refusal(400, `${String(parameter['name'])}: ${problem.rule}`);
    }
    return Object.fromEntries(read.map(({ parameter, value }) => [String(parameter['name']), value]));
  }

  #bodyOf({ operation }: Route, request: Request): unknown {
    const requestBody = operation['requestBody'];
    if (!isMembers(requestBody)) return undefined;
    if (request.body.length === 0 && request.headers['content-type'] === undefined) {
      if (requestBody['required'] === true) throw new Refusal(400, 'there is no body');
      return undefined;
    }
    const content = requestBody['content'] as Members;
    const value = this.readBody(request, content, this.validator);
    const [first] = Object.values(content) as readonly Members[];
    const errors = this.validator.problems(first?.['schema'], value);
    if (errors.length > 0) throw new Refusal(422, 'the body is wrong', { errors });
    return value;
  }

  /** Writes a body by its schema: members that the schema does not have are left out. */
  #shown({ operation }: Route, answer: Answer): Answer {
    const responses = operation['responses'] as Members;
    const response = this.validator.resolve(responses[String(answer.status)]);
    const type = answer.headers?.['content-type'] ?? 'application/json';
    const schema = ((response['content'] as Members | undefined)?.[type] as Members | undefined)?.['schema'];
    if (schema === undefined || answer.body === undefined || type.startsWith('text/')) return answer;
    return { ...answer, body: this.serialise(schema, answer.body, this.validator) };
  }
}

function routesOf(document: Members, validator: Validator): readonly Route[] {
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

function pathOf(target: string): string {
  return target.replace(/\?.*$/s, '');
}
