/** The part of a request that a case is about. */
export type ChangedPart =
  | { readonly kind: 'body'; readonly pointer: string }
  | { readonly kind: 'query' | 'path' | 'header' | 'cookie'; readonly name: string };

/** Matches `<api>/<operation>/<maker>/body/<pointer>`, and the same with a parameter. */
const PLACE = /^[^/]+\/(body|query|path|header|cookie)(?:$|\/(.*)$)/s;

/** Returns the part of a request that the id of its case names; undefined for a case about something else. */
export function changedPart({
  caseId,
  operationId,
}: {
  readonly caseId: string;
  readonly operationId: string;
}): ChangedPart | undefined {
  const start = caseId.indexOf(`/${operationId}/`);
  const [, kind, rest = ''] =
    PLACE.exec(start === -1 ? '' : caseId.slice(start + operationId.length + 2)) ?? [];
  if (kind === undefined) return undefined;
  if (kind === 'body') return { kind, pointer: rest === '' ? '' : `/${rest}` };
  const [name = ''] = rest.split('/');
  return { kind: kind as 'query' | 'path' | 'header' | 'cookie', name };
}
