import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import type { ServerOptions } from '../../src/engine/server/server-handle.ts';
import type { WireClient } from '../../harness/wire-client.ts';

export const CODE = 'k7-2m-9p-xq-4d-ht';
export const ACCESS: NonNullable<ServerOptions['access']> = { code: CODE, allowPlain: false };

type Answer = Record<string, unknown>;

const hmac = (key: Uint8Array, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/** What a client says on its way in, and what it must hear at the end. */
export interface ScramLogin {
  readonly first: string;
  readonly final: string;
  readonly expected: string;
}

/** SCRAM-SHA-256 as RFC 5802, section 3, has it, and not with the code that is tested. */
export function scramLogin(first: string, serverFirst: string, code: string): ScramLogin {
  const [, nonce = '', salt = '', iterations = ''] =
    /^r=([^,]+),s=([^,]+),i=(\d+)$/.exec(serverFirst) ?? [];
  const salted = pbkdf2Sync(code, Buffer.from(salt, 'base64'), Number(iterations), 32, 'sha256');
  const withoutProof = `c=biws,r=${nonce}`;
  const exchanged = `${first.slice('n,,'.length)},${serverFirst},${withoutProof}`;
  const clientKey = hmac(salted, 'Client Key');
  const signature = hmac(createHash('sha256').update(clientKey).digest(), exchanged);
  const proof = Buffer.from(clientKey.map((byte, at) => byte ^ signature[at]!));
  return {
    first,
    final: `${withoutProof},p=${proof.toString('base64')}`,
    expected: `v=${hmac(hmac(salted, 'Server Key'), exchanged).toString('base64')}`,
  };
}

export function clientFirst(): string {
  return `n,,n=somebody,r=${randomBytes(18).toString('base64')}`;
}

/** Tries to log in; `login` is missing where the server did not answer the first message with its own. */
export async function tryLogin(
  client: WireClient,
  code = CODE,
): Promise<{ readonly answer: Answer; readonly login?: ScramLogin }> {
  const first = clientFirst();
  const challenge = await client.askFor({ op: 'auth', scram: first });
  if (challenge['ok'] !== true) return { answer: challenge };
  const login = scramLogin(first, String(challenge['scram']), code);
  return { answer: await client.askFor({ op: 'auth', scram: login.final }), login };
}

/** Logs in, and fails where that does not work or the server does not know the code. */
export async function logIn(client: WireClient, code = CODE): Promise<ScramLogin> {
  const { answer, login } = await tryLogin(client, code);
  if (login === undefined || answer['scram'] !== login.expected) {
    throw new Error(`not in: ${JSON.stringify(answer)}`);
  }
  return login;
}
