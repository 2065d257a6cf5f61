import type { Dispatcher } from '../../http/client/dispatcher.ts';
import { sendFailure, type SendFailure } from '../../http/client/send-failure.ts';
import { headerValue, type HeaderFields, type WholeResponse } from '../../http/message.ts';
import { realClock } from './pace.ts';
import { ReceivedBody, type BodyReading, type ReadBody } from './response-body.ts';
import type { SendOutcome } from './target.ts';

/** What one attempt to send a request came to. */
export type Attempt = { readonly kind: 'answered'; readonly outcome: SendOutcome } | SendFailure;

type Controller = Dispatcher.DispatchController;

const CLOCK = realClock();

/** Takes a response as it comes from the connection, without a stream between them, and a promise for each of its pieces. */
export class Receiving implements Dispatcher.DispatchHandler {
  readonly #reading: Omit<BodyReading, 'contentType'>;
  readonly #tell: (attempt: Attempt) => void;
  #head: Pick<WholeResponse, 'status' | 'headers'> | undefined;
  #body: ReceivedBody | undefined;
  #isOver = false;
  #cancel = () => {};

  /** `tell` gets what the attempt came to; only its first call counts. */
  constructor(reading: Omit<BodyReading, 'contentType'>, tell: (attempt: Attempt) => void) {
    this.#reading = reading;
    this.#tell = tell;
  }

  onRequestStart(): void {}

  onResponseStart(controller: Controller, status: number, headers: HeaderFields): void {
    if (status < 200) return; // the response is still to come
    const body = new ReceivedBody({ ...this.#reading, contentType: headerValue(headers, 'content-type') });
    this.#head = { status, headers };
    this.#body = body;
    // most bodies come at once with their head: these need no timer
    queueMicrotask(() => {
      if (!this.#isOver) this.#cancel = CLOCK.after(body.time, () => this.#stop(controller, body.late()));
    });
  }

  onResponseData(controller: Controller, piece: Uint8Array): void {
    const read = this.#body?.add(piece);
    if (read !== undefined) this.#stop(controller, read);
  }

  onResponseEnd(): void {
    if (this.#body !== undefined) this.#end(this.#body.whole());
  }

  onRequestUpgrade(): void {
    throw new Error('the connection has another protocol now'); // closes it, and is told as what cut it
  }

  onResponseError(_: Controller, error: Error): void {
    this.#over();
    this.#tell(sendFailure(error));
  }

  #stop(controller: Controller, read: ReadBody): void {
    this.#end(read);
    controller.abort(new Error('enough has been read'));
  }

  #over(): void {
    this.#isOver = true;
    this.#cancel();
  }

  #end(read: ReadBody): void {
    this.#over();
    if (this.#head === undefined) return;
    if (read.kind === 'late') this.#tell({ kind: 'other', outcome: read });
    else this.#tell({ kind: 'answered', outcome: answeredWith({ ...this.#head, body: read.body }) });
  }
}

function answeredWith(response: WholeResponse): SendOutcome {
  return { kind: 'answered', response };
}
