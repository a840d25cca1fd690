import { hrtime } from 'node:process';
import type { AccessKeys } from '../../access/access-keys.ts';
import type { GuessLimits } from '../../access/guess-limits.ts';
import { SessionCookie } from '../../access/session-cookie.ts';
import type { Milliseconds } from '../../../shared/units.ts';
import type { ThreadCounters } from '../../telemetry/counters.ts';
import type { EventBatch } from '../../telemetry/event-batch.ts';
import type { AccessSetup } from '../thread-messages.ts';

/** A code that is asked for, with what follows from it. */
export interface RequiredAccess {
  readonly keys: AccessKeys;
  readonly cookies: SessionCookie;
  /** For connections inside of TLS. */
  readonly encryptedCookies: SessionCookie;
}

export interface AccessGateParts {
  readonly thread: number;
  readonly guesses: GuessLimits;
  readonly counters: ThreadCounters;
  readonly events: EventBatch;
}

/** Whether one thread asks for an access code, which, and of whom not now. */
export class AccessGate {
  /** Whether the plain dialect, which cannot ask, is answered all the same. */
  readonly allowsPlain: boolean;
  readonly #parts: AccessGateParts;
  #required: RequiredAccess | undefined;

  constructor({ keys, allowsPlain }: AccessSetup, parts: AccessGateParts) {
    this.#parts = parts;
    this.allowsPlain = allowsPlain;
    this.change(keys);
  }

  /** `undefined`: everybody may come in. Another object for another code. */
  get required(): RequiredAccess | undefined {
    return this.#required;
  }

  /** Whoever came in by the code before has to be sent away by the caller. */
  change(keys: AccessKeys | undefined): void {
    this.#required = keys && {
      keys,
      cookies: new SessionCookie(keys.cookieKey, false),
      encryptedCookies: new SessionCookie(keys.cookieKey, true),
    };
  }

  /** How many seconds an address has to wait before a code from it is looked at; 0: none. */
  waitSeconds(address: string): number {
    return Math.ceil(this.#parts.guesses.waitMs(address, nowMs()) / 1000);
  }

  /** A wrong code came from an address. */
  countWrong(address: string): void {
    const { guesses, counters, events, thread } = this.#parts;
    counters.add('wrongCodes');
    if (!guesses.countWrong(address, nowMs())) return;
    events.add({ type: 'guessingNoticed', atMs: Date.now(), thread, address });
  }

  /** The code came from an address. */
  prove(address: string): void {
    this.#parts.guesses.prove(address, nowMs());
  }
}

/** The system's monotonic clock: the same in all threads, unlike `performance.now()`. */
function nowMs(): Milliseconds {
  return Number(hrtime.bigint() / 1_000_000n);
}
