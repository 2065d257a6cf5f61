/** A module that is large and seldom needed: in Node it is there from the start, a page loads it when it needs it. */
export interface OnDemand<Module> {
  /** Returns the module. @throws NotLoadedError where it is not there yet: once it is loaded, the same can be tried again */
  readonly get: () => Module;
  readonly isLoaded: () => boolean;
  readonly provide: (module: Module) => void;
}

/** Says what has to be loaded before the same can be tried again. */
export class NotLoadedError extends Error {
  override readonly name = 'NotLoadedError';
  readonly load: () => Promise<void>;

  constructor(load: () => Promise<void>) {
    super('a part of the program has not been loaded');
    this.load = load;
  }
}

/** Declares a module that is loaded on demand. */
export function onDemand<Module>(load: () => Promise<Module>): OnDemand<Module> {
  let loaded: Module | undefined;
  const provide = (module: Module) => {
    loaded = module;
  };
  return {
    get: () => {
      if (loaded === undefined) throw new NotLoadedError(async () => provide(await load()));
      return loaded;
    },
    isLoaded: () => loaded !== undefined,
    provide,
  };
}

/** Returns the error that says what has to be loaded, if that is why something failed. */
export function notLoadedIn(error: unknown): NotLoadedError | undefined {
  if (error instanceof NotLoadedError) return error;
  return error instanceof Error && error.cause !== undefined ? notLoadedIn(error.cause) : undefined;
}

/** Runs something, again each time when something has to be loaded first: at once where all is there. */
export function untilLoaded<Value>(
  run: () => Value | Promise<Value>,
  before?: NotLoadedError,
): Value | Promise<Value> {
  const recover = (error: unknown): Promise<Value> => {
    const missing = notLoadedIn(error);
    if (missing === undefined || missing === before) throw error; // an error that was kept
    return missing.load().then(() => untilLoaded(run, missing));
  };
  try {
    const value = run();
    return isPromise(value) ? value.then(undefined, recover) : value;
  } catch (error) {
    return recover(error);
  }
}

/** True for a promise, also one of another realm. */
function isPromise<Value>(value: Value | Promise<Value>): value is Promise<Value> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
