import { Refusal, type Answer } from '../../server/message.ts';
import type { Work } from '../../server/work.ts';
import type { Campus } from './campus.ts';

const MASK = '********';

/** What the operations on settings do. */
export function settingOperations(campus: Campus): Record<string, Work> {
  const mail = (): Answer => ({ status: 200, body: { ...campus.settings.get('mail'), password: MASK } });
  const etag = () => `"${campus.displayVersion}"`;
  const display = (): Answer => ({
    status: 200,
    headers: { etag: etag() },
    body: campus.settings.get('display'),
  });
  return {
    readMailSettings: mail,
    replaceMailSettings: ({ body }) => {
      const { host, password } = Object(body) as Record<string, unknown>;
      campus.settings.set('mail', { host, password });
      return mail();
    },
    readDisplaySettings: display,
    replaceDisplaySettings: ({ request, body }) => {
      const wanted = request.headers['if-match'];
      if (wanted !== undefined && wanted !== '*' && wanted !== etag()) {
        throw new Refusal(412, 'the settings have changed meanwhile');
      }
      const { theme, pageSize, banner = null } = Object(body) as Record<string, unknown>;
      campus.settings.set('display', { theme, pageSize, banner });
      campus.displayVersion += 1;
      return display();
    },
  };
}
