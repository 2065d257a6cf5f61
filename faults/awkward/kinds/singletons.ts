import { faultsOf, type Fault } from '../../fault.ts';
import type { Row } from '../../server/table.ts';
import { asType, withoutField } from '../../tamper/answer-changes.ts';
import { CRASH, showing, without } from '../changes.ts';
import { asking, on, refusing, working } from '../tamper-awkward.ts';

/** Settings, of which there is one of each. */
export const SINGLETON_FAULTS: readonly Fault[] = faultsOf('singleton', [
  [
    'the banner is never kept',
    'replaceDisplaySettings, readDisplaySettings',
    working(
      'replaceDisplaySettings',
      (right) => (asked) => right({ ...asked, body: without(Object(asked.body) as Row, 'banner') }),
    ),
  ],
  [
    'the display is not kept',
    'replaceDisplaySettings, readDisplaySettings',
    working('replaceDisplaySettings', (right, { campus }) => (asked) => {
      const before = campus.settings.get('display') ?? {};
      const answer = right(asked);
      campus.settings.set('display', before);
      return answer;
    }),
  ],
  [
    'the display is kept one item larger',
    'replaceDisplaySettings, readDisplaySettings',
    working('replaceDisplaySettings', (right) => (asked) => {
      const body = Object(asked.body) as Row;
      return right({ ...asked, body: { ...body, pageSize: Number(body['pageSize']) + 1 } });
    }),
  ],
  [
    'the theme is always light',
    'replaceDisplaySettings, readDisplaySettings',
    working(
      'replaceDisplaySettings',
      (right) => (asked) => right({ ...asked, body: { ...Object(asked.body), theme: 'light' } }),
    ),
  ],
  ['the display has no tag', 'readDisplaySettings', on('readDisplaySettings', 200, withoutField('etag'))],
  [
    'the changed display has no tag',
    'replaceDisplaySettings',
    on('replaceDisplaySettings', 200, withoutField('etag')),
  ],
  [
    'the tag of the display never changes',
    'replaceDisplaySettings, readDisplaySettings',
    working('replaceDisplaySettings', (right, { campus }) => (asked) => {
      const answer = right(asked);
      campus.displayVersion = 1;
      return { ...answer, headers: { etag: '"1"' } };
    }),
  ],
  [
    'a condition on the display is not looked at',
    'replaceDisplaySettings',
    asking('replaceDisplaySettings', ({ headers }) => ({ headers: { ...headers, 'if-match': undefined } })),
  ],
  [
    'no condition on the display is ever right',
    'replaceDisplaySettings, readDisplaySettings',
    asking('replaceDisplaySettings', ({ headers }) => ({
      headers: { ...headers, ...(headers['if-match'] !== undefined && { 'if-match': '"never"' }) },
    })),
  ],
  [
    'an old tag of the display is a server error',
    'replaceDisplaySettings',
    on('replaceDisplaySettings', 412, () => CRASH),
  ],
  [
    'an old tag of the display is said in plain text',
    'replaceDisplaySettings',
    on('replaceDisplaySettings', 412, asType('text/plain')),
  ],
  [
    'the size of a page is a text',
    'readDisplaySettings',
    showing('readDisplaySettings', 200, ({ pageSize }) => ({ pageSize: String(pageSize) })),
  ],
  [
    'there is no theme',
    'readDisplaySettings',
    showing('readDisplaySettings', 200, () => ({ theme: undefined })),
  ],
  [
    'the display tells more than it should',
    'readDisplaySettings',
    showing('readDisplaySettings', 200, () => ({ debug: true })),
  ],
  [
    'there may be no banner of nothing',
    'replaceDisplaySettings',
    refusing('replaceDisplaySettings', ({ banner }) => banner === null),
  ],
  [
    'the display is changed with 204',
    'replaceDisplaySettings',
    on('replaceDisplaySettings', 200, () => ({ status: 204, body: undefined })),
  ],
  ['mail has no host', 'readMailSettings', showing('readMailSettings', 200, () => ({ host: undefined }))],
  ['the mail host is null', 'readMailSettings', showing('readMailSettings', 200, () => ({ host: null }))],
  ['the mask is a flag', 'readMailSettings', showing('readMailSettings', 200, () => ({ password: true }))],
  [
    'the password is shown',
    'readMailSettings',
    showing('readMailSettings', 200, () => ({ password: 'known-to-nobody' })),
    'that the password is masked is said in prose only, and nobody knows the password',
  ],
  ['mail is read as a page', 'readMailSettings', on('readMailSettings', 200, asType('text/html'))],
]);
