import { ofKind, type Fault } from '../../fault.ts';
import { answering, broken, working } from '../tamper-depot.ts';

/** Faults in conditional requests and entity tags. */
export const CONDITION_FAULTS: readonly Fault[] = ofKind('state', [
  {
    name: 'a tag that is out of date is good',
    operations: ['updateTool'],
    build: working('updateTool', (right) => (asked) => {
      const { 'if-match': tag, ...headers } = asked.request.headers;
      const isKnown = tag === undefined || /^"\d{6}-\d+"$/.test(tag);
      return right({
        ...asked,
        request: { ...asked.request, headers: isKnown ? headers : asked.request.headers },
      });
    }),
  },
  {
    name: 'a tag is never right',
    operations: ['replaceTool'],
    build: working('replaceTool', (right) => (asked) => {
      const tag = asked.request.headers['if-match'];
      const headers = { ...asked.request.headers, ...(tag !== undefined && { 'if-match': '"never"' }) };
      return right({ ...asked, request: { ...asked.request, headers } });
    }),
  },
  {
    name: 'a tag does not change with its tool',
    operations: ['updateTool'],
    build: broken((depot) => {
      depot.etagOf = ({ toolId }) => `"${String(toolId).slice(-6)}"`;
    }),
  },
  {
    name: 'a tag is not the one that is wanted back',
    operations: ['readTool', 'updateTool', 'replaceTool'],
    build: answering('readTool', ({ status, headers }) =>
      status === 200 ? { headers: { ...headers, etag: '"1"' } } : undefined,
    ),
  },
  {
    name: 'what is as it was is sent again',
    operations: ['readTool'],
    build: working('readTool', (right) => (asked) => {
      const { 'if-none-match': _, ...headers } = asked.request.headers;
      return right({ ...asked, request: { ...asked.request, headers } });
    }),
  },
  {
    name: 'nothing ever changes',
    operations: ['readTool'],
    build: working('readTool', (right) => (asked) => {
      const answer = right(asked);
      const isAsked = asked.request.headers['if-none-match'] !== undefined;
      return isAsked ? { status: 304, headers: answer.headers ?? {} } : answer;
    }),
  },
]);
