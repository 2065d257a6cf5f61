import { faultsOf, type Fault } from '../../fault.ts';
import { withoutField } from '../../tamper/answer-changes.ts';
import { CRASH, REFUSAL, showing } from '../changes.ts';
import { answering, on, refusing } from '../tamper-awkward.ts';

/** Limits, switches and the login. */
export const SWITCH_FAULTS: readonly Fault[] = faultsOf('switch', [
  ['a quote is by nobody', 'readQuote', showing('readQuote', 200, () => ({ by: undefined }))],
  ['a quote is a list', 'readQuote', showing('readQuote', 200, ({ quote }) => ({ quote: [quote] }))],
  ['a quote has no content type', 'readQuote', on('readQuote', 200, withoutField('content-type'))],
  ['a quote too many is a server error', 'readQuote', on('readQuote', 429, () => CRASH)],
  ['a quote too many does not say how long', 'readQuote', on('readQuote', 429, withoutField('retry-after'))],
  [
    'a quote too many is said without a code',
    'readQuote',
    showing('readQuote', 429, () => ({ code: undefined })),
  ],
  [
    'there is no quote in German',
    'readQuote',
    answering('readQuote', ({ status }, { target }) =>
      status === 200 && target.includes('language=de') ? REFUSAL : undefined,
    ),
  ],
  [
    'a language is not looked at where it is wrong',
    'readQuote',
    answering('readQuote', ({ status }) =>
      status === 400
        ? {
            status: 200,
            headers: { 'content-type': 'application/json' },
            body: { quote: 'Panta rhei.', by: 'Heraklit' },
          }
        : undefined,
    ),
  ],
  [
    'maintenance is a text',
    'changeMaintenance',
    showing('changeMaintenance', 200, ({ enabled }) => ({ enabled: String(enabled) })),
  ],
  [
    'maintenance is answered with nothing',
    'changeMaintenance',
    on('changeMaintenance', 200, () => ({ status: 204, body: undefined })),
  ],
  [
    'maintenance cannot be switched off',
    'changeMaintenance',
    refusing('changeMaintenance', ({ enabled }) => enabled === false),
  ],
  [
    'maintenance without a reason is a server error',
    'changeMaintenance',
    answering('changeMaintenance', ({ status }, { body }) =>
      status === 200 && !new TextDecoder().decode(body).includes('reason') ? CRASH : undefined,
    ),
  ],
  ['a session has no token', 'logIn', showing('logIn', 200, () => ({ token: undefined }))],
  ['a session has a short token', 'logIn', showing('logIn', 200, () => ({ token: 'abc' }))],
  ['a session has no end', 'logIn', showing('logIn', 200, () => ({ expiresAt: undefined }))],
  [
    'a session ends in no time zone',
    'logIn',
    showing('logIn', 200, ({ expiresAt }) => ({ expiresAt: String(expiresAt).slice(0, -1) })),
  ],
  [
    'a session lasts for a text',
    'logIn',
    showing('logIn', 200, ({ expiresIn }) => ({ expiresIn: `${String(expiresIn)}s` })),
  ],
  ['a token is of another type', 'logIn', showing('logIn', 200, () => ({ tokenType: 'Bearer' }))],
  ['a session is answered 201', 'logIn', on('logIn', 200, () => ({ status: 201 }))],
  ['a wrong password is a server error', 'logIn', on('logIn', 401, () => CRASH)],
  [
    'a wrong password is said without a message',
    'logIn',
    showing('logIn', 401, () => ({ message: undefined })),
  ],
  ['nobody is me', 'readMe', showing('readMe', 200, () => ({ userName: null }))],
  ['I have no session', 'readMe', showing('readMe', 200, () => ({ sessions: 0 }))],
]);
