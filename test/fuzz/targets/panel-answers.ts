import assert from 'node:assert/strict';
import { setImmediate as laterTurn } from 'node:timers/promises';
import { EVENTS, METHODS, type EventName, type MethodName } from '../../../src/shared/contract.ts';
import { FailureError } from '../../../src/shared/failure.ts';
import { createRpcClient } from '../../../src/shared/rpc-client.ts';
import { hostMessage } from '../make/panel.ts';
import { target } from '../target.ts';
import { failureSentence } from '../../../src/shared/failure-sentences.ts';

const ASKED: readonly MethodName[] = ['cache.status', 'server.status', 'cache.clear', 'log.recent'];
const EVENT_NAMES = Object.keys(EVENTS) as EventName[];

/** What a panel makes of a host's messages: values of the contract or a problem, whatever arrives. */
export const panelAnswersTarget = target<readonly unknown[]>('panel-answers', {
  make: (random) => random.several(1 + random.length(8), () => hostMessage(random, ASKED.length)),
  check: async (messages) => {
    let receive: (message: unknown) => void = () => undefined;
    let close = (): void => undefined;
    const client = createRpcClient({
      transport: {
        send: () => undefined,
        onMessage: (listener) => (receive = listener),
        onClose: (listener) => (close = listener),
        close: () => undefined,
      },
      startTimer: () => () => undefined,
    });
    let right = 0;
    for (const name of EVENT_NAMES) {
      client.on(name, (payload) => {
        assert.ok(EVENTS[name].safeParse(payload).success, `${name} is against the contract`);
        right += 1;
      });
    }
    let settled = 0;
    const calls = ASKED.map((method) =>
      client
        .call(method, {})
        .then(
          (value) => {
            assert.ok(METHODS[method].result.safeParse(value).success, 'against the contract');
            right += 1;
          },
          (error: unknown) => {
            if (!(error instanceof FailureError)) throw error;
            assert.ok(failureSentence(error.failure).length > 0, 'no sentence');
          },
        )
        .finally(() => (settled += 1)),
    );
    for (const message of messages) receive(message);
    await laterTurn();
    close();
    await Promise.all(calls);
    assert.equal(settled, ASKED.length, 'a call that nothing ends');
    assert.equal(Object.keys(Object.prototype).length, 0, 'the prototype was changed');
    return right > 0 ? 'accepted' : 'refused';
  },
});
