import { replaceAt } from '../../../src/base/edit-json.ts';
import { isObject, member } from '../../../src/base/json.ts';
import { agentsIn, departmentIn, only, queryOf, timesGiven, withQuery } from './asked.ts';
import { reading, type Broken, type Fault } from './fault.ts';

/** Wrong requests that are accepted: one rule of the description is not looked at. */
export const LENIENT_FAULTS: readonly Fault[] = [
  {
    name: 'a department without an address is given one',
    operation: 'createDepartment',
    check: 'invalidRefused',
    broken: readingDepartment((department) => ({ email: 'nobody@example.com', ...department })),
  },
  {
    name: 'any text is a boolean',
    operation: 'createDepartment',
    check: 'invalidRefused',
    broken: readingDepartment(({ enabled, ...rest }) => ({
      ...rest,
      ...(enabled !== undefined && { enabled: Boolean(enabled) }),
    })),
  },
  {
    name: 'a number is taken for a name',
    operation: 'createDepartment',
    check: 'invalidRefused',
    broken: readingDepartment(({ name, ...rest }) => ({
      ...rest,
      ...(name !== undefined && { name: String(name) }),
    })),
  },
  {
    name: 'agents that are no list are ignored',
    operation: 'createDepartment',
    check: 'invalidRefused',
    broken: reading(({ body }) => ({
      body: isObject(body) && !Array.isArray(body['agents']) ? replaceAt(body, '/agents', []) : body,
    })),
  },
  {
    name: 'unknown members of the body are dropped',
    operation: 'createDepartment',
    check: 'invalidRefused',
    broken: reading(({ body }) => ({
      body: isObject(body) ? only(body, (name) => ['department', 'agents'].includes(name)) : body,
    })),
  },
  {
    name: 'unknown members of an agent are dropped',
    operation: 'updateDepartment',
    check: 'invalidRefused',
    broken: readingAgents((agents) =>
      agents.map((agent) => only(agent, (name) => ['agentId', 'username', 'count', 'order'].includes(name))),
    ),
  },
  {
    name: 'members of a department that are neither text nor number are dropped',
    operation: 'updateDepartment',
    check: 'invalidRefused',
    broken: readingDepartment((department) => only(department, (_, value) => !isObject(value)) as object),
  },
  {
    name: 'an agent without an identifier is ignored',
    operation: 'updateDepartment',
    check: 'invalidRefused',
    broken: readingAgents((agents) => agents.filter((agent) => member(agent, 'agentId') !== undefined)),
  },
  {
    name: 'a body that is cut off is completed',
    operation: 'createDepartment',
    check: 'invalidRefused',
    broken: (next) => (request) => {
      const text = new TextDecoder().decode(request.body);
      return next(isJson(text) ? request : { ...request, body: new TextEncoder().encode(`${text}}`) });
    },
  },
  {
    name: 'any content type is JSON',
    operation: 'createDepartment',
    check: 'invalidRefused',
    broken: reading(({ headers }) => ({ headers: { ...headers, 'content-type': 'application/json' } })),
  },
  {
    name: 'an update without a body changes nothing, and is accepted',
    operation: 'updateDepartment',
    check: 'invalidRefused',
    broken: reading(({ body, headers }) => ({
      headers: { ...headers, 'content-type': 'application/json' },
      body: body ?? { department: {} },
    })),
  },
  {
    name: 'a count that is not a number is taken for the default',
    operation: 'getQueue',
    check: 'invalidRefused',
    broken: readingQuery('count', (count) => (Number.isNaN(Number(count)) ? '50' : count)),
  },
  {
    name: 'an offset below zero is taken for zero',
    operation: 'getQueue',
    check: 'invalidRefused',
    broken: readingQuery('offset', (offset) => (Number(offset) < 0 ? '0' : offset)),
  },
  {
    name: 'a direction that is none is ignored',
    operation: 'getQueue',
    check: 'invalidRefused',
    broken: readingQuery('sort', (sort) => (/:(1|-1)[,}]/.test(sort) ? sort : undefined)),
  },
  {
    name: 'a count that is no number is ignored',
    operation: 'listDepartments',
    check: 'invalidRefused',
    broken: readingQuery('count', (count) => (Number.isNaN(Number(count)) ? undefined : count)),
  },
  {
    name: 'without a start there is one',
    operation: 'getChatsPerDepartment',
    check: 'invalidRefused',
    broken: reading((asked) => withQuery(asked, 'start', queryOf(asked, 'start') ?? '2020-01-01')),
  },
  {
    name: 'an end that is no date is today',
    operation: 'getChatsPerDepartment',
    check: 'invalidRefused',
    broken: readingQuery('end', (end) => (Number.isNaN(Date.parse(end)) ? '2024-01-01' : end)),
  },
  {
    name: 'a system that does not exist is ignored',
    api: 'livehelpnow',
    operation: 'listDepartments',
    check: 'invalidRefused',
    broken: readingQuery('system', (system) =>
      ['chat', 'ticket', 'callback'].includes(system) ? system : undefined,
    ),
  },
  {
    name: 'what is not true is false',
    api: 'livehelpnow',
    operation: 'listDepartments',
    check: 'invalidRefused',
    broken: readingQuery('active', (active) => String(active === 'true')),
  },
];

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return text === '';
  }
}

/** Reads the department in a body as another one. */
function readingDepartment(change: (department: Readonly<Record<string, unknown>>) => object): Broken {
  return reading(({ body }) => {
    const department = departmentIn(body);
    return isObject(department) ? { body: replaceAt(body, '/department', change(department)) } : {};
  });
}

/** Reads the agents in a body as others. */
function readingAgents(change: (agents: readonly unknown[]) => readonly unknown[]): Broken {
  return reading(({ body }) =>
    agentsIn(body).every(isObject) && isObject(body) && Array.isArray(body['agents'])
      ? { body: replaceAt(body, '/agents', change(agentsIn(body))) }
      : {},
  );
}

/** Reads a query parameter, where it is there, as another value. */
function readingQuery(name: string, change: (value: string) => string | undefined): Broken {
  return reading((asked) => {
    const value = queryOf(asked, name);
    return value === undefined || timesGiven(asked, name) > 1 ? {} : withQuery(asked, name, change(value));
  });
}
