import { ofKind, type Fault } from '../../fault.ts';
import { on, working } from '../tamper-depot.ts';

/** Faults in `links` and `Location`: responses that name the wrong next request. */
export const LINK_FAULTS: readonly Fault[] = ofKind('state', [
  {
    name: 'a report is not where its Location leads',
    operations: ['exportTools', 'readReport'],
    build: on('exportTools', 201, ({ headers }) => ({ headers: { ...headers, location: '/reports/r0' } })),
  },
  {
    name: 'a report is gone before anybody reads it',
    operations: ['exportTools', 'readReport'],
    build: working('exportTools', (right, depot) => (asked) => {
      const answer = right(asked);
      depot.reports.rows.clear();
      return answer;
    }),
  },
  {
    name: 'the field that a link takes its value from is that of no report',
    operations: ['exportTools', 'readReport'],
    build: on('exportTools', 201, ({ headers }) => ({ headers: { ...headers, 'x-report': 'r0' } })),
  },
]);
