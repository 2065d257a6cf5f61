import { encodeText } from '../../http/charset.ts';
import type { RawResponse } from '../../http/message.ts';
import type { Identity } from '../state/identity.ts';
import type { LoginForm } from './login-form.ts';
import type { Login } from './logins/login.ts';

/** Fields of the pages: they run no script, and no other page may show them in a frame. */
const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'`,
  'x-frame-options': 'DENY',
};

/**
 * Returns the page on which a person chooses an identity, and allows or denies what the client asks for. No password is
 * asked for: a test, or whoever tries the client, only has to click.
 */
export function consentPage(
  { context: { description, auth } }: Login,
  form: LoginForm,
  scopes: readonly string[],
): RawResponse {
  const hidden = [...form].map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  const asked = scopes.map((scope) => `<li>${escaped(scope)}</li>`).join('');
  const client = escaped(form.get('client_id') ?? '');
  return page(
    200,
    `Log in to ${escaped(description.title)}`,
    `<p><strong>${client}</strong> asks for access${asked === '' ? '.' : `:</p><ul>${asked}</ul><p>`}</p>
<form method="post">
${hidden.join('\n')}
${identityField(auth.kind === 'known' ? auth.identities : [], form.get('login_hint') ?? 'user')}
<p><button name="decision" value="allow">Allow</button> <button name="decision" value="deny">Deny</button></p>
</form>`,
  );
}

/** Returns the page for a request that must not lead back to the client. */
export function faultPage(reason: string): RawResponse {
  return page(400, 'This login cannot be started', `<p>${escaped(reason)}</p>`);
}

function identityField(identities: readonly Identity[], hint: string): string {
  if (identities.length === 0)
    return `<p><label>User <input name="user" value="${escaped(hint)}"></label></p>`;
  const options = identities.map(({ id, user }) => {
    const isHint = id === hint || user?.name === hint;
    return `<option value="${escaped(id)}"${isHint ? ' selected' : ''}>${escaped(user?.name ?? id)}</option>`;
  });
  return `<p><label>User <select name="user">${options.join('')}</select></label></p>`;
}

function page(status: number, title: string, content: string): RawResponse {
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<style>body { font: 1rem/1.5 sans-serif; margin: 3rem auto; max-width: 30rem; padding: 0 1rem; }</style></head>
<body><h1>${title}</h1>
${content}
<p><small>This page is part of a mock (stuntdouble).</small></p></body></html>
`;
  return { status, headers: PAGE_HEADERS, body: encodeText(html) };
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
