import type { Operations } from './types.d.ts';

/** The body of a response with a status. */
type Body<Id extends keyof Operations, Status> = Extract<
  Operations[Id]['response'],
  { status: Status }
>['body'];

export type Todo = Body<'createTodo', 201>;
export type NewTodo = Operations['createTodo']['request']['body'];

/** A refusal of the API. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

async function ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(`/api${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (response.status === 204) return undefined as Answer;
  const answer = (await response.json()) as Answer & { readonly message?: string };
  if (response.ok) return answer;
  throw new Refusal(answer.message ?? `${method} ${path}: ${response.status}`);
}

export const listTodos = () => ask<Body<'listTodos', 200>>('GET', '/todos');
export const createTodo = (todo: NewTodo) => ask<Todo>('POST', '/todos', todo);
export const changeTodo = (id: string, done: boolean) => ask<Todo>('PATCH', `/todos/${id}`, { done });
export const deleteTodo = (id: string) => ask<void>('DELETE', `/todos/${id}`);
export const suggestTodo = () => ask<Body<'suggestTodo', 200>>('GET', '/suggestion');
