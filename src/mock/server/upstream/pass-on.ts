import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { codingsOf } from '../../../http/content-codings.ts';
import { contentTypeOf } from '../../../http/media-type.ts';
import { headerValue, NO_BODY, type HeaderFields, type RawResponse } from '../../../http/message.ts';
import { streamSyntaxOf } from '../../../http/stream-syntax.ts';
import type { Violation } from '../../../validation/violation.ts';
import { BodyCopy, decodedBody } from './body-copy.ts';
import { readStart } from './read-start.ts';
import { ShownSecretError, type ShownSecrets } from './shown-secrets.ts';

/** A response of the upstream. */
export interface Arriving {
  readonly status: number;
  /** As they are passed on. */
  readonly headers: HeaderFields;
  readonly body: AsyncIterable<Uint8Array>;
}

/** How a response is passed on. */
export interface PassingOn {
  readonly secrets: ShownSecrets;
  /** A response that breaks the description is not passed on, where it can be read as a whole before. */
  readonly isStrict: boolean;
  /** Returns what a response breaks of the description; `body`: undefined where it was not read to its end. */
  readonly judge: (body: Uint8Array | undefined) => readonly Violation[];
}

/** What is told of a response that was passed on. */
export interface PassedOn {
  /** As the client got it; the body without codings. */
  readonly response: RawResponse;
  readonly violations: readonly Violation[];
  /** Why the client did not get all of it. */
  readonly reason: string | undefined;
}

/** Thrown before anything was sent to the client: the upstream's response is not for it. */
export class NotPassedOn extends Error {
  override readonly name = 'NotPassedOn';
  readonly violations: readonly Violation[];

  constructor(message: string, violations: readonly Violation[] = []) {
    super(message);
    this.violations = violations;
  }
}

/** A response is held back to be judged for at most so long, in milliseconds. */
const STRICT_TIME = 10_000;

/** Passes a response on as it comes, and judges it when it has ended. @throws NotPassedOn */
export async function passOn(
  arriving: Arriving,
  response: ServerResponse,
  passing: PassingOn,
): Promise<PassedOn> {
  const { status, headers } = arriving;
  const copy = new BodyCopy();
  const pieces = await vetted(arriving, passing);
  const reason = await write({ ...arriving, body: pieces }, response, copy);
  const decoded = await decodedBody(headers, copy.bytes());
  const isRead = copy.isWhole && reason === undefined;
  return {
    response: { status, headers, body: copy.isWhole ? (decoded ?? copy.bytes()) : NOT_KEPT },
    violations: passing.judge(isRead || isStream(headers) ? decoded : undefined),
    reason,
  };
}

/** Stands for a body that is too long to be kept. */
const NOT_KEPT: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: () => NOTHING };
const NOTHING: AsyncIterator<Uint8Array> = { next: () => Promise.resolve({ done: true, value: undefined }) };

/** Looks into a response as far as it has to be before anything is sent. Returns its body. @throws NotPassedOn */
async function vetted(arriving: Arriving, passing: PassingOn): Promise<AsyncIterable<Uint8Array>> {
  const { headers, body } = arriving;
  const { secrets, isStrict } = passing;
  if (secrets.isNeeded && secrets.inFields(headers)) throw shownSecret();
  const isCoded = secrets.isNeeded && codingsOf(headers).length > 0;
  const watched = (pieces: AsyncIterable<Uint8Array>) =>
    secrets.isNeeded && !isCoded ? secrets.watch(pieces) : pieces;
  if (!isCoded && (!isStrict || isStream(headers))) return watched(body);
  const length = Number(headerValue(headers, 'content-length') ?? 0);
  const start = await readStart(body, { length, time: STRICT_TIME });
  const decoded = start.isWhole ? await decodedBody(headers, start.bytes) : undefined;
  if (isCoded && (decoded === undefined || secrets.inBytes(decoded))) throw shownSecret();
  const violations = isStrict && start.isWhole ? passing.judge(decoded) : [];
  const [first] = violations;
  if (first !== undefined) {
    const place = `${first.sentence} (${first.descriptionPointer})`;
    throw new NotPassedOn(`the upstream's response breaks the description: ${place}`, violations);
  }
  return watched(start.pieces);
}

function shownSecret(): NotPassedOn {
  return new NotPassedOn(
    "the upstream's response shows, or may show, a credential that was given for the upstream",
  );
}

/** True for a response that may go on for ever. */
function isStream(headers: HeaderFields): boolean {
  const type = contentTypeOf(headers);
  return type !== undefined && streamSyntaxOf(type) !== undefined;
}

const CLIENT_GONE = 'the client has closed the connection';

/** Writes a response as it comes. Returns the reason why it was not written to its end. */
async function write(
  { status, headers, body }: Arriving,
  response: ServerResponse,
  copy: BodyCopy,
): Promise<string | undefined> {
  response.writeHead(status, headers as Record<string, string | string[]>);
  response.write(NO_BODY); // sends the head, in bytes as they came
  try {
    for await (const piece of body) {
      copy.add(piece);
      if (response.destroyed) return CLIENT_GONE;
      if (!response.write(piece)) await drained(response);
    }
  } catch (error) {
    if (response.destroyed) return CLIENT_GONE;
    response.destroy(); // so the client sees that the body has not come to its end
    return error instanceof ShownSecretError ? error.message : 'the upstream has cut its response';
  }
  response.end();
  return undefined;
}

async function drained(response: ServerResponse): Promise<void> {
  const done = new AbortController();
  const { signal } = done;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
  done.abort();
}
