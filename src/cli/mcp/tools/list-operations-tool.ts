import type { McpSession } from '../mcp-session.ts';
import { numberOf, textOf } from './arguments.ts';
import type { Tool } from './tool.ts';

/** So many operations are listed at once. */
const PAGE = 100;

export function listOperationsTool({ runs }: McpSession): Tool {
  const all = runs.flatMap(({ api }) =>
    api.description.operations.map((operation) => ({ api: api.description.name, operation })),
  );
  return {
    name: 'list_operations',
    description: 'Lists the operations of the API: identifier, method, path, summary.',
    isReadOnly: true,
    takes: {
      text: { type: 'string', description: 'Only those whose identifier, path or summary has this text.' },
      page: {
        type: 'integer',
        description: `The page, of ${PAGE} operations each. Default: 1.`,
        most: 10_000,
      },
    },
    call: async (given) => {
      const text = textOf(given, 'text')?.toLowerCase() ?? '';
      const found = all
        .map(({ api, operation: { id, method, path, definition } }) => {
          const { summary } = definition;
          return { api, operation: id, method, path, ...(typeof summary === 'string' && { summary }) };
        })
        .filter((one) => Object.values(one).some((value) => value.toLowerCase().includes(text)));
      const page = numberOf(given, 'page') ?? 1;
      const shown = found.slice((page - 1) * PAGE, page * PAGE);
      return {
        says: `${found.length} operations, page ${page} of ${Math.max(1, Math.ceil(found.length / PAGE))}`,
        data: shown,
      };
    },
  };
}
