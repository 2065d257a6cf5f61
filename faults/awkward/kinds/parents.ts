import { faultsOf, type Fault } from '../../fault.ts';
import { withoutField } from '../../tamper/answer-changes.ts';
import { given } from '../../tamper/tampering.ts';
import { CRASH, instead, ignoring, seeing, showing, showingEach } from '../changes.ts';
import { answering, on, working } from '../tamper-awkward.ts';

const anyServer = given('serverId', () => 'localhost');

/** What is below a parent that nobody can create. */
export const PARENT_FAULTS: readonly Fault[] = faultsOf('state', [
  ['a zone lacks its serial', 'readZone', showing('readZone', 200, () => ({ serial: undefined }))],
  [
    'the serial of a zone is a text',
    'readZone',
    showing('readZone', 200, ({ serial }) => ({ serial: String(serial) })),
  ],
  [
    'a zone is created without its kind',
    'createZone',
    showing('createZone', 201, () => ({ kind: undefined })),
  ],
  [
    'a zone loses its last dot',
    'readZone',
    showing('readZone', 200, ({ name }) => ({ name: String(name).slice(0, -1) })),
  ],
  ['a listed zone has no ttl', 'listZones', showingEach('listZones', undefined, () => ({ ttl: undefined }))],
  [
    'a listed zone is of an unknown kind',
    'listZones',
    showingEach('listZones', undefined, () => ({ kind: 'master' })),
  ],
  ['zones are not filtered', 'listZones, createZone', ignoring('listZones', 'kind')],
  [
    'the newest zone is not listed',
    'listZones, createZone',
    seeing(
      'listZones',
      ({ campus }) => campus.zones,
      (rows) => rows.slice(0, -1),
    ),
  ],
  ['there are zones on every server', 'listZones', working('listZones', anyServer)],
  ['a zone can be created on any server', 'createZone', working('createZone', anyServer)],
  ['a zone can be read on any server', 'readZone', working('readZone', anyServer)],
  ['a record can be put on any server', 'putRecord', working('putRecord', anyServer)],
  ['an unknown server is a server error', 'listZones', on('listZones', 404, () => CRASH)],
  ['a zone of an unknown server is a server error', 'createZone', on('createZone', 404, () => CRASH)],
  ['an unknown zone is a server error', 'readZone', on('readZone', 404, () => CRASH)],
  ['an unknown zone is nothing', 'readZone', on('readZone', 404, () => ({ status: 204 }))],
  [
    'a record of an unknown zone is put',
    'putRecord',
    on('putRecord', 404, () => ({
      status: 201,
      headers: { 'content-type': 'application/json' },
      body: { name: 'www', type: 'A', values: ['192.0.2.1'] },
    })),
  ],
  ['an unknown record is a server error', 'readRecord', on('readRecord', 404, () => CRASH)],
  ['a record has no values', 'readRecord', showing('readRecord', 200, () => ({ values: [null] }))],
  ['a record is answered in a list', 'readRecord', instead('readRecord', 200, (record) => [record])],
  [
    'the servers are one',
    'listServers',
    on('listServers', 200, ({ body }) => ({ body: (body as readonly unknown[])[0] })),
  ],
  ['the servers have no content type', 'listServers', on('listServers', 200, withoutField('content-type'))],
  ['a server has half a zone', 'listServers', showingEach('listServers', undefined, () => ({ zones: 0.5 }))],
  [
    'a server can be created, says nobody',
    'POST /servers',
    (clock) => {
      const right = on('listServers', 200, () => ({}))(clock);
      return (request) =>
        request.method === 'POST' && request.target === '/servers'
          ? Promise.resolve({ status: 201, headers: {}, body: new Uint8Array(0) })
          : right(request);
    },
  ],
  [
    'a second zone has the name of the first',
    'createZone, readZone',
    answering('readZone', ({ status, body }) =>
      status === 200
        ? { body: { ...Object(body), id: 'campus.example.', name: 'campus.example.' } }
        : undefined,
    ),
  ],
]);
