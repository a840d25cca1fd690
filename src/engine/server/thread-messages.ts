import type { CacheMemory } from '../cache/cache-types.ts';
import type {
  ServedDirectory,
  ServerEvent,
  ServerStatus,
  Transfer,
} from '../../shared/server-state.ts';
import type { EpochMilliseconds, Milliseconds } from '../../shared/units.ts';
import type { AccessKeys } from '../access/access-keys.ts';
import type { StatsAnswer } from '../dialects/native-answer.ts';
import type { DescriptorBudget } from './supervisor/descriptor-budget.ts';
import type { DescriptorLoan } from './descriptor-loan.ts';
import type { ShareOptions } from '../files/share-rules.ts';
import type { RateMemory } from '../rate/rate-limit.ts';
import type { HttpOptions, ServerLimits } from './server-handle.ts';
import type { TlsKeyPair } from '../tls/tls-key-pair.ts';

/** What the supervisor and its worker threads say to each other; imported by both sides. */

/** Given to a thread at its start. The memory is shared by all of them. */
export interface ThreadSetup {
  readonly thread: number;
  /** Which start of this thread number it is; makes connection and request numbers unique. */
  readonly incarnation: number;
  /** Paths are absolute, links resolved. */
  readonly directory: ServedDirectory;
  readonly version: string;
  readonly startedAtMs: EpochMilliseconds;
  readonly limits: ServerLimits;
  readonly share: ShareOptions;
  readonly http: HttpOptions;
  /** `undefined`: nothing is limited. */
  readonly rates: RateSetup | undefined;
  /** `undefined`: nothing is encrypted. */
  readonly tls: (TlsSetup & { readonly only: boolean }) | undefined;
  readonly descriptors: DescriptorBudget;
  readonly cacheMemory: CacheMemory;
  readonly countersMemory: SharedArrayBuffer;
  readonly addressMemory: SharedArrayBuffer;
  readonly guessMemory: SharedArrayBuffer;
  /** Where to write down every request that looks into the cache; `undefined`: nobody wants to know. */
  readonly traceMemory: SharedArrayBuffer | undefined;
  readonly access: AccessSetup;
  readonly accepting: ServerStatus['accepting'];
}

/** How fast all threads together send. */
export interface RateSetup {
  readonly all: RateMemory | undefined;
  /** With a slot for each bucket of addresses. */
  readonly perClient: RateMemory | undefined;
}

/** Who may come in. */
export interface AccessSetup {
  /** `undefined`: everybody. */
  readonly keys: AccessKeys | undefined;
  /** Whether the plain dialect, which cannot ask for a code, is answered all the same. */
  readonly allowsPlain: boolean;
}

/** What all threads encrypt with. */
export interface TlsSetup extends TlsKeyPair {
  /** Seal session tickets, so that each thread can resume the sessions of all. */
  readonly ticketKeys: Uint8Array;
}

export interface ListenRequest {
  readonly host: string;
  readonly port: number;
}

/** Commands that are answered, each under the key of its `kind`. */
export interface ThreadCommands {
  listen: {
    /** With `loan`: accepts on that listening socket, which is the thread's from then on. */
    request: ListenRequest & { readonly loan?: DescriptorLoan };
    result: null;
  };
  /** Accepts on a listening socket that the process was given, which is the thread's from then on. */
  adopt: { request: { readonly fd: number }; result: ListenRequest };
  unlisten: { request: ListenRequest; result: null };
  /** The answers that this thread is sending. */
  transfers: { request: null; result: Transfer[] };
  /** Without names: everything. Resolves to how many entries left. */
  evict: { request: { readonly names?: readonly string[] }; result: number };
  /** For handshakes from now on. */
  setTls: { request: TlsSetup; result: null };
  disconnect: { request: { readonly connection: number }; result: boolean };
  /** Cuts the connections of those who came in before, unless everybody may come in now. */
  changeAccess: { request: Pick<AccessSetup, 'keys'>; result: null };
  /** Resolves when the last connection of the thread has ended. */
  stop: { request: { readonly graceMs: Milliseconds }; result: null };
}

export type CommandKind = keyof ThreadCommands;

export type ToThread =
  | {
      [K in CommandKind]: {
        readonly type: 'command';
        readonly id: number;
        readonly kind: K;
        readonly request: ThreadCommands[K]['request'];
      };
    }[CommandKind]
  | { readonly type: 'transfers'; readonly id: number; readonly transfers: readonly Transfer[] }
  /** Whether anybody listens to events. */
  | { readonly type: 'eventsWanted'; readonly wanted: boolean }
  /** The server will be stopped soon, and still serves. */
  | { readonly type: 'draining' }
  /** The ports the whole server listens on, for `stats`. */
  | { readonly type: 'portsChanged'; readonly ports: StatsAnswer['ports'] };

export type FromThread =
  | { readonly type: 'ready' }
  | { readonly type: 'answer'; readonly id: number; readonly result: unknown }
  | {
      readonly type: 'failure';
      readonly id: number;
      readonly code: string;
      readonly message: string;
    }
  | { readonly type: 'events'; readonly events: ServerEvent[] }
  /** Asks for the transfers of all threads, to be answered with `transfers`. */
  | { readonly type: 'transfersWanted'; readonly id: number };
