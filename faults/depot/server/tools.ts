import type { Asked, Work } from '../../server/work.ts';
import type { Shelves } from './shelves.ts';
import { isMembers } from '../../server/json-schema.ts';
import { Refusal, type Answer } from '../../server/message.ts';
import type { Row } from '../../server/table.ts';

/** Returns the operations on tools. */
export function toolOperations(depot: Shelves): Record<string, Work> {
  return {
    listTools: (asked) => listTools(depot, asked),
    createTool: ({ body }) => {
      const row = depot.tools.add('toolId', { ...newTool(depot, body), createdAt: depot.now(), version: 1 });
      const made = { ...row, state: 'free', updatedAt: row['createdAt'] };
      depot.tools.put(String(row['toolId']), made);
      const headers = { location: `/tools/${String(row['toolId'])}`, etag: depot.etagOf(made) };
      return { status: 201, headers, body: made };
    },
    readTool: ({ request, parameters }) => {
      const tool = toolOf(depot, parameters);
      const headers = { etag: depot.etagOf(tool) };
      if (request.headers['if-none-match'] === depot.etagOf(tool)) return { status: 304, headers };
      return { status: 200, headers, body: tool };
    },
    replaceTool: (asked) => changeTool(depot, asked, (tool, sent) => ({ ...kept(tool), ...sent })),
    updateTool: (asked) =>
      changeTool(depot, asked, (tool, sent) => {
        const next = { ...tool, ...sent };
        return next['manual'] === null && isMergePatch(asked) ? without(next, 'manual') : next;
      }),
    deleteTool: ({ parameters }) => {
      const tool = toolOf(depot, parameters);
      depot.tools.remove(String(tool['toolId']));
      return { status: 204 };
    },
    lendTool: ({ parameters, body }) => {
      const tool = toolOf(depot, parameters);
      if (tool['state'] === 'lent') throw new Refusal(409, 'it is lent already');
      depot.tools.put(String(tool['toolId']), { ...changed(depot, tool), state: 'lent' });
      const loan = { deposit: 0, ...Object(body), toolId: tool['toolId'], lentAt: depot.now() };
      return { status: 200, body: loan };
    },
  };
}

export function toolOf(depot: Shelves, { toolId }: Asked['parameters']): Row {
  const tool = depot.tools.get(String(toolId));
  if (tool === undefined) throw new Refusal(404, 'there is no such tool');
  return tool;
}

export function etagOf({ toolId, version }: Row): string {
  return `"${String(toolId).slice(-6)}-${String(version)}"`;
}

/** Tells whether the request is a merge patch, in which `null` removes a member (RFC 7396). */
function isMergePatch({ request }: Asked): boolean {
  return request.headers['content-type']?.includes('merge-patch') === true;
}

const OWN = ['toolId', 'state', 'createdAt', 'updatedAt', 'version'];

/** Returns the members that clients may set. */
function sentOf(body: unknown): Row {
  const entries = isMembers(body) ? Object.entries(body) : [];
  return Object.fromEntries(entries.filter(([name]) => !OWN.includes(name)));
}

/** Returns the members that only the server sets. */
function kept(tool: Row): Row {
  return Object.fromEntries(Object.entries(tool).filter(([name]) => OWN.includes(name)));
}

function newTool(depot: Shelves, body: unknown): Row {
  const sent = sentOf(body);
  refuseTwin(depot, sent, undefined);
  return sent;
}

/** Refuses a tool whose name another one has. */
function refuseTwin(depot: Shelves, { name }: Row, toolId: unknown): void {
  const isTaken = depot.tools.all().some((one) => one['name'] === name && one['toolId'] !== toolId);
  if (isTaken && name !== undefined) throw new Refusal(409, 'there is one of that name');
}

function changeTool(depot: Shelves, asked: Asked, change: (tool: Row, sent: Row) => Row): Answer {
  const tool = toolOf(depot, asked.parameters);
  const wanted = asked.request.headers['if-match'];
  if (wanted !== undefined && wanted !== '*' && wanted !== depot.etagOf(tool)) {
    throw new Refusal(412, 'it is not what it was');
  }
  const sent = sentOf(asked.body);
  refuseTwin(depot, sent, tool['toolId']);
  const next = change(changed(depot, tool), sent);
  depot.tools.put(String(tool['toolId']), next);
  return { status: 200, headers: { etag: depot.etagOf(next) }, body: next };
}

function changed(depot: Shelves, tool: Row): Row {
  return { ...tool, version: Number(tool['version']) + 1, updatedAt: depot.now() };
}

export function without(row: Row, name: string): Row {
  return Object.fromEntries(Object.entries(row).filter(([one]) => one !== name));
}

/** Returns the tools that match the filters of a list request, in the requested order. */
export function wantedTools(depot: Shelves, { parameters }: Asked): readonly Row[] {
  const { kind, insured, maker, labels, q, sort } = parameters;
  const wanted = depot.tools
    .all()
    .filter(
      (tool) =>
        (kind === undefined || tool['kind'] === kind) &&
        (insured === undefined || tool['insured'] === insured) &&
        (maker === undefined || tool['maker'] === maker) &&
        (labels === undefined || hasAll(tool['labels'], labels)) &&
        (q === undefined || String(tool['name']).includes(String(q))),
    );
  if (sort === undefined) return wanted;
  const name = String(sort).replace(/^-/, '');
  const sign = String(sort).startsWith('-') ? -1 : 1;
  return wanted.toSorted((left, right) => sign * compare(left[name], right[name]));
}

function listTools(depot: Shelves, asked: Asked): Answer {
  const { limit = 20, offset = 0 } = asked.parameters;
  const wanted = wantedTools(depot, asked);
  const items = wanted.slice(Number(offset), Number(offset) + Number(limit));
  const headers = { 'x-total-count': String(wanted.length) };
  if (asked.request.headers['accept'] === 'text/csv') {
    const lines = items.map(({ toolId, name }) => `${String(toolId)},${JSON.stringify(name)}`);
    const body = ['toolId,name', ...lines].join('\r\n');
    return { status: 200, headers: { ...headers, 'content-type': 'text/csv' }, body };
  }
  return { status: 200, headers, body: { items, total: wanted.length } };
}

function hasAll(has: unknown, wanted: unknown): boolean {
  return Array.isArray(has) && Array.isArray(wanted) && wanted.every((one) => has.includes(one));
}

export function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [one, other] = [String(left), String(right)];
  return one < other ? -1 : one > other ? 1 : 0;
}
