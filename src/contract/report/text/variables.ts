/**
 * The environment variable that holds a credential: `STUNTDOUBLE_AUTH_TOKEN` for the scheme `authToken`, with the
 * identity's name in between for all but `default`.
 */
export function credentialVariable(identity: string, scheme: string): string {
  return variable(...(identity === 'default' ? [scheme] : [identity, scheme]));
}

/** The variable that stands for the value of a header field which goes with every request. */
export function headerVariable(name: string): string {
  return variable('header', name);
}

/** The shell variable for a value that an earlier step binds. */
export function boundVariable(name: string): string {
  return name.replace(/\W+/g, '_').replace(/^(?=\d)/, '_');
}

function variable(...parts: readonly string[]): string {
  return ['STUNTDOUBLE', ...parts.map(upperSnake)].join('_');
}

function upperSnake(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z\d]+/g, '_')
    .replace(/^_|_$/g, '')
    .toUpperCase();
}
