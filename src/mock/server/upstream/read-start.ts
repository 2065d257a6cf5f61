import { COPY_LIMIT, BodyCopy } from './body-copy.ts';

/** The beginning of a body. */
export interface BodyStart {
  /** True where it is all of it. */
  readonly isWhole: boolean;
  readonly bytes: Uint8Array;
  /** The whole body, with what has been read in front. */
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** Reads a body to its end, unless it is longer than `COPY_LIMIT`, or takes longer than so many milliseconds. */
export async function readStart(
  body: AsyncIterable<Uint8Array>,
  { length, time }: { readonly length: number; readonly time: number },
): Promise<BodyStart> {
  const copy = new BodyCopy();
  if (length > COPY_LIMIT) return { isWhole: false, bytes: copy.bytes(), pieces: body };
  const read: Uint8Array[] = [];
  const iterator = body[Symbol.asyncIterator]();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), time);
  });
  try {
    for (;;) {
      const coming = iterator.next();
      const next = await Promise.race([coming, over]);
      if (next === undefined) {
        coming.catch(() => {}); // whoever reads on gets the error
        return { isWhole: false, bytes: copy.bytes(), pieces: joined(read, iterator, coming) };
      }
      if (next.done === true) return { isWhole: true, bytes: copy.bytes(), pieces: joined(read) };
      read.push(next.value);
      copy.add(next.value);
      if (!copy.isWhole) return { isWhole: false, bytes: copy.bytes(), pieces: joined(read, iterator) };
    }
  } finally {
    clearTimeout(timer);
  }
}

async function* joined(
  read: readonly Uint8Array[],
  rest?: AsyncIterator<Uint8Array>,
  coming?: Promise<IteratorResult<Uint8Array>>,
): AsyncIterable<Uint8Array> {
  yield* read;
  if (rest === undefined) return;
  for (let next = await (coming ?? rest.next()); next.done !== true; next = await rest.next())
    yield next.value;
}
