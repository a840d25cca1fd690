import { METHODS, type HostMethods, type MethodName } from '../../src/shared/contract.ts';
import type { ServerState } from '../../src/shared/contract-server.ts';
import { createRpcClient, type RpcClient, type StartTimer } from '../../src/shared/rpc-client.ts';
import type { Transport } from '../../src/shared/transport.ts';
import { stoppedServer } from '../scripted-host/sample-server.ts';
import { FailureError } from '../../src/shared/failure.ts';

/** Methods that all fail, but for those given. */
export function methodsWith(given: Partial<HostMethods>): HostMethods {
  const methods: Record<string, unknown> = {};
  for (const name of Object.keys(METHODS) as MethodName[]) {
    methods[name] = () => {
      throw new FailureError(
        { code: 'unsupported' },
        { cause: `${name} is not part of this test` },
      );
    };
  }
  return { ...methods, ...given } as HostMethods;
}

export const STOPPED: ServerState = {
  ...stoppedServer(),
  directory: '/shared',
  reach: 'computer',
};

export const startTimer: StartTimer = (run, delayMs) => {
  const timer = setTimeout(run, delayMs);
  return () => {
    clearTimeout(timer);
  };
};

/** A clock whose timers go off when told to. */
export class ManualTimers {
  readonly #timers = new Map<object, { run: () => void; delayMs: number }>();

  readonly start: StartTimer = (run, delayMs) => {
    const key = {};
    this.#timers.set(key, { run, delayMs });
    return () => this.#timers.delete(key);
  };

  get delays(): number[] {
    return [...this.#timers.values()].map(({ delayMs }) => delayMs);
  }

  fire(): void {
    for (const [key, { run }] of [...this.#timers]) {
      this.#timers.delete(key);
      run();
    }
  }
}

/** The panel's end of a transport; what breaks the contract there fails the test. */
export function strictClient(transport: Transport): RpcClient {
  return createRpcClient({
    transport,
    startTimer,
    onViolation: (description) => {
      throw new Error(description);
    },
  });
}
