import { permitted } from './asked.ts';
import { reading, when, type Asked, type Broken, type Fault } from './fault.ts';

/** Credentials and permissions that nobody asks for. */
export const ACCESS_FAULTS: readonly Fault[] = [
  {
    name: 'the second credential is not asked for',
    operation: 'getQueue',
    check: 'credentialsEnforced',
    broken: reading((asked) => ({
      headers: {
        ...asked.headers,
        'x-user-id': asked.headers['x-user-id'] ?? permittedHeader(asked, 'x-user-id'),
      },
    })),
  },
  {
    name: 'the second credential may be any',
    operation: 'listDepartments',
    check: 'credentialsEnforced',
    broken: reading((asked) => ({
      headers: {
        ...asked.headers,
        ...(asked.headers['x-user-id'] !== undefined && { 'x-user-id': permittedHeader(asked, 'x-user-id') }),
      },
    })),
  },
  {
    name: 'the first credential may be any',
    operation: 'createDepartment',
    check: 'credentialsEnforced',
    broken: reading((asked) => ({
      headers: {
        ...asked.headers,
        ...(asked.headers['x-auth-token'] !== undefined && {
          'x-auth-token': permittedHeader(asked, 'x-auth-token'),
        }),
      },
    })),
  },
  {
    name: 'a wrong credential is good enough to delete',
    operation: 'deleteDepartment',
    check: 'credentialsEnforced',
    broken: when(
      ({ headers }) => headers['x-auth-token'] === 'wrong-credential',
      reading((asked) => permitted(asked)),
    ),
  },
  {
    name: 'no credential is needed to read',
    operation: 'getDepartment',
    check: 'credentialsEnforced',
    broken: when(
      ({ headers }) => headers['x-auth-token'] === undefined && headers['x-user-id'] === undefined,
      reading((asked) => permitted(asked)),
    ),
  },
  {
    name: 'no token is needed',
    api: 'livehelpnow',
    operation: 'listDepartments',
    check: 'credentialsEnforced',
    broken: when(
      ({ headers }) => headers['authorization'] === undefined,
      reading((asked) => permitted(asked, 'livehelpnow')),
    ),
  },
  {
    name: 'any token is good',
    api: 'livehelpnow',
    operation: 'listDepartments',
    check: 'credentialsEnforced',
    broken: when(
      ({ headers }) => String(headers['authorization']).endsWith('wrong-credential'),
      reading((asked) => permitted(asked, 'livehelpnow')),
    ),
  },
  {
    name: 'whoever is logged in may list',
    operation: 'listDepartments',
    check: 'permissionsEnforced',
    broken: forAnybody(),
  },
  {
    name: 'whoever is logged in may update',
    operation: 'updateDepartment',
    check: 'permissionsEnforced',
    broken: forAnybody(),
  },
  {
    name: 'whoever is logged in may delete',
    operation: 'deleteDepartment',
    check: 'permissionsEnforced',
    broken: forAnybody(),
  },
  {
    name: 'a token without a scope is good',
    api: 'livehelpnow',
    operation: 'listDepartments',
    check: 'permissionsEnforced',
    broken: when(
      ({ headers }) => String(headers['authorization']).endsWith('no-scope-token'),
      reading((asked) => permitted(asked, 'livehelpnow')),
    ),
  },
];

function permittedHeader(asked: Asked, name: string): string {
  return String(permitted(asked).headers?.[name]);
}

function forAnybody(): Broken {
  return when(
    ({ headers }) => headers['x-user-id'] === 'no-permissions',
    reading((asked) => permitted(asked)),
  );
}
