import type { z } from 'zod';
import {
  METHODS,
  type EventName,
  type EventPayload,
  type HostMethods,
  type MethodName,
} from './contract.ts';
import { FailureError, failureOf } from './failure.ts';
import { callMessageSchema, type HostMessage } from './rpc-messages.ts';
import type { Transport } from './transport.ts';
import { trySchema } from './try-schema.ts';

/** Calls of one panel that may be unanswered at once; past that they are refused. */
export const MAX_PENDING_CALLS = 256;

export interface RpcServerOptions {
  readonly transport: Transport;
  readonly methods: HostMethods;
  /** Called for failures whose cause is kept from the panel. Default: nothing. */
  readonly onInternalError?: (where: string, error: unknown) => void;
}

/** A host's end of the contract, for one panel. */
export interface RpcServer {
  /** Sends an event to the panel. The payload is checked by the panel, not again here: it is sent often. */
  emit<E extends EventName>(event: E, payload: EventPayload<E>): void;
}

/**
 * Answers a panel's calls. Methods are found by own-property look-up in the contract; params and
 * results are checked against it; what a method throws crosses as a {@link FailureError}'s
 * failure, or as `internal` and nothing more. A message that is not a call ends the connection:
 * whoever sent it is not a panel.
 */
export function serveRpc(options: RpcServerOptions): RpcServer {
  const { transport, methods, onInternalError = () => undefined } = options;
  let pendingCalls = 0;

  function send(message: HostMessage): void {
    transport.send(message);
  }

  async function answer(method: string, params: unknown): Promise<unknown> {
    if (pendingCalls > MAX_PENDING_CALLS) {
      throw new FailureError({ code: 'too-many-requests' });
    }
    // Not `in`: `constructor` and `__proto__` are no methods.
    if (!Object.hasOwn(METHODS, method)) throw new FailureError({ code: 'unknown-method' });
    const name = method as MethodName;
    const parsedParams = trySchema<z.ZodType>(METHODS[name].params, params);
    if (!parsedParams.success) throw new FailureError({ code: 'bad-request' });
    // Name and params belong together, which the type of an indexed union cannot express.
    const implementation = methods[name] as (params: unknown) => unknown;
    const result = await implementation.call(methods, parsedParams.data);
    return METHODS[name].result.parse(result);
  }

  transport.onMessage((raw) => {
    const call = trySchema(callMessageSchema, raw);
    if (!call.success) {
      transport.close();
      return;
    }
    const { id, method, params } = call.data;
    pendingCalls += 1;
    answer(method, params)
      .then(
        (value) => {
          send({ kind: 'result', id, value });
        },
        (error: unknown) => {
          if (!(error instanceof FailureError)) onInternalError(method, error);
          send({ kind: 'failure', id, problem: failureOf(error) });
        },
      )
      .finally(() => {
        pendingCalls -= 1;
      })
      // Only `onInternalError` can throw here, and then there is nobody left to notify.
      .catch(() => undefined);
  });

  return {
    emit(name, payload) {
      send({ kind: 'event', name, payload });
    },
  };
}
