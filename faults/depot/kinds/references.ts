import { ofKind, type Fault } from '../../fault.ts';
import { answering, asking, refusing, working } from '../tamper-depot.ts';

/** Faults in references to other items, and truncated bodies that are accepted. */
export const REFERENCE_FAULTS: readonly Fault[] = [
  ...ofKind('state', [
    {
      name: 'an entry is about the first tool that there is, whichever was named',
      operations: ['createEntry'],
      build: working('createEntry', (right, depot) => {
        const first = depot.tools.add('toolId', { name: 'first', kind: 'hand', price: 1, state: 'new' });
        return (asked) => {
          const answer = right(asked);
          const body = Object(answer.body) as Readonly<Record<string, unknown>>;
          return body['toolId'] === undefined
            ? answer
            : { ...answer, body: { ...body, toolId: first['toolId'] } };
        };
      }),
    },
    {
      name: 'an entry shows a member of another number',
      operations: ['createEntry'],
      build: answering('createEntry', ({ status, body }) => {
        const entry = Object(body) as Readonly<Record<string, unknown>>;
        const { memberIds } = entry;
        if (status !== 201 || !Array.isArray(memberIds)) return undefined;
        return { body: { ...entry, memberIds: memberIds.map((id) => Number(id) + 1) } };
      }),
    },
  ]),
  ...ofKind('validation', [
    {
      name: 'an entry on a tool is refused',
      operations: ['createEntry'],
      build: refusing('createEntry', ({ toolId }) => toolId !== undefined),
    },
    {
      name: 'a form that is cut off is taken',
      operations: ['importTools'],
      build: asking('importTools', ({ body, headers }) => {
        const boundary = /boundary="?([^";]+)"?/i.exec(headers['content-type'] ?? '')?.[1];
        const text = Buffer.from(body).toString('latin1');
        if (boundary === undefined || text.includes(`--${boundary}--`)) return {};
        return { body: Buffer.from(`${text}\r\n--${boundary}--\r\n`, 'latin1') };
      }),
    },
  ]),
];
