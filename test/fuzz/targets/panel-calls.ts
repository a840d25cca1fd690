import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { setImmediate as laterTurn } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { ZodType } from 'zod';
import { createWebSocketTransport } from '../../../src/host/panel/web-socket-transport.ts';
import { METHODS, type HostMethods, type MethodName } from '../../../src/shared/contract.ts';
import { FailureError } from '../../../src/shared/failure.ts';
import { callMessageSchema, hostMessageSchema } from '../../../src/shared/rpc-messages.ts';
import { serveRpc } from '../../../src/shared/rpc-server.ts';
import { trySchema } from '../../../src/shared/try-schema.ts';
import { callFrame, METHOD_NAMES, type Frame } from '../make/panel.ts';
import { target } from '../target.ts';

/** Must never reach a panel. */
const SECRET_CAUSE = 'the cause of a failure inside the host';

/** How the host's methods end. */
type Ending = 'wrong-result' | 'problem' | 'failure' | 'rejection';
const ENDINGS: readonly Ending[] = ['wrong-result', 'problem', 'failure', 'rejection'];

interface Conversation {
  readonly frames: readonly Frame[];
  readonly ending: Ending;
}

/** WebSocket messages as the panel's server sees them: each call answered once, and nothing else done. */
export const panelCallsTarget = target<Conversation>('panel-calls', {
  make: (random) => ({
    frames: random.several(1 + random.length(3), () => callFrame(random, 1 + random.length(99))),
    ending: random.pick(ENDINGS),
  }),
  check: async ({ frames, ending }) => {
    const socket = new FakeSocket();
    const called: { name: MethodName; params: unknown }[] = [];
    serveRpc({
      transport: createWebSocketTransport(socket as unknown as WebSocket),
      methods: methodsEnding(ending, (name, params) => called.push({ name, params })),
    });
    let verdict: 'accepted' | 'refused' = 'refused';
    for (const { data, isBinary } of frames) {
      const call = expectedCall(data, isBinary);
      called.length = 0;
      socket.sent.length = 0;
      socket.emit('message', data, isBinary);
      await laterTurn();
      assert.equal(Object.keys(Object.prototype).length, 0, 'the prototype was changed');
      if (call === undefined) {
        assert.ok(
          socket.readyState !== FakeSocket.OPEN,
          'what is no call does not end the connection',
        );
        assert.equal(called.length, 0, 'what is no call was carried out');
        return verdict;
      }
      const [text, ...others] = socket.sent;
      assert.ok(
        text !== undefined && others.length === 0,
        `${socket.sent.length} answers to a call`,
      );
      const answer = hostMessageSchema.parse(JSON.parse(text));
      assert.ok(answer.kind === 'failure' && answer.id === call.id, 'another answer');
      assert.ok(!text.includes(SECRET_CAUSE), 'the cause of a failure is told');
      const isKnown = METHOD_NAMES.includes(call.method as MethodName);
      const isRight =
        isKnown &&
        trySchema(METHODS[call.method as MethodName].params as ZodType, call.params).success;
      assert.deepEqual(
        called.map(({ name }) => name),
        isRight ? [call.method] : [],
        'carried out',
      );
      const code = !isKnown ? 'unknown-method' : !isRight ? 'bad-request' : CODES[ending];
      assert.deepEqual(answer.problem, { code });
      if (isRight) verdict = 'accepted';
    }
    return verdict;
  },
});

const CODES = {
  'wrong-result': 'internal',
  problem: 'unsupported',
  failure: 'internal',
  rejection: 'internal',
} as const;

function methodsEnding(
  ending: Ending,
  onCall: (name: MethodName, params: unknown) => void,
): HostMethods {
  const end = (): unknown => {
    switch (ending) {
      case 'wrong-result':
        return { no: SECRET_CAUSE };
      case 'problem':
        throw new FailureError({ code: 'unsupported' });
      case 'failure':
        throw new Error(SECRET_CAUSE);
      case 'rejection':
        return Promise.reject(new TypeError(SECRET_CAUSE));
    }
  };
  const methods = METHOD_NAMES.map((name) => [
    name,
    (params: unknown) => {
      onCall(name, params);
      return end();
    },
  ]);
  return Object.fromEntries(methods) as HostMethods;
}

function expectedCall(
  data: Buffer,
  isBinary: boolean,
): { readonly id: number; readonly method: string; readonly params?: unknown } | undefined {
  if (isBinary) return undefined;
  try {
    return callMessageSchema.parse(JSON.parse(data.toString('utf8')));
  } catch {
    return undefined;
  }
}

/** As much of a WebSocket as the transport uses. */
class FakeSocket extends EventEmitter {
  static readonly OPEN = 1;
  readonly OPEN = 1;
  readonly CLOSED = 3;
  readonly bufferedAmount = 0;
  readyState = FakeSocket.OPEN;
  readonly sent: string[] = [];

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.readyState = this.CLOSED;
    this.emit('close');
  }
}
