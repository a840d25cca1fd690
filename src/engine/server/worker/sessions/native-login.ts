import { randomBytes } from 'node:crypto';
import { SCRAM_NONCE_BYTES, ScramServer } from '../../../access/scram.ts';
import type { RefusalAnswer } from '../../../dialects/native-answer.ts';
import { type AccessGate, type RequiredAccess, waitMessage } from '../access-gate.ts';

/** The server's next message, or why there is none. */
export type LoginStep =
  | { readonly ok: true; readonly scram: string }
  | { readonly ok: false; readonly refusal: Pick<RefusalAnswer, 'code' | 'message'> };

const NO_CODE = 'This server asks for no access code.';
const MALFORMED = 'The login is not one of SCRAM-SHA-256 without channel binding (RFC 7677).';
const WRONG = 'The access code is wrong.';

/** Why nothing but `hello` and `auth` is answered. */
export const LOGIN_NEEDED = {
  code: 'unauthorized',
  message: 'This server asks for an access code. Log in with "auth" first.',
} as const;

/** Where one connection stands in proving that its client knows the code. */
export class NativeLogin {
  readonly #gate: AccessGate;
  readonly #address: string;
  /** Begun, and to be judged by the client's next message. */
  #begun: ScramServer | undefined;
  /** Under which the client has come in. */
  #proven: RequiredAccess | undefined;

  constructor(gate: AccessGate, address: string) {
    this.#gate = gate;
    this.#address = address;
  }

  /** Whether everything is answered. */
  get isIn(): boolean {
    const { required } = this.#gate;
    return required === undefined || required === this.#proven;
  }

  /** Takes a message of the client: its first, or its final one if a login has begun. */
  answer(message: string): LoginStep {
    const { required } = this.#gate;
    if (required === undefined) return refused('bad-request', NO_CODE);
    // Asked of the first message too: hashing the code is work for the client.
    const waitSeconds = this.#gate.waitSeconds(this.#address);
    if (waitSeconds > 0) return refused('busy', waitMessage(waitSeconds));
    const begun = this.#begun;
    this.#begun = undefined;
    if (begun === undefined) return this.#begin(message, required);
    const verdict = begun.judge(message);
    switch (verdict.kind) {
      case 'malformed':
        return refused('bad-request', MALFORMED);
      case 'wrong':
        this.#gate.countWrong(this.#address);
        return refused('unauthorized', WRONG);
      case 'proven':
        this.#gate.prove(this.#address);
        this.#proven = required;
        return { ok: true, scram: verdict.final };
    }
  }

  #begin(message: string, { keys }: RequiredAccess): LoginStep {
    this.#begun = ScramServer.begin(keys.scram, message, randomBytes(SCRAM_NONCE_BYTES));
    if (this.#begun === undefined) return refused('bad-request', MALFORMED);
    return { ok: true, scram: this.#begun.first };
  }
}

function refused(code: RefusalAnswer['code'], message: string): LoginStep {
  return { ok: false, refusal: { code, message } };
}
