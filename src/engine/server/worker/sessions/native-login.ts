import { randomBytes } from 'node:crypto';
import { SCRAM_NONCE_BYTES, ScramServer } from '../../../access/scram.ts';
import type { RefusalReason } from '../../../../shared/refusal-reason.ts';
import type { AccessGate, RequiredAccess } from '../access-gate.ts';
import type { NativeRefusal } from './native-refusal.ts';

/** The server's next message, or why there is none. */
export type LoginStep =
  | { readonly ok: true; readonly scram: string }
  | { readonly ok: false; readonly refusal: NativeRefusal };

/** Why nothing but `hello` and `auth` is answered. */
export const LOGIN_NEEDED = {
  code: 'unauthorized',
  why: { reason: 'login-needed' },
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
    if (required === undefined) return refused('bad-request', { reason: 'no-login-needed' });
    // Asked of the first message too: hashing the code is work for the client.
    const waitSeconds = this.#gate.waitSeconds(this.#address);
    if (waitSeconds > 0) return refused('busy', { reason: 'guesses', waitSeconds });
    const begun = this.#begun;
    this.#begun = undefined;
    if (begun === undefined) return this.#begin(message, required);
    const verdict = begun.judge(message);
    switch (verdict.kind) {
      case 'malformed':
        return refused('bad-request', { reason: 'malformed-login' });
      case 'wrong':
        this.#gate.countWrong(this.#address);
        return refused('unauthorized', { reason: 'wrong-code' });
      case 'proven':
        this.#gate.prove(this.#address);
        this.#proven = required;
        return { ok: true, scram: verdict.final };
    }
  }

  #begin(message: string, { keys }: RequiredAccess): LoginStep {
    this.#begun = ScramServer.begin(keys.scram, message, randomBytes(SCRAM_NONCE_BYTES));
    if (this.#begun === undefined) return refused('bad-request', { reason: 'malformed-login' });
    return { ok: true, scram: this.#begun.first };
  }
}

function refused(code: NativeRefusal['code'], why: RefusalReason): LoginStep {
  return { ok: false, refusal: { code, why } };
}
