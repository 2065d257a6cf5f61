import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { messageOf } from '../../../base/error-message.ts';
import type { ListenOptions } from '../../../mock/server/listen.ts';
import type { ParsedArguments } from '../../options/arguments.ts';
import { explainFileError } from '../../options/file-error.ts';

/** Reads `--cert` and `--key`, which belong together; undefined without them. */
export function readTlsFiles({ text }: ParsedArguments, faults: string[]): ListenOptions['tls'] {
  const [certFile, keyFile] = [text('cert'), text('key')];
  if (certFile === undefined && keyFile === undefined) return undefined;
  if (certFile === undefined || keyFile === undefined) {
    faults.push(`--${keyFile === undefined ? 'cert' : 'key'}: HTTPS needs both --cert FILE and --key FILE`);
    return undefined;
  }
  const certificate = readPem('cert', certFile, faults, (pem) => new X509Certificate(pem));
  const privateKey = readPem('key', keyFile, faults, (pem) => createPrivateKey(pem));
  if (certificate === undefined || privateKey === undefined) return undefined;
  if (!certificate.read.checkPrivateKey(privateKey.read)) {
    faults.push(`--key ${keyFile}: this is not the private key of --cert ${certFile}`);
  }
  return { cert: certificate.pem, key: privateKey.pem };
}

/** Reads a file, and checks its content by reading it as what it has to be. */
function readPem<Read>(
  option: 'cert' | 'key',
  file: string,
  faults: string[],
  read: (pem: string) => Read,
): { readonly pem: string; readonly read: Read } | undefined {
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    faults.push(`--${option} ${file}: ${explainFileError(error)}`);
    return undefined;
  }
  try {
    return { pem, read: read(pem) };
  } catch (error) {
    const wanted = option === 'cert' ? 'certificate' : 'private key without a passphrase';
    faults.push(`--${option} ${file}: this is not a ${wanted} in PEM: ${messageOf(error)}`);
    return undefined;
  }
}
