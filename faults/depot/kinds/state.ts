import { ofKind, type Fault } from '../../fault.ts';
import type { Row } from '../../server/table.ts';
import { without } from '../server/tools.ts';
import { broken, storing, working } from '../tamper-depot.ts';

type Members = Readonly<Record<string, unknown>>;

/** Faults in the state: the stored item differs from the one that was sent. */
export const STATE_FAULTS: readonly Fault[] = ofKind('state', [
  {
    name: 'what is made is not kept',
    operations: ['createTool'],
    build: working('createTool', (right, depot) => (asked) => {
      const answer = right(asked);
      depot.tools.remove(String((answer.body as Row)['toolId']));
      return answer;
    }),
  },
  {
    name: 'an identifier is given twice',
    operations: ['createMember'],
    build: broken((depot) => {
      depot.members.nextId = (made) => Math.ceil(made / 2);
    }),
  },
  {
    name: 'a name is cut when it is stored',
    operations: ['createTool'],
    build: working(
      'createTool',
      storing('tools', (row) => ({ ...row, name: String(row['name']).slice(0, 10) })),
    ),
  },
  {
    name: 'one member is never stored',
    operations: ['createTool'],
    build: working(
      'createTool',
      storing('tools', (row) => without(row, 'maker')),
    ),
  },
  {
    name: 'a flag is stored the other way round',
    operations: ['replaceTool'],
    build: working(
      'replaceTool',
      storing('tools', (row, sent) =>
        'insured' in sent ? { ...row, insured: sent['insured'] !== true } : row,
      ),
    ),
  },
  {
    name: 'what is inside an object is not stored',
    operations: ['createTool'],
    build: working(
      'createTool',
      storing('tools', (row) => ({ ...row, size: { width: 1, height: 1 } })),
    ),
  },
  {
    name: 'an update is not kept',
    operations: ['updateTool'],
    build: working('updateTool', (right, depot) => (asked) => {
      const before = depot.tools.get(String(asked.parameters['toolId']));
      const answer = right(asked);
      if (before) depot.tools.put(String(before['toolId']), before);
      return answer;
    }),
  },
  {
    name: 'an update forgets what was not sent',
    operations: ['updateTool'],
    build: working(
      'updateTool',
      storing('tools', ({ maker, ...row }, sent) => ('maker' in sent ? { ...row, maker } : row)),
    ),
  },
  {
    name: 'a replacement is a merge',
    operations: ['replaceMember'],
    build: working('replaceMember', (right, depot) => (asked) => {
      const before = depot.members.get(String(asked.parameters['memberId']));
      const answer = right(asked);
      const merged = { ...before, ...(answer.body as Row) };
      depot.members.put(String(asked.parameters['memberId']), merged);
      return { ...answer, body: merged };
    }),
    survives:
      'some APIs let PUT change only the members that are sent; the description does not say whether this one does',
  },
  {
    name: 'an update adds to a list instead of replacing it',
    operations: ['replaceTool'],
    build: working('replaceTool', (right, depot) => (asked) => {
      const before = depot.tools.get(String(asked.parameters['toolId']))?.['labels'] ?? [];
      const answer = right(asked);
      const tool = depot.tools.get(String(asked.parameters['toolId'])) ?? {};
      const labels = [
        ...(before as readonly unknown[]),
        ...((tool['labels'] ?? []) as readonly unknown[]),
      ].slice(-5);
      depot.tools.put(String(asked.parameters['toolId']), { ...tool, labels });
      return answer;
    }),
  },
  {
    name: 'an update of one is an update of all',
    operations: ['replaceTool'],
    build: working('replaceTool', (right, depot) => (asked) => {
      const answer = right(asked);
      const { price } = answer.body as Row;
      for (const tool of depot.tools.all()) depot.tools.put(String(tool['toolId']), { ...tool, price });
      return answer;
    }),
  },
  {
    name: 'a deletion does nothing',
    operations: ['deleteTool'],
    build: working('deleteTool', (right, depot) => (asked) => {
      const tool = depot.tools.get(String(asked.parameters['toolId']));
      const answer = right(asked);
      if (tool) depot.tools.put(String(tool['toolId']), tool);
      return answer;
    }),
  },
  {
    name: 'what is deleted is still listed',
    operations: ['deleteMember'],
    build: broken((depot) => {
      const seen = new Map<string, Row>();
      const put = depot.members.put.bind(depot.members);
      const add = depot.members.add.bind(depot.members);
      depot.members.put = (id, row) => {
        seen.set(id, row);
        put(id, row);
      };
      depot.members.add = (key, row) => {
        const whole = add(key, row);
        seen.set(String(whole[key]), whole);
        return whole;
      };
      const list = depot.work['listMembers'];
      depot.work['listMembers'] = (asked) => {
        const all = depot.members.all.bind(depot.members);
        depot.members.all = () => [...seen.values()];
        const answer = list?.(asked);
        depot.members.all = all;
        return answer ?? { status: 500 };
      };
    }),
  },
  {
    name: 'a deletion takes the next one along',
    operations: ['deleteNote'],
    build: working('deleteNote', (right, depot) => (asked) => {
      const answer = right(asked);
      depot.notes.remove(String(Number(asked.parameters['noteId']) + 1));
      return answer;
    }),
  },
  {
    name: 'another tool is read where there is none',
    operations: ['readTool'],
    build: working('readTool', (right, depot) => (asked) => {
      const isThere = depot.tools.get(String(asked.parameters['toolId'])) !== undefined;
      const [any] = depot.tools.all();
      const toolId = isThere ? asked.parameters['toolId'] : (any?.['toolId'] ?? asked.parameters['toolId']);
      return right({ ...asked, parameters: { ...asked.parameters, toolId } });
    }),
  },
  {
    name: 'a name may be given twice',
    operations: ['createTool'],
    build: broken((depot) => {
      const right = depot.work['createTool'];
      depot.work['createTool'] = (asked) => {
        const all = depot.tools.all.bind(depot.tools);
        depot.tools.all = () => [];
        const answer = right?.(asked);
        depot.tools.all = all;
        return answer ?? { status: 500 };
      };
    }),
    survives: 'the description does not say that names are unique: a 409 may mean anything',
  },
  {
    name: 'a replacement that changes nothing loses the maker',
    operations: ['replaceTool'],
    build: working('replaceTool', (right, depot) => (asked) => {
      const before = depot.tools.get(String(asked.parameters['toolId'])) ?? {};
      const sent = Object.entries(Object(asked.body) as Members);
      const isSame = sent.every(([name, value]) => JSON.stringify(value) === JSON.stringify(before[name]));
      const answer = right(asked);
      const { maker, ...rest } = answer.body as Row;
      if (isSame && maker !== undefined)
        depot.tools.put(String(rest['toolId']), { ...rest, maker: 'unknown' });
      return answer;
    }),
  },
  {
    name: 'a state can be set that is readOnly',
    operations: ['replaceTool'],
    build: working(
      'replaceTool',
      storing('tools', (row, sent) => ('state' in sent ? { ...row, state: sent['state'] } : row)),
    ),
  },
  {
    name: 'letters beyond ASCII are lost',
    operations: ['createNote'],
    build: working('createNote', (right) => (asked) => {
      const body = Object(asked.body) as Members;
      return right({
        ...asked,
        body: { ...body, text: String(body['text']).replace(/[^ -~]/g, '?') },
      });
    }),
  },
]);
