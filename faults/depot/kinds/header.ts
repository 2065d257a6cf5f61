import { ofKind, type Fault } from '../../fault.ts';
import { withField, withoutField } from '../../tamper/answer-changes.ts';
import { on } from '../tamper-depot.ts';

/** Faults in response headers: missing fields, and wrong values. */
export const HEADER_FAULTS: readonly Fault[] = ofKind('header', [
  {
    name: 'there is no Location',
    operations: ['createTool'],
    build: on('createTool', 201, withoutField('location')),
  },
  {
    name: 'the Location is that of the list',
    operations: ['createTool'],
    build: on('createTool', 201, withField('location', '/tools')),
  },
  {
    name: 'the Location leads to another member',
    operations: ['createMember'],
    build: on('createMember', 201, withField('location', '/members/1000000')),
  },
  { name: 'there is no ETag', operations: ['readTool'], build: on('readTool', 200, withoutField('etag')) },
  {
    name: 'the ETag has no quotes',
    operations: ['replaceTool'],
    build: on('replaceTool', 200, withField('etag', 'abc')),
  },
  {
    name: 'the total in the header is a word',
    operations: ['listTools'],
    build: on('listTools', 200, withField('x-total-count', 'many')),
  },
  {
    name: 'there is no total in the header',
    operations: ['listMembers'],
    build: on('listMembers', 200, withoutField('x-total-count')),
  },
  {
    name: 'a 401 does not say how',
    operations: ['deleteMember'],
    build: on('deleteMember', 401, withoutField('www-authenticate')),
  },
  {
    name: 'results may be cached',
    operations: ['search'],
    build: on('search', 200, withField('cache-control', 'max-age=60')),
  },
]);
