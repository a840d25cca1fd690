import type { z } from 'zod';
import {
  DEFAULT_TIMEOUT_MS,
  EVENTS,
  METHODS,
  type EventName,
  type EventPayload,
  type MethodDefinition,
  type MethodName,
  type MethodParams,
  type MethodResult,
} from './contract.ts';
import { FailureError } from './failure.ts';
import { hostMessageSchema, type CallMessage } from './rpc-messages.ts';
import type { Transport } from './transport.ts';
import { trySchema } from './try-schema.ts';

/** Calls `run` once after `delayMs`, unless the function it returns is called first. */
export type StartTimer = (run: () => void, delayMs: number) => () => void;

export interface RpcClientOptions {
  readonly transport: Transport;
  readonly startTimer: StartTimer;
  /** Called for messages that break the contract; they are dropped. Default: nothing. */
  readonly onViolation?: (description: string) => void;
}

/** A panel's end of the contract, over one transport. When that closes, it is over: make another. */
export interface RpcClient {
  /**
   * Asks the host. Rejects with a {@link FailureError}: the host's own, `host-timed-out`,
   * `host-disconnected`, or `bad-request` when an answer breaks the contract.
   */
  call<M extends MethodName>(method: M, params: MethodParams<M>): Promise<MethodResult<M>>;
  /** Listens until the function it returns is called. */
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void;
  /** Called once when the connection has ended, after all pending calls were rejected. */
  onClose(closed: () => void): void;
  close(): void;
}

interface PendingCall {
  readonly method: MethodName;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: FailureError) => void;
  readonly stopTimer: () => void;
}

type Listener = (payload: unknown) => void;

export function createRpcClient(options: RpcClientOptions): RpcClient {
  const { transport, startTimer, onViolation = () => undefined } = options;
  const pending = new Map<number, PendingCall>();
  const listeners = new Map<string, Set<Listener>>();
  const closeListeners: (() => void)[] = [];
  let lastId = 0;
  let closed = false;

  function settle(id: number): PendingCall | undefined {
    const call = pending.get(id);
    // Absent: the answer came after its timeout.
    if (call === undefined) return undefined;
    pending.delete(id);
    call.stopTimer();
    return call;
  }

  function resolveCall(id: number, value: unknown): void {
    const call = settle(id);
    if (call === undefined) return;
    const parsed = trySchema<z.ZodType>(METHODS[call.method].result, value);
    if (parsed.success) {
      call.resolve(parsed.data);
    } else {
      onViolation(`result of ${call.method}: ${parsed.problem}`);
      call.reject(new FailureError({ code: 'answer-not-understood' }));
    }
  }

  function emit(name: string, payload: unknown): void {
    const registered = listeners.get(name);
    if (!Object.hasOwn(EVENTS, name)) {
      onViolation(`unknown event ${name}`);
      return;
    }
    if (registered === undefined || registered.size === 0) return;
    const parsed = trySchema<z.ZodType>(EVENTS[name as EventName], payload);
    if (!parsed.success) {
      onViolation(`event ${name}: ${parsed.problem}`);
      return;
    }
    for (const listener of [...registered]) listener(parsed.data);
  }

  transport.onMessage((raw) => {
    const parsed = trySchema(hostMessageSchema, raw);
    if (!parsed.success) {
      onViolation(`message: ${parsed.problem}`);
      return;
    }
    const message = parsed.data;
    switch (message.kind) {
      case 'result':
        resolveCall(message.id, message.value);
        break;
      case 'failure':
        settle(message.id)?.reject(new FailureError(message.problem));
        break;
      case 'event':
        emit(message.name, message.payload);
        break;
    }
  });

  transport.onClose(() => {
    closed = true;
    for (const id of [...pending.keys()])
      settle(id)?.reject(new FailureError({ code: 'host-disconnected' }));
    for (const listener of closeListeners.splice(0)) listener();
  });

  return {
    call<M extends MethodName>(method: M, params: MethodParams<M>) {
      return new Promise<MethodResult<M>>((resolve, reject) => {
        if (closed) {
          reject(new FailureError({ code: 'host-disconnected' }));
          return;
        }
        lastId += 1;
        const id = lastId;
        const definition: MethodDefinition = METHODS[method];
        const timeoutMs =
          definition.timeoutMs === undefined ? DEFAULT_TIMEOUT_MS : definition.timeoutMs;
        const stopTimer =
          timeoutMs === null
            ? () => undefined
            : startTimer(
                () => settle(id)?.reject(new FailureError({ code: 'host-timed-out' })),
                timeoutMs,
              );
        // The value was parsed by the method's own schema before it gets here.
        pending.set(id, {
          method,
          resolve: resolve as (value: unknown) => void,
          reject,
          stopTimer,
        });
        transport.send({ kind: 'call', id, method, params } satisfies CallMessage);
      });
    },
    on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void) {
      const registered = listeners.get(event) ?? new Set<Listener>();
      listeners.set(event, registered);
      // A wrapper of its own, so that the same function registered twice is called twice.
      const entry: Listener = (payload) => {
        listener(payload as EventPayload<E>);
      };
      registered.add(entry);
      return () => registered.delete(entry);
    },
    onClose(listener) {
      if (closed) listener();
      else closeListeners.push(listener);
    },
    close() {
      transport.close();
    },
  };
}
