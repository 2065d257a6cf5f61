import { Refusal, type Request } from '../../server/message.ts';
import type { Members, Work } from '../../server/work.ts';
import { openSession, type Campus, type Session } from './campus.ts';

/** In seconds. */
const HOUR = 3600;

/** What the operations on sessions do. */
export function sessionOperations(campus: Campus): Record<string, Work> {
  let opened = 0;
  return {
    logIn: ({ body }) => {
      const { userName, password } = Object(body) as Members;
      const isKnown = campus.users
        .all()
        .some((user) => user['userName'] === userName && user['password'] === password);
      if (!isKnown) throw new Refusal(401, 'user name or password is wrong', {}, WHO);
      opened += 1;
      const token = `session-${opened.toString(36).padStart(4, '0')}-${crypto.randomUUID()}`;
      const expires = campus.clock.now() + HOUR * 1000;
      openSession(campus, String(userName), expires, token);
      const expiresAt = new Date(expires).toISOString();
      return { status: 200, body: { token, tokenType: 'bearer', expiresIn: HOUR, expiresAt } };
    },
    logOutEverybody: () => {
      campus.sessions.clear();
      return { status: 204 };
    },
    readMe: ({ request }) => {
      const userName = sessionOf(campus, request)?.userName;
      const own = [...campus.sessions.values()].filter((session) => session.userName === userName);
      return { status: 200, body: { userName, sessions: own.length } };
    },
  };
}

export const WHO = { 'www-authenticate': 'Bearer' };

/** The session that a request belongs to; undefined for nobody's, and for one that is over. */
export function sessionOf({ sessions, clock }: Campus, { headers }: Request): Session | undefined {
  const token = /^bearer (.+)$/i.exec(headers['authorization'] ?? '')?.[1] ?? '';
  const session = sessions.get(token);
  return session !== undefined && session.expires > clock.now() ? session : undefined;
}
