import { randomBytes } from 'node:crypto';
import { normalizeAccessCode } from '../../access/access-code.ts';
import {
  saltAccessCode,
  SCRAM_NONCE_BYTES,
  SCRAM_SCHEME,
  ScramClient,
  ScramError,
} from '../../access/scram.ts';
import { decodeAuth } from '../../dialects/native-answer-decoder.ts';
import { FailureError } from '../../../shared/failure.ts';
import type { NativeConnection } from './native-connection.ts';
import { askForLine } from './native-remote.ts';

export interface Login {
  /** As the server names it. */
  readonly scheme: string;
  /** As a person typed it. */
  readonly accessCode: string;
}

/** Salted codes that are kept, one for each server in use: the next connection need not wait for the hashing. */
const MOST_SALTED = 16;
const salted = new Map<string, Promise<Uint8Array>>();

/** Logs in (RFC 5802), and has the server prove that it knows the code as well. @throws see `logIn` */
export async function proveAccessCode(
  connection: NativeConnection,
  { scheme, accessCode }: Login,
): Promise<void> {
  const { address } = connection;
  if (scheme !== SCRAM_SCHEME) {
    throw new FailureError({
      code: 'not-understood',
      address,
      detail: 'It asks for the access code in a way of a later version.',
    });
  }
  try {
    const scram = new ScramClient(randomBytes(SCRAM_NONCE_BYTES));
    const challenge = scram.readChallenge(await send(connection, scram.first()));
    const code = normalizeAccessCode(accessCode);
    const key = await saltedOnce(code, challenge.salt, challenge.iterations);
    const proof = await send(connection, scram.final(key));
    if (!scram.isProvenBy(proof)) throw new FailureError({ code: 'code-not-proven', address });
  } catch (error) {
    if (error instanceof ScramError) {
      throw new FailureError({ code: 'not-understood', address, detail: error.message });
    }
    throw error;
  }
}

async function send(connection: NativeConnection, message: string): Promise<string> {
  const { scram } = await askForLine(connection, { op: 'auth', scram: message }, decodeAuth);
  return scram;
}

function saltedOnce(code: string, salt: Uint8Array, iterations: number): Promise<Uint8Array> {
  const name = JSON.stringify([code, Buffer.from(salt).toString('base64'), iterations]);
  const known = salted.get(name);
  if (known !== undefined) return known;
  const made = saltAccessCode(code, salt, iterations);
  salted.set(name, made);
  const [oldest] = salted.keys();
  if (salted.size > MOST_SALTED && oldest !== undefined) salted.delete(oldest);
  return made;
}
