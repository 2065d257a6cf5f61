import express, { type Express } from 'express';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { inBytes, type ByteResponse } from '../../http/message.ts';
import type { Mock } from '../mock.ts';
import type { Expectation } from '../control/journal/expectation.ts';
import type { ExchangeFilter } from '../control/journal/find-exchanges.ts';
import type { JournalEntry } from '../control/inspect/shown/exchange.ts';
import { bareness } from './bareness.ts';
import { callbackFunctions, type CallbackFunctions } from './functions/callback-functions.ts';
import { sentResponse } from './connection-error.ts';
import { journalFunctions, type InNamespace } from './functions/journal-functions.ts';
import { toRawRequest, type RequestLike } from './functions/request-like.ts';
import { fail, serving, type AppSettings, type MockServing, type ServeUpgrades } from './serve.ts';
import { settingFunctions, type SettingFunctions } from './functions/setting-functions.ts';

/** A mock as an Express app: for `listen`, for supertest, or to be mounted in another app. */
export interface MockApp extends Express, SettingFunctions, CallbackFunctions {
  /** Puts a namespace back to the fixtures. Default: all namespaces. */
  readonly reset: Mock['reset'];
  /** Returns the whole state of a namespace. Default: that of `''`, which requests without a namespace use. */
  readonly snapshot: Mock['snapshot'];
  /** Puts a namespace (default: `''`) back to a snapshot. @throws SnapshotError */
  readonly restore: Mock['restore'];
  /** Returns the last exchanges of a namespace (default: `''`), the oldest first, with secrets as `***`. */
  readonly requests: (filter?: ExchangeFilter & InNamespace) => readonly JournalEntry[];
  /** Returns the same exchanges as an HTTP archive (HAR 1.2), a JSON text. */
  readonly har: (filter?: ExchangeFilter & InNamespace) => string;
  /**
   * Returns the exchanges that meet the expectation. @throws VerificationError which says what came instead, the nearest
   * first, when there are too few or too many
   */
  readonly verify: (expectation: Expectation & InNamespace) => readonly JournalEntry[];
  /** Returns the response to a request, without HTTP; rejects with a `ConnectionError` where a fault lets none come. With a second argument it is the `handle` of Express. */
  readonly handle: ((request: RequestLike) => Promise<ByteResponse>) & ExpressHandle;
  readonly mock: Mock;
  readonly serveUpgrades: ServeUpgrades;
}

type ExpressHandle = (
  request: IncomingMessage,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => void;

/**
 * Creates an app with one middleware and no Express routes: the mock routes itself. @throws Error for an empty token
 */
export function createApp(mock: Mock, settings: AppSettings = {}): MockApp {
  const { serve, respond, serveUpgrades } = serving(mock, settings);
  const app = express();
  app.disable('x-powered-by');
  app.use((request, response) => serve(request, response));
  const isBare = bareness(app);
  const expressHandle = (app as unknown as { handle: ExpressHandle }).handle.bind(app);
  const handle = (request: RequestLike | IncomingMessage, response?: ServerResponse, next?: () => void) => {
    if (response === undefined) return respondInBytes(respond, request as RequestLike);
    if (!isBare()) return expressHandle(request as IncomingMessage, response, next);
    const responding = serve(request as IncomingMessage, response);
    return void responding.catch((error: unknown) => fail(error, response, next));
  };
  const { reset, snapshot, restore } = mock;
  const members = {
    handle,
    reset,
    snapshot,
    restore,
    mock,
    serveUpgrades,
    ...settingFunctions(mock),
    ...callbackFunctions(mock),
    ...journalFunctions(mock),
  };
  return Object.assign(app, members) as unknown as MockApp;
}

async function respondInBytes(respond: MockServing['respond'], request: RequestLike): Promise<ByteResponse> {
  return inBytes(sentResponse(await respond(toRawRequest(request))));
}
