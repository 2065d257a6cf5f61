import { ofKind, type Fault } from '../../fault.ts';
import { admitting } from '../admitting.ts';
import { accessOf, proofOf } from '../server/credentials.ts';
import { Depot } from '../server/depot.ts';
import { readDocument } from '../tamper-depot.ts';

/** Faults in security: credentials and scopes that are not checked, or wrongly refused. */
export const SECURITY_FAULTS: readonly Fault[] = ofKind('security', [
  {
    name: 'anybody may list',
    operations: ['listTools'],
    build: admitting('listTools', () => true),
  },
  {
    name: 'any token will do',
    operations: ['createTool'],
    build: admitting(
      'createTool',
      (_, { headers }) => headers['authorization']?.startsWith('Bearer wrong') === true,
    ),
  },
  {
    name: 'an empty token will do',
    operations: ['deleteTool'],
    build: admitting('deleteTool', (_, { headers }) => /^bearer\s*$/i.test(headers['authorization'] ?? '')),
  },
  {
    name: 'the key is not asked for beside the token',
    operations: ['listMembers'],
    build: admitting('listMembers', (_, request) => proofOf(request).scopes !== undefined),
  },
  {
    name: 'the token is not asked for beside the key',
    operations: ['readMember'],
    build: admitting('readMember', (_, request) => proofOf(request).hasKey),
  },
  {
    name: 'any key will do',
    operations: ['listTools'],
    build: admitting('listTools', (_, { headers }) => (headers['x-api-key'] ?? '') !== ''),
  },
  {
    name: 'an empty key will do',
    operations: ['createMember'],
    build: admitting(
      'createMember',
      (_, request) => request.headers['x-api-key'] === '' && proofOf(request).scopes !== undefined,
    ),
  },
  {
    name: 'whoever may read may write',
    operations: ['replaceTool'],
    build: admitting('replaceTool', (_, request) => proofOf(request).scopes !== undefined),
  },
  {
    name: 'whoever is known may delete',
    operations: ['deleteMember'],
    build: admitting(
      'deleteMember',
      (_, request) => proofOf(request).scopes !== undefined && proofOf(request).hasKey,
    ),
  },
  {
    name: 'the key alone is not enough',
    operations: ['readNote'],
    build: () => {
      const depot = new Depot(readDocument());
      return (request) => {
        const isMeant = depot.routeOf(request)?.id === 'readNote';
        depot.access = (alternatives, proof) =>
          accessOf(alternatives, isMeant ? { ...proof, hasKey: false } : proof);
        return Promise.resolve(depot.handle(request));
      };
    },
  },
  {
    name: 'what needs no credential asks for one',
    operations: ['subscribe'],
    build: () => {
      const depot = new Depot(readDocument());
      return (request) => {
        const isMeant = depot.routeOf(request)?.id === 'subscribe';
        depot.access = (alternatives, proof) => accessOf(isMeant ? [{ oauth: [] }] : alternatives, proof);
        return Promise.resolve(depot.handle(request));
      };
    },
  },
]);
