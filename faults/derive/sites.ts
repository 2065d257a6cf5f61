import { isMembers } from '../server/json-schema.ts';
import type { Members } from '../server/work.ts';
import { listOf, nodeAt, resolvedPath, type Path } from './node-at.ts';

/** Knows the places of schemas in a document, and the operations that use them. */
export class Sites {
  readonly #document: Members;
  readonly #users = new Map<string, Set<string>>();
  readonly #requests = new Map<string, Path>();
  readonly #responses = new Map<string, Path>();
  readonly #operations: Path[] = [];

  constructor(document: Members) {
    this.#document = document;
    for (const [path, item] of Object.entries(document['paths'] as Members))
      this.#enterItem(path, item as Members);
  }

  requestSchemas(): readonly Path[] {
    return [...this.#requests.values()];
  }

  /** Returns schemas that no request contains. */
  responseSchemas(): readonly Path[] {
    return [...this.#responses].filter(([key]) => !this.#requests.has(key)).map(([, path]) => path);
  }

  /** The operations, each after the path that it shares parameters with, where there are such. */
  operations(): readonly Path[] {
    return this.#operations;
  }

  usersOf(path: Path): readonly string[] {
    return [...(this.#users.get(path.join(' ')) ?? [])];
  }

  #enterItem(path: string, item: Members): void {
    const shared = listOf(item['parameters']);
    if (shared.length > 0) this.#operations.push(['paths', path]);
    for (const [method, value] of Object.entries(item).filter(([name]) => name !== 'parameters')) {
      const operation = value as Members;
      const id = String(operation['operationId']);
      const at = ['paths', path, method];
      this.#operations.push(at);
      this.#users.set(at.join(' '), new Set([id]));
      this.#use(['paths', path], id);
      for (const [index] of shared.entries()) {
        this.#enterParameter(['paths', path, 'parameters', String(index)], id);
      }
      for (const [index] of listOf(operation['parameters']).entries()) {
        this.#enterParameter([...at, 'parameters', String(index)], id);
      }
      this.#enterContent(this.#requests, [...at, 'requestBody'], id);
      for (const status of Object.keys(operation['responses'] as Members)) {
        if (status.startsWith('2')) this.#enterContent(this.#responses, [...at, 'responses', status], id);
      }
    }
  }

  #enterParameter(path: Path, id: string): void {
    this.#enter(this.#requests, [...resolvedPath(this.#document, path), 'schema'], id);
  }

  #use(path: Path, id: string): void {
    const key = path.join(' ');
    this.#users.set(key, (this.#users.get(key) ?? new Set()).add(id));
  }

  #enterContent(sites: Map<string, Path>, path: Path, id: string): void {
    const resolved = resolvedPath(this.#document, path);
    const content = nodeAt(this.#document, resolved)['content'];
    for (const type of Object.keys(content ?? {})) {
      if (type !== 'text/csv') this.#enter(sites, [...resolved, 'content', type, 'schema'], id);
    }
  }

  #enter(sites: Map<string, Path>, written: Path, id: string): void {
    const path = resolvedPath(this.#document, written);
    const key = path.join(' ');
    if (this.#users.get(key)?.has(id) === true && sites.has(key)) return;
    this.#use(path, id);
    const node = nodeAt(this.#document, path);
    if (node['readOnly'] === true && sites === this.#requests) return;
    sites.set(key, path);
    const properties = (node['properties'] ?? {}) as Members;
    for (const name of Object.keys(properties)) this.#enter(sites, [...path, 'properties', name], id);
    for (const keyword of ['items', 'additionalProperties']) {
      if (isMembers(node[keyword])) this.#enter(sites, [...path, keyword], id);
    }
    for (const keyword of ['oneOf', 'anyOf', 'allOf']) {
      for (const [index] of listOf(node[keyword]).entries()) {
        this.#enter(sites, [...path, keyword, String(index)], id);
      }
    }
  }
}
