import { Validator, isMembers, type Problem } from './json-schema.ts';
import {
  NoAnswer,
  Refusal,
  written,
  type Answer,
  type Request,
  type Silence,
  type Written,
} from './message.ts';
import { readBody } from './read-body.ts';
import { readParameters, typed } from './read-parameters.ts';
import { pathOf, routesOf, type Route } from './routes.ts';
import { serialise } from './serialise.ts';
import type { Members, Work } from './work.ts';

/**
 * A server that validates requests and writes responses by its own copy of a description. A fault changes that copy, or
 * replaces one of the server's functions.
 */
export abstract class DescribedServer {
  readonly validator: Validator;
  /** The work of each operation, by `operationId`. */
  abstract readonly work: Record<string, Work>;
  readBody = readBody;
  serialise = serialise;
  /** Converts the text of a parameter or of a form field to the type of its schema. */
  protected readonly typed: typeof typed = typed;
  protected readonly document: Members;
  protected readonly routes: readonly Route[];

  constructor(document: Members) {
    this.document = document;
    this.validator = new Validator(document);
    this.routes = routesOf(document, this.validator);
  }

  /** Returns the operation that matches a request. */
  routeOf(request: Request): Route | undefined {
    const path = pathOf(request);
    return this.routes.find(({ method, pattern }) => method === request.method && pattern.test(path));
  }

  handle(request: Request): Written | Silence {
    try {
      const route = this.routeOf(request);
      if (route === undefined) throw this.#nowhere(request);
      return written(this.#answer(route, request));
    } catch (error) {
      if (error instanceof Refusal) return written(this.refusal(error));
      if (error instanceof NoAnswer) return error.silence;
      throw error;
    }
  }

  /** @throws Refusal when the caller may not send this request, or not now */
  protected abstract admit(route: Route, request: Request): void;

  /** Returns the refusal of a request with an invalid body. */
  protected abstract bodyRefusal(problems: readonly Problem[]): Refusal;

  /** Returns the refusal of a request with an invalid parameter. */
  protected parameterRefusal(parameter: Members, rule: string): Refusal {
    return new Refusal(400, `${String(parameter['name'])}: ${rule}`);
  }

  /** Returns the response to a refused request. */
  protected abstract refusal(refusal: Refusal): Answer;

  /** Returns 405 with `Allow` for a known path, else 404. */
  #nowhere(request: Request): Refusal {
    const methods = this.routes.filter(({ pattern }) => pattern.test(pathOf(request)));
    if (methods.length === 0) return new Refusal(404, 'there is nothing here');
    const allow = methods.map(({ method }) => method).join(', ');
    return new Refusal(405, 'not this method', {}, { allow });
  }

  #answer(route: Route, request: Request): Answer {
    this.admit(route, request);
    const parameters = this.#parametersOf(route, request);
    const body = this.#bodyOf(route, request);
    const answer = this.work[route.id]?.({ request, parameters, body });
    if (answer === undefined) throw new Error(`${route.id}: nobody does this`);
    return this.#shown(route, answer);
  }

  #parametersOf({ names, pattern, parameters }: Route, request: Request): Members {
    const match = pattern.exec(pathOf(request)) ?? [];
    const path = Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? '']));
    const read = readParameters(
      parameters,
      { request, path },
      { validator: this.validator, typed: this.typed },
    );
    const missing = parameters.find(
      (parameter) => parameter['required'] === true && read.every((one) => one.parameter !== parameter),
    );
    if (missing) throw new Refusal(400, `${String(missing['name'])} is missing`);
    for (const { parameter, value } of read) {
      const [problem] = this.validator.problems(parameter['schema'], value);
      if (problem) throw this.parameterRefusal(parameter, problem.rule);
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
    const value = this.readBody(request, content, { validator: this.validator, typed: this.typed });
    const [first] = Object.values(content) as readonly Members[];
    const problems = this.validator.problems(first?.['schema'], value);
    if (problems.length > 0) throw this.bodyRefusal(problems);
    return value;
  }

  /** Writes a body by its schema: members that the schema does not have are left out. */
  #shown({ operation }: Route, answer: Answer): Answer {
    const responses = operation['responses'] as Members;
    const response = this.validator.resolve(responses[String(answer.status)]);
    const type = answer.headers?.['content-type'] ?? 'application/json';
    const schema = ((response['content'] as Members | undefined)?.[type] as Members | undefined)?.['schema'];
    if (schema === undefined) return answer;
    const show = (value: unknown) => this.serialise(schema, value, this.validator);
    if (answer.items !== undefined) return { ...answer, items: mapItems(answer.items, show) };
    if (answer.body === undefined || type.startsWith('text/')) return answer;
    return { ...answer, body: withExtra(show(answer.body), answer.extra) };
  }
}

function withExtra(body: unknown, extra: Members | undefined): unknown {
  return extra === undefined ? body : { ...Object(body), ...extra };
}

async function* mapItems(items: AsyncIterable<unknown>, change: (item: unknown) => unknown) {
  for await (const item of items) yield change(item);
}
