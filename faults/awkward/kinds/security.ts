import { faultsOf, type Fault } from '../../fault.ts';
import type { Request } from '../../server/message.ts';
import { broken, on } from '../tamper-awkward.ts';

/** A server that lets somebody in to one operation whom it should not. */
function admitting(operation: string, isLetIn: (request: Request) => boolean) {
  return broken((server) => {
    const right = server.isLetIn;
    server.isLetIn = (route, request) =>
      right(route, request) || (route.id === operation && isLetIn(request));
  });
}

const hasField = ({ headers }: Request) => headers['authorization'] !== undefined;

/** What needs a session, and does not ask for it. */
export const SECURITY_FAULTS: readonly Fault[] = faultsOf('security', [
  ['anybody may read notes', 'listAuditNotes', admitting('listAuditNotes', () => true)],
  ['any token may add a note', 'createAuditNote', admitting('createAuditNote', hasField)],
  ['anybody may read a note', 'readAuditNote, createAuditNote', admitting('readAuditNote', () => true)],
  ['anybody is me', 'readMe', admitting('readMe', () => true)],
  [
    'an empty token is enough to be me',
    'readMe',
    admitting('readMe', ({ headers }) => /^bearer\s*$/i.test(headers['authorization'] ?? '')),
  ],
  ['anybody may see how mail is sent', 'readMailSettings', admitting('readMailSettings', () => true)],
  ['any token may see the display', 'readDisplaySettings', admitting('readDisplaySettings', hasField)],
  [
    'anybody may change the display',
    'replaceDisplaySettings',
    admitting('replaceDisplaySettings', () => true),
  ],
  [
    'who is not logged in is answered 400',
    'listAuditNotes',
    on('listAuditNotes', 401, () => ({ status: 400 })),
  ],
  [
    'who is not logged in is sent to a page',
    'readMe',
    on('readMe', 401, () => ({ status: 302, headers: { location: '/login' }, body: undefined })),
  ],
  [
    'who is not logged in is a server error',
    'createAuditNote',
    on('createAuditNote', 401, () => ({ status: 500 })),
  ],
  [
    'who is not logged in gets a page',
    'readDisplaySettings',
    on('readDisplaySettings', 401, () => ({
      headers: { 'content-type': 'text/html' },
      body: '<h1>Log in</h1>',
    })),
  ],
  [
    'servers need a session',
    'listServers',
    on('listServers', 200, () => ({ status: 401, body: { code: 'unauthorized', message: 'log in' } })),
  ],
]);
