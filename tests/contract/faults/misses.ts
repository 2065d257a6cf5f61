import { replaceAt } from '../../../src/base/edit-json.ts';
import { queryOf, timesGiven, withQuery } from './asked.ts';
import { on, reading, when, type Break, type Broken } from './fault.ts';

/** A fault that the description says nothing about, or that no case looks for yet. */
export interface Miss extends Break {
  readonly name: string;
  readonly reason: string;
}

/** An entry that is found one day moves to the faults. */
export const MISSES: readonly Miss[] = [
  {
    name: 'a total is wrong',
    operation: 'getQueue',
    reason: 'what is in the queue has no address of its own: it is no collection',
    broken: on(200, ({ body }) => ({ body: replaceAt(body, '/total', 1000) })),
  },
  {
    name: 'a filter is ignored',
    operation: 'getQueue',
    reason: 'what a parameter filters by is prose',
    broken: withoutValid('departmentId', /./),
  },
  {
    name: 'a sort is ignored',
    operation: 'listDepartments',
    reason: 'what a parameter sorts by is prose',
    broken: withoutValid('sort', /^\{"[^"]*":-?1\}$/),
  },
  {
    name: 'agents are never assigned',
    operation: 'createDepartment',
    reason: 'no agent is known who exists',
    broken: on(200, ({ body }) => ({
      body: replaceAt(replaceAt(body, '/agents', []), '/department/numAgents', 0),
    })),
  },
];

/** Ignores a query parameter where it is right; where it is wrong it is refused as ever. */
function withoutValid(name: string, valid: RegExp): Broken {
  return when(
    (asked) => timesGiven(asked, name) === 1 && valid.test(queryOf(asked, name) ?? ''),
    reading((asked) => withQuery(asked, name, undefined)),
  );
}
