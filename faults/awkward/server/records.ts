import { Refusal } from '../../server/message.ts';
import type { Row } from '../../server/table.ts';
import type { Asked, Members, Work } from '../../server/work.ts';
import type { Campus } from './campus.ts';
import { zoneOf } from './zones.ts';

/** What the operations on the records of a zone do. */
export function recordOperations(campus: Campus): Record<string, Work> {
  return {
    readRecord: ({ parameters }) => ({ status: 200, body: recordOf(campus, parameters) }),
    putRecord: ({ parameters, body }) => {
      const key = keyOf(campus, parameters);
      const { name, type } = parameters;
      const { ttl = null, values } = Object(body) as Members;
      const { id: zone } = zoneOf(campus, parameters);
      const status = campus.records.get(key) === undefined ? 201 : 200;
      campus.records.put(key, { zone, name, type, ttl, values });
      return { status, body: campus.records.get(key) };
    },
    deleteRecord: ({ parameters }) => {
      recordOf(campus, parameters);
      campus.records.remove(keyOf(campus, parameters));
      return { status: 204 };
    },
  };
}

function keyOf(campus: Campus, parameters: Asked['parameters']): string {
  const { id } = zoneOf(campus, parameters);
  return [id, parameters['name'], parameters['type']].map(String).join('/');
}

function recordOf(campus: Campus, parameters: Asked['parameters']): Row {
  const record = campus.records.get(keyOf(campus, parameters));
  if (record === undefined) throw new Refusal(404, '');
  return record;
}
