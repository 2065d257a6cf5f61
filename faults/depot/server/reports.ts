import type { Work } from '../../server/work.ts';
import type { Shelves } from './shelves.ts';
import { isMembers } from '../../server/json-schema.ts';
import { Refusal } from '../../server/message.ts';

/** Returns the operations on exports and their reports. */
export function reportOperations(depot: Shelves): Record<string, Work> {
  return {
    exportTools: ({ body }) => {
      const { format } = isMembers(body) ? body : {};
      const { reportId } = depot.reports.add('reportId', { format, tools: depot.tools.all().length });
      const headers = { location: `/reports/${String(reportId)}`, 'x-report': String(reportId) };
      return { status: 201, headers, body: { state: 'done' } };
    },
    readReport: ({ parameters }) => {
      const report = depot.reports.get(String(parameters['reportId']));
      if (report === undefined) throw new Refusal(404, 'there is no such report');
      return { status: 200, body: report };
    },
  };
}
