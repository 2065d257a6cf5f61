import { writeCredential } from '../conformance/credential.ts';
import { NO_BODY, type RawRequest } from '../conformance/raw-message.ts';
import { encodeText } from '../conformance/text-body-codec.ts';
import type { SecurityScheme } from '../spec/security.ts';
import type { RequestPlan } from './case.ts';

/** Somebody who asks: credentials by the name of the security scheme. */
export interface CallerIdentity {
  readonly credentials: Readonly<Record<string, string>>;
  /** What it may do; undefined: everything for `default`, nothing that needs a role for all others. */
  readonly roles?: readonly string[] | undefined;
}

/** Who may ask, by name; `default` may do everything. */
export type Identities = Readonly<Record<string, CallerIdentity>>;

/** A credential that nobody has. */
export const WRONG_CREDENTIAL = 'wrong-credential';

/** Writes a plan as a request: values bound by earlier steps, credentials, and headers that go with every request. */
export function toRawRequest(
  plan: RequestPlan,
  bound: Readonly<Record<string, string>>,
  context: {
    readonly schemes?: readonly SecurityScheme[];
    readonly identities?: Identities;
    readonly headers?: Readonly<Record<string, string>>;
  },
): RawRequest {
  const { schemes = [], identities = {}, headers = {} } = context;
  const request: RawRequest = {
    method: plan.method,
    target: fillTarget(plan.target, bound),
    headers: { ...headers, ...filledFields(plan.headers, bound) },
    body: plan.body === undefined ? NO_BODY : encodeText(plan.body),
  };
  const { identity, wrong, empty = [] } = plan.credentials;
  return plan.credentials.schemes.reduce((written, name) => {
    const scheme = schemes.find((candidate) => candidate.name === name);
    const held = wrong.includes(name) ? WRONG_CREDENTIAL : identities[identity]?.credentials[name];
    const value = empty.includes(name) ? '' : held;
    return scheme === undefined || value === undefined ? written : writeCredential(written, scheme, value);
  }, request);
}

/** Whether a plan refers to a value by its name. */
export function refersTo({ target, headers, refers = {} }: RequestPlan, name: string): boolean {
  if (Object.values(refers).includes(name)) return true;
  return [target, ...Object.values(headers)].some((text) => text.includes(`{{${name}}}`));
}

const PLACEHOLDER = /\{\{([^{}]+)\}\}/g;

function filledFields(fields: RequestPlan['headers'], bound: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(fields).map(([field, text]) => [
      field,
      text.replace(PLACEHOLDER, (whole, name: string) => bound[name] ?? whole),
    ]),
  );
}

/** Puts bound values, percent-encoded, where `{{name}}` stands. */
export function fillTarget(target: string, bound: Readonly<Record<string, string>>): string {
  return target.replace(PLACEHOLDER, (whole, name: string) => {
    const value = bound[name];
    return value === undefined ? whole : encodeURIComponent(value);
  });
}
