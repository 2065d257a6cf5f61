import { ofKind, type Fault } from '../../fault.ts';
import { isMembers } from '../../server/json-schema.ts';
import { mapMembers } from '../../tamper/body-changes.ts';
import { asking, reading, refusing } from '../tamper-depot.ts';

/** Faults in validation: invalid requests that are accepted, and valid ones that are refused. */
export const VALIDATION_FAULTS: readonly Fault[] = ofKind('validation', [
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
    survives: 'many servers do that, so that it is only advice',
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
    survives: 'A refused null is advice alone: many servers refuse what is as good as left out.',
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
    build: asking('replaceTool', ({ headers }) => ({ headers: { ...headers, 'if-match': undefined } })),
  },
]);
