import { Refusal } from '../../server/message.ts';
import type { Row } from '../../server/table.ts';
import type { Asked, Members, Work } from '../../server/work.ts';
import type { Campus } from './campus.ts';

const SERVER = 'localhost';

/** Without words: the response has no body. */
const NOWHERE = '';

/** What the operations on name servers and their zones do. */
export function zoneOperations(campus: Campus): Record<string, Work> {
  return {
    listServers: () => {
      const server = { id: SERVER, version: '4.9.1', zones: campus.zones.all().length };
      return { status: 200, body: [server] };
    },
    listZones: ({ parameters }) => {
      refuseOtherServer(parameters);
      const { kind } = parameters;
      const zones = campus.zones.all().filter((zone) => kind === undefined || zone['kind'] === kind);
      return { status: 200, body: zones };
    },
    createZone: ({ parameters, body }) => {
      refuseOtherServer(parameters);
      const { name: given, kind, ttl = 3600, contact } = Object(body) as Members;
      const name = String(given).toLowerCase();
      if (!/^[a-z0-9][a-z0-9.-]*\.$/.test(name)) {
        throw new Refusal(422, 'the name of a zone ends in a dot', { field: 'name' });
      }
      if (campus.zones.get(name)) throw new Refusal(409, 'there is a zone of that name', { field: 'name' });
      const zone = { id: name, name, kind, ttl, serial: 1, ...(contact !== undefined && { contact }) };
      campus.zones.put(name, zone);
      return { status: 201, body: campus.zones.get(name) };
    },
    readZone: ({ parameters }) => ({ status: 200, body: zoneOf(campus, parameters) }),
    updateZone: ({ parameters, body }) => {
      const zone = zoneOf(campus, parameters);
      const { kind = zone['kind'], ttl = zone['ttl'], contact = zone['contact'] } = Object(body) as Members;
      const serial = Number(zone['serial']) + 1;
      const next = { ...zone, kind, ttl, ...(contact !== undefined && { contact }), serial };
      campus.zones.put(String(zone['id']), next);
      return { status: 204 };
    },
    deleteZone: ({ parameters }) => {
      const { id } = zoneOf(campus, parameters);
      campus.zones.remove(String(id));
      for (const [key, { zone }] of campus.records.rows) if (zone === id) campus.records.remove(key);
      return { status: 204 };
    },
  };
}

/** @throws Refusal for a server or zone that does not exist */
export function zoneOf(campus: Campus, parameters: Asked['parameters']): Row {
  refuseOtherServer(parameters);
  const zone = campus.zones.get(String(parameters['zoneId']).toLowerCase());
  if (zone === undefined) throw new Refusal(404, NOWHERE);
  return zone;
}

function refuseOtherServer({ serverId }: Asked['parameters']): void {
  if (serverId !== SERVER) throw new Refusal(404, NOWHERE);
}
