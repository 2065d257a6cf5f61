import type { Duplex } from 'node:stream';
import type { Dispatcher } from '../../../http/client/dispatcher.ts';
import { joinedBytes } from '../../../http/join-bytes.ts';
import type { HeaderFields } from '../../../http/message.ts';

/** The response to a request that upgrades its connection. */
export interface UpgradeAnswer {
  readonly status: number;
  readonly headers: HeaderFields;
  /** Empty for a connection that is upgraded. */
  readonly body: Uint8Array;
  /** Undefined where it is not upgraded. */
  readonly upgraded: Duplex | undefined;
}

/** Why a connection is not upgraded is read as far as this, in bytes. */
const LONGEST_REFUSAL = 1_048_576;

/** A request that upgrades its connection. */
interface UpgradeRequest {
  readonly origin: string;
  readonly path: string;
  readonly method: string;
  readonly headers: Record<string, string | readonly string[]>;
  readonly protocol: string;
}

/** Asks a server to upgrade a connection. */
export function askToUpgrade(
  dispatcher: Dispatcher,
  { method, headers, protocol, ...place }: UpgradeRequest,
): Promise<UpgradeAnswer> {
  return new Promise((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    let [status, size] = [0, 0];
    let fields: HeaderFields = {};
    const options: Dispatcher.DispatchOptions = {
      ...place,
      method,
      headers: headers as Record<string, string | string[]>,
      upgrade: protocol,
    };
    dispatcher.dispatch(options, {
      onRequestStart: () => {},
      onRequestUpgrade: (_controller, code, answered, upgraded) => {
        resolve({ status: code, headers: answered, body: joinedBytes([]), upgraded });
      },
      onResponseStart: (_controller, code, answered) => {
        [status, fields] = [code, answered];
      },
      onResponseData: (controller, piece) => {
        size += piece.length;
        if (size > LONGEST_REFUSAL) controller.abort(new Error('the response is too long'));
        pieces.push(piece);
      },
      onResponseEnd: () =>
        resolve({ status, headers: fields, body: joinedBytes(pieces), upgraded: undefined }),
      onResponseError: (_controller, error) => reject(error),
    });
  });
}
