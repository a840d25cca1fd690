import { createHash, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/**
 * SCRAM-SHA-256 (RFC 5802 and 7677), without channel binding: the code never crosses the wire, each
 * side proves to the other that it knows it, and what was recorded is of no use a second time.
 *
 *     client                                  server
 *     n,,n=fifolio,r=NONCE               →
 *                                        ←    r=NONCE+MORE,s=SALT,i=ITERATIONS
 *     c=biws,r=NONCE+MORE,p=PROOF        →
 *                                        ←    v=SIGNATURE
 */
export const SCRAM_SCHEME = 'scram-sha-256';

/** How often a code is hashed, by a server of this version. 4,096 is the least that RFC 7677 allows. */
export const SCRAM_ITERATIONS = 65_536;
/** The fewest and the most that a client agrees to: fewer make guessing cheap, more keep it busy. */
const ITERATION_BOUNDS = { min: 4096, max: 1_048_576 } as const;

/** The longest message of either side, in characters; the longest of this version has about 150. */
export const SCRAM_MESSAGE_LIMIT = 1024;

/** The size of a nonce before it is written as base64. */
export const SCRAM_NONCE_BYTES = 18;
export const SCRAM_SALT_BYTES = 16;
const KEY_BYTES = 32;

const GS2_HEADER = 'n,,';
/** Base64 of the header above (RFC 5802, section 5.1, attribute `c`). */
const CHANNEL = 'biws';
const USER = 'fifolio';

/** What a server keeps. Neither the code nor what a client needs to log in follows from it without guessing. */
export interface ScramKeys {
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly storedKey: Uint8Array;
  readonly serverKey: Uint8Array;
}

/** The other side's message is not what SCRAM allows, or does not prove what it must. */
export class ScramError extends Error {
  override readonly name = 'ScramError';
}

/**
 * Hashes a normalized code with a salt (RFC 5802, section 3, `SaltedPassword`), in libuv's thread pool:
 * about 30 ms for 65,536 iterations. Whoever has the result can log in to servers with this salt.
 */
export function saltAccessCode(
  code: string,
  salt: Uint8Array,
  iterations: number,
): Promise<Uint8Array> {
  return promisify(pbkdf2)(code, salt, iterations, KEY_BYTES, 'sha256');
}

/** The keys that a server needs to let in those who know the code. */
export async function deriveScramKeys(
  code: string,
  salt: Uint8Array,
  iterations: number = SCRAM_ITERATIONS,
): Promise<ScramKeys> {
  const salted = await saltAccessCode(code, salt, iterations);
  return {
    salt,
    iterations,
    storedKey: sha256(hmac(salted, 'Client Key')),
    serverKey: hmac(salted, 'Server Key'),
  };
}

/** What a server's first message says. */
export interface ScramChallenge {
  readonly salt: Uint8Array;
  readonly iterations: number;
}

/** One login from the side of a client. Its methods are called in the order in which they stand here. */
export class ScramClient {
  readonly #nonce: string;
  readonly #user: string;
  #serverFirst = '';
  #expectedSignature: Uint8Array | undefined;

  /** @param random {@link SCRAM_NONCE_BYTES} random bytes, for this login only; or a nonce as text */
  constructor(random: Uint8Array | string, user: string = USER) {
    this.#nonce = typeof random === 'string' ? random : base64(random);
    this.#user = user;
  }

  /** The first message. */
  first(): string {
    return GS2_HEADER + this.#firstBare();
  }

  /**
   * Reads the server's first message. The caller salts the code with what it says (and may keep the
   * result for other connections to the same server).
   *
   * @throws ScramError if it is no answer to {@link first}, or asks for too few or too many iterations
   */
  readChallenge(serverFirst: string): ScramChallenge {
    const match = within(serverFirst, SERVER_FIRST);
    const [, nonce = '', salt = '', iterationsText = ''] = match ?? [];
    const iterations = Number(iterationsText);
    if (!match || nonce.length <= this.#nonce.length || !nonce.startsWith(this.#nonce)) {
      throw new ScramError('The server did not answer the login as SCRAM-SHA-256 says.');
    }
    if (iterations < ITERATION_BOUNDS.min || iterations > ITERATION_BOUNDS.max) {
      throw new ScramError(`The server asks to hash the access code ${iterations} times.`);
    }
    this.#serverFirst = serverFirst;
    return { salt: Buffer.from(salt, 'base64'), iterations };
  }

  /** The final message, which proves that this side knows the code. */
  final(salted: Uint8Array): string {
    const [, nonce = ''] = SERVER_FIRST.exec(this.#serverFirst) ?? [];
    const withoutProof = `c=${CHANNEL},r=${nonce}`;
    const exchanged = `${this.#firstBare()},${this.#serverFirst},${withoutProof}`;
    const clientKey = hmac(salted, 'Client Key');
    const proof = xor(clientKey, hmac(sha256(clientKey), exchanged));
    this.#expectedSignature = hmac(hmac(salted, 'Server Key'), exchanged);
    return `${withoutProof},p=${base64(proof)}`;
  }

  /** Whether the server's final message proves that it knows the code too. */
  isProvenBy(serverFinal: string): boolean {
    const [, signature = ''] = within(serverFinal, SERVER_FINAL) ?? [];
    const expected = this.#expectedSignature;
    return expected !== undefined && isEqual(Buffer.from(signature, 'base64'), expected);
  }

  #firstBare(): string {
    return `n=${this.#user},r=${this.#nonce}`;
  }
}

/** What a server thinks of a client's final message. */
export type ScramVerdict =
  /** The client knows the code; `final` proves to it that the server does too. */
  | { readonly kind: 'proven'; readonly final: string }
  | { readonly kind: 'wrong' }
  /** No final message, or none of this login. */
  | { readonly kind: 'malformed' };

/** One login from the side of a server: begun by a client's first message, ended by its final one. */
export class ScramServer {
  readonly #keys: ScramKeys;
  readonly #clientFirstBare: string;
  readonly #nonce: string;
  /** The server's first message. */
  readonly first: string;

  private constructor(keys: ScramKeys, clientFirstBare: string, nonce: string) {
    this.#keys = keys;
    this.#clientFirstBare = clientFirstBare;
    this.#nonce = nonce;
    this.first = `r=${nonce},s=${base64(keys.salt)},i=${keys.iterations}`;
  }

  /**
   * @param random {@link SCRAM_NONCE_BYTES} random bytes, for this login only; or a nonce as text
   * @returns `undefined` if it is no first message, or one that asks for channel binding or another identity
   */
  static begin(
    keys: ScramKeys,
    clientFirst: string,
    random: Uint8Array | string,
  ): ScramServer | undefined {
    const [, bare, clientNonce] = within(clientFirst, CLIENT_FIRST) ?? [];
    if (bare === undefined || clientNonce === undefined) return undefined;
    const nonce = clientNonce + (typeof random === 'string' ? random : base64(random));
    return new ScramServer(keys, bare, nonce);
  }

  /** Judges a final message, in constant time as far as the code is concerned. */
  judge(clientFinal: string): ScramVerdict {
    const [, withoutProof, nonce, proofText] = within(clientFinal, CLIENT_FINAL) ?? [];
    if (withoutProof === undefined || nonce !== this.#nonce || proofText === undefined) {
      return { kind: 'malformed' };
    }
    const proof = Buffer.from(proofText, 'base64');
    if (proof.length !== KEY_BYTES) return { kind: 'malformed' };
    const { storedKey, serverKey } = this.#keys;
    const exchanged = `${this.#clientFirstBare},${this.first},${withoutProof}`;
    const clientKey = xor(proof, hmac(storedKey, exchanged));
    if (!isEqual(sha256(clientKey), storedKey)) return { kind: 'wrong' };
    return { kind: 'proven', final: `v=${base64(hmac(serverKey, exchanged))}` };
  }
}

/*
 * The messages (RFC 5802, section 7), each with the extensions that it may end in. A client that asks for
 * channel binding (`p=`) is none of these; one that would have bound had the server said so (`y`) neither.
 */
const NONCE = String.raw`[\x21-\x2b\x2d-\x7e]+`;
const BASE64 = '(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?';
const EXTENSIONS = String.raw`(?:,[A-Za-z]=[^,\0]+)*`;
const CLIENT_FIRST = new RegExp(`^n,,(n=[^,\\0]+,r=(${NONCE})${EXTENSIONS})$`);
const SERVER_FIRST = new RegExp(`^r=(${NONCE}),s=(${BASE64}),i=([1-9]\\d{0,8})${EXTENSIONS}$`);
const CLIENT_FINAL = new RegExp(`^(c=${CHANNEL},r=(${NONCE})${EXTENSIONS}),p=(${BASE64})$`);
const SERVER_FINAL = new RegExp(`^v=(${BASE64})${EXTENSIONS}$`);

function within(message: string, pattern: RegExp): RegExpExecArray | undefined {
  if (message.length > SCRAM_MESSAGE_LIMIT) return undefined;
  return pattern.exec(message) ?? undefined;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}

function hmac(key: Uint8Array, text: string): Uint8Array {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

function xor(left: Uint8Array, right: Uint8Array): Uint8Array {
  return left.map((byte, index) => byte ^ (right[index] ?? 0));
}

function isEqual(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}
