import type { Shown } from './shown.ts';

type Members = Readonly<Record<string, unknown>>;

/** Returns a change of a response that replaces some members of its body; `undefined` removes one. */
export function changing(change: (body: Members) => object) {
  return ({ body }: Shown): Partial<Shown> => ({
    body: { ...Object(body), ...change(Object(body) as Members) },
  });
}

export function asType(contentType: string) {
  return ({ headers }: Shown): Partial<Shown> => ({ headers: { ...headers, 'content-type': contentType } });
}

export function withoutField(name: string) {
  return ({ headers }: Shown): Partial<Shown> => ({
    headers: Object.fromEntries(Object.entries(headers).filter(([field]) => field !== name)),
  });
}

export function withField(name: string, value: string) {
  return ({ headers }: Shown): Partial<Shown> => ({ headers: { ...headers, [name]: value } });
}
