import type { Firewall, PortOwner, Stranger } from '../../shared/contract-doctor.ts';
import type { Endpoint } from '../../shared/endpoint.ts';
import type { Milliseconds } from '../../shared/units.ts';

/** What came of one attempt to connect. */
export type Attempt =
  | { readonly outcome: 'connected' }
  | { readonly outcome: 'timed-out'; readonly timeoutMs: Milliseconds }
  /** The system's own code, such as `ECONNREFUSED`. */
  | { readonly outcome: 'failed'; readonly systemCode: string };

/** Who answers on a port. */
export type Greeting =
  | {
      readonly is: 'file-server';
      readonly dialect: 'native' | 'plain';
      readonly encrypted: boolean;
    }
  | { readonly is: 'stranger'; readonly stranger: Stranger };

/** A firewall that is on, and what it does with a port. */
export interface FirewallState {
  readonly firewall: Firewall;
  readonly verdict: 'open' | 'closed' | 'unknown';
}

/** What was seen of this computer, where the server is one of its own. */
export interface OwnObservations {
  /** At the port of the loopback address, if it connected. */
  readonly loopbackGreeting?: Greeting | undefined;
  /** `undefined`: nobody, or not to be seen by this user. */
  readonly owner?: PortOwner | undefined;
  readonly firewalls: readonly FirewallState[];
}

/** All that was seen of a server. */
export interface Observations {
  readonly target: Endpoint;
  /** The code of a name that was not found; no attempt was made then. */
  readonly lookupCode?: string | undefined;
  /** One for each address of the name, in the order of the system. */
  readonly attempts: readonly Attempt[];
  /** Of the first address that connected. */
  readonly greeting?: Greeting | undefined;
  /** Present where the address is one of this computer's. */
  readonly own?: OwnObservations | undefined;
}
