import { asking, handleOf, type Fault } from './fault.ts';
import { readDocument } from './run-suite.ts';
import { accessOf, proofOf } from './server/credentials.ts';
import { Depot } from './server/depot.ts';
import { isMembers } from './server/json-schema.ts';
import type { Handle, Request } from './server/message.ts';

type Members = Readonly<Record<string, unknown>>;

/** A server that lets somebody in to one operation whom it should not. */
function admitting(operation: string, isLetIn: (depot: Depot, request: Request) => boolean): () => Handle {
  return () => {
    const depot = new Depot(readDocument());
    const access = depot.access;
    return (request) => {
      const isMeant = depot.routeOf(request)?.id === operation;
      depot.access = (...facts) => (isMeant && isLetIn(depot, request) ? 'granted' : access(...facts));
      return Promise.resolve(depot.handle(request));
    };
  };
}

const SECURITY: readonly Omit<Fault, 'category'>[] = [
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
];

/** A server that changes the bodies of one operation before it looks at them. */
function reading(operation: string, change: (body: unknown) => unknown): () => Handle {
  return asking(operation, ({ body }) => {
    try {
      const changed = change(JSON.parse(new TextDecoder().decode(body)) as unknown);
      return { body: new TextEncoder().encode(JSON.stringify(changed)) };
    } catch {
      return {};
    }
  });
}

function mapMembers(body: unknown, change: (name: string, value: unknown) => unknown): unknown {
  if (!isMembers(body)) return body;
  const entries = Object.entries(body).map(([name, value]) => [name, change(name, value)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** A server that refuses right bodies. */
function refusing(operation: string, isRefused: (body: Members, request: Request) => boolean): () => Handle {
  return () => {
    const depot = new Depot(readDocument());
    const right = handleOf(depot);
    return (request) => {
      if (depot.routeOf(request)?.id !== operation) return right(request);
      const { problems } = depot.validator;
      const bound = problems.bind(depot.validator);
      depot.validator.problems = (schema, value, pointer = '') => {
        const found = bound(schema, value, pointer);
        const isIt = pointer === '' && isMembers(value) && found.length === 0 && isRefused(value, request);
        return isIt ? [{ pointer: '', rule: 'other' }] : found;
      };
      const answer = depot.handle(request);
      depot.validator.problems = bound;
      return Promise.resolve(answer);
    };
  };
}

const VALIDATION: readonly Omit<Fault, 'category'>[] = [
  {
    name: 'numbers may be written as texts',
    operations: ['createTool'],
    build: reading('createTool', (body) =>
      mapMembers(body, (name, value) =>
        name === 'price' && typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))
          ? Number(value)
          : value,
      ),
    ),
  },
  {
    name: 'null is taken for nothing',
    operations: ['replaceMember'],
    build: reading('replaceMember', (body) =>
      mapMembers(body, (name, value) => (value === null && name !== 'nickname' ? undefined : value)),
    ),
  },
  {
    name: 'half a number is rounded',
    operations: ['createNote'],
    build: reading('createNote', (body) =>
      mapMembers(body, (name, value) =>
        name === 'stars' && typeof value === 'number' ? Math.floor(value) : value,
      ),
    ),
  },
  {
    name: 'a text is cut where it is too long',
    operations: ['createTool'],
    build: reading('createTool', (body) =>
      mapMembers(body, (name, value) =>
        name === 'name' && typeof value === 'string' ? value.slice(0, 60) : value,
      ),
    ),
  },
  {
    name: 'a choice may be in capitals',
    operations: ['updateTool'],
    build: reading('updateTool', (body) =>
      mapMembers(body, (name, value) => (name === 'kind' ? String(value).toLowerCase() : value)),
    ),
  },
  {
    name: 'what nobody knows is left out',
    operations: ['lendTool'],
    build: reading('lendTool', (body) =>
      mapMembers(body, (name, value) =>
        ['to', 'until', 'days', 'deposit'].includes(name) ? value : undefined,
      ),
    ),
  },
  {
    name: 'a single label may stand for a list',
    operations: ['createTool'],
    build: reading('createTool', (body) =>
      mapMembers(body, (name, value) => (name === 'labels' && typeof value === 'string' ? ['label'] : value)),
    ),
  },
  {
    name: 'JSON that is cut off is read',
    operations: ['createNote'],
    build: asking('createNote', ({ body }) => {
      const text = new TextDecoder().decode(body);
      return text.startsWith('{') && !text.endsWith('}')
        ? { body: new TextEncoder().encode(`${text}}`) }
        : {};
    }),
  },
  {
    name: 'no body is an empty body',
    operations: ['updateTool'],
    build: asking('updateTool', ({ headers, body }) =>
      body.length === 0
        ? {
            body: new TextEncoder().encode('{"insured":true}'),
            headers: { ...headers, 'content-type': 'application/json' },
          }
        : {},
    ),
  },
  {
    name: 'a page of nothing is the first',
    operations: ['listNotes'],
    build: asking('listNotes', ({ target }) => ({ target: target.replace(/([?&]page)=(0|-\d+)\b/, '$1=1') })),
  },
  {
    name: 'a limit beyond the most is the most',
    operations: ['listTools'],
    build: asking('listTools', ({ target }) => ({
      target: target.replace(/([?&]limit)=(\d{3,})\b/, '$1=100'),
    })),
  },
  {
    name: 'a word that is missing is any word',
    operations: ['search'],
    build: asking('search', ({ target }) => ({
      target: /[?&]word=/.test(target) ? target : `${target}${target.includes('?') ? '&' : '?'}word=any`,
    })),
  },
  {
    name: 'a locale that is missing is English',
    operations: ['search'],
    build: asking('search', ({ headers }) => ({ headers: { 'x-locale': 'en', ...headers } })),
  },
  {
    name: 'a contact by phone is refused',
    operations: ['createMember'],
    build: refusing('createMember', ({ contact }) => isMembers(contact) && contact['by'] === 'phone'),
  },
  {
    name: 'a nickname has to be there',
    operations: ['createMember'],
    build: refusing('createMember', (body) => 'email' in body && !('nickname' in body)),
  },
  {
    name: 'a nickname may not be null',
    operations: ['replaceMember'],
    build: refusing('replaceMember', ({ nickname }) => nickname === null),
  },
  {
    name: 'a price of nothing counts as missing',
    operations: ['createTool'],
    build: refusing('createTool', ({ price }) => price === 0),
  },
  {
    name: 'the second of two offered types of a limit is refused',
    operations: ['createMember'],
    build: refusing('createMember', ({ limit }) => limit === 'unlimited'),
  },
  {
    name: 'two addresses are one too many',
    operations: ['replaceMember'],
    build: refusing('replaceMember', ({ addresses }) => Array.isArray(addresses) && addresses.length > 1),
  },
  {
    name: 'a plus in an address is refused',
    operations: ['subscribe'],
    build: refusing('subscribe', ({ email }) => typeof email === 'string' && email.includes('+')),
  },
  {
    name: 'a leap day is no day',
    operations: ['lendTool'],
    build: refusing('lendTool', ({ until }) => typeof until === 'string' && until.endsWith('-02-29')),
  },
  {
    name: 'options without rows are refused',
    operations: ['importTools'],
    build: refusing('importTools', ({ options }) => isMembers(options) && !('rows' in options)),
  },
  {
    name: 'a price without its end is refused',
    operations: ['search'],
    build: refusing('search', (value) => 'from' in value && !('to' in value)),
  },
  {
    name: 'the largest page is refused',
    operations: ['listNotes'],
    build: asking('listNotes', ({ target }) => ({ target: target.replace(/perPage=50\b/, 'perPage=51') })),
  },
  {
    name: 'a condition is not looked at where a tool is replaced',
    operations: ['replaceTool'],
    build: asking('replaceTool', ({ headers: { 'if-match': _, ...headers } }) => ({ headers })),
  },
];

const METHOD: readonly Omit<Fault, 'category'>[] = [
  {
    name: 'the list can be deleted',
    operations: ['DELETE /tools'],
    build: instead('DELETE', /^\/tools$/, 204),
  },
  {
    name: 'a member can be patched, says nobody',
    operations: ['PATCH /members/{memberId}'],
    build: instead('PATCH', /^\/members\/[^/]+$/, 200),
  },
  {
    name: 'another method is a server error',
    operations: ['PUT /search'],
    build: instead('PUT', /^\/search(\?|$)/, 500),
  },
  {
    name: 'a 405 does not say what is allowed',
    operations: ['POST /health'],
    build: () => {
      const depot = new Depot(readDocument());
      return (request) => {
        const { allow: _, ...headers } = depot.handle(request).headers;
        return Promise.resolve({ ...depot.handle(request), headers });
      };
    },
  },
];

/** A server that answers a method that it should not know. */
function instead(method: string, path: RegExp, status: number): () => Handle {
  return () => {
    const right = handleOf(new Depot(readDocument()));
    return (request) => {
      if (request.method !== method || !path.test(request.target)) return right(request);
      return Promise.resolve({ status, headers: {}, body: new Uint8Array(0) });
    };
  };
}

export const REQUEST_FAULTS: readonly Fault[] = [
  ...SECURITY.map((fault) => ({ ...fault, category: 'security' as const })),
  ...VALIDATION.map((fault) => ({ ...fault, category: 'validation' as const })),
  ...METHOD.map((fault) => ({ ...fault, category: 'method' as const })),
];
