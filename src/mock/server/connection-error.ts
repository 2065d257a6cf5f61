import type { RawResponse } from '../../http/message.ts';

/** Thrown without HTTP where, by a fault, the mock would reset the connection or never respond. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  /** As Node's clients have it. */
  readonly code: 'ECONNRESET' | 'ETIMEDOUT';

  constructor(code: ConnectionError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Returns a response that is sent. @throws ConnectionError for one that is not */
export function sentResponse(response: RawResponse): RawResponse {
  if (response.connection === 'reset')
    throw new ConnectionError('ECONNRESET', 'fault: the connection is reset');
  if (response.connection === 'no-response')
    throw new ConnectionError('ETIMEDOUT', 'fault: there is no response');
  return response;
}
