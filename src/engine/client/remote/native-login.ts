import { FailureError } from '../../../shared/failure.ts';
import type { NativeConnection } from './native-connection.ts';
import type { RemoteServer } from './remote-types.ts';

/**
 * Does what a server asks for before it answers, once on each connection.
 *
 * @param server - its greeting on this connection
 * @throws {FailureError} `unauthorized`: it asks for a code, and got none or another; `unproven-server`: it
 * does not ask for the code, or does not know it; `refused-by-server`, `connection-lost` or `protocol`
 */
export async function logIn(
  connection: NativeConnection,
  { auth }: RemoteServer,
  accessCode: string | undefined,
): Promise<void> {
  const { address } = connection;
  if (auth?.required !== true) {
    if (accessCode !== undefined) throw new FailureError({ code: 'code-not-asked', address });
    return;
  }
  if (accessCode === undefined) {
    throw new FailureError({ code: 'unauthorized', address, accessCode: 'missing', message: '' });
  }
  // Loaded by those who have a code.
  const { proveAccessCode } = await import('./scram-login.ts');
  await proveAccessCode(connection, { scheme: auth.scheme, accessCode });
}
