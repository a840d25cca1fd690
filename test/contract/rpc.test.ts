import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HostMethods } from '../../src/shared/contract.ts';
import { FailureError } from '../../src/shared/failure.ts';
import { createRpcClient, type RpcClient } from '../../src/shared/rpc-client.ts';
import { MAX_PENDING_CALLS, serveRpc } from '../../src/shared/rpc-server.ts';
import { ManualTimers, methodsWith, startTimer, STOPPED } from '../../doubles/contract/fixtures.ts';
import { TRANSPORTS, type TransportPair } from '../../doubles/contract/transports.ts';

describe.each(TRANSPORTS)('the contract %s', (_, createPair) => {
  let pair: TransportPair;

  beforeEach(async () => {
    pair = await createPair();
  });
  afterEach(() => pair.dispose());

  function connect(given: Partial<HostMethods>, timer = startTimer) {
    const onInternalError = vi.fn();
    const onViolation = vi.fn();
    const server = serveRpc({ transport: pair.host, methods: methodsWith(given), onInternalError });
    const client = createRpcClient({ transport: pair.panel, startTimer: timer, onViolation });
    return { client, server, onInternalError, onViolation };
  }

  /** Sends what no client would, and gives the host's answers. */
  function sendRaw(message: unknown): Promise<unknown> {
    const answer = new Promise<unknown>((resolve) => {
      pair.panel.onMessage(resolve);
    });
    pair.panel.send(message);
    return answer;
  }

  it('answers a call with the result of its method', async () => {
    const evict = vi.fn(({ names }: { names: string[] }) => ({ evicted: names.length }));
    const { client } = connect({ 'server.status': () => STOPPED, 'cache.evict': evict });
    await expect(client.call('server.status', {})).resolves.toEqual(STOPPED);
    await expect(client.call('cache.evict', { names: ['a/ä.txt', 'b'] })).resolves.toEqual({
      evicted: 2,
    });
    expect(evict).toHaveBeenCalledExactlyOnceWith({ names: ['a/ä.txt', 'b'] });
  });

  it('matches answers to calls whatever their order', async () => {
    const answers: ((path: string) => void)[] = [];
    const { client } = connect({
      'folders.choose': () =>
        new Promise((resolve) => {
          answers.push((path) => {
            resolve({ path });
          });
        }),
    });
    const first = client.call('folders.choose', { purpose: 'serve', startAt: '' });
    const second = client.call('folders.choose', { purpose: 'save', startAt: '' });
    await vi.waitFor(() => {
      expect(answers).toHaveLength(2);
    });
    answers[1]!('two');
    answers[0]!('one');
    await expect(Promise.all([first, second])).resolves.toEqual([{ path: 'one' }, { path: 'two' }]);
  });

  it('passes a failure on as it is', async () => {
    const { client } = connect({
      'server.stop': () => {
        throw new FailureError({ code: 'share-missing', directory: '/away' });
      },
    });
    await expect(client.call('server.stop', { now: true })).rejects.toMatchObject({
      name: 'FailureError',
      failure: { code: 'share-missing', directory: '/away' },
    });
  });

  it('tells nothing of an unexpected failure', async () => {
    const secret = new TypeError('cannot read /home/somebody/secret');
    const { onInternalError } = connect({
      'server.status': () => Promise.reject(secret),
    });
    const answer = await sendRaw({ kind: 'call', id: 7, method: 'server.status', params: {} });
    expect(answer).toEqual({
      kind: 'failure',
      id: 7,
      problem: { code: 'internal' },
    });
    expect(onInternalError).toHaveBeenCalledExactlyOnceWith('server.status', secret);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'server', ''])(
    'refuses the method %j',
    async (method) => {
      connect({});
      const answer = await sendRaw({ kind: 'call', id: 1, method, params: {} });
      expect(answer).toMatchObject({ kind: 'failure', id: 1, problem: { code: 'unknown-method' } });
    },
  );

  it.each([
    ['a missing field', 'server.stop', {}],
    ['a field too many', 'server.status', { extra: 1 }],
    ['a port out of range', 'server.addPort', { port: 65_536 }],
    ['a number that is none', 'server.addPort', { port: '80' }],
    ['no params', 'server.status', undefined],
    ['a setting that does not exist', 'settings.set', { admin: true }],
  ])('refuses params with %s before the method sees them', async (_what, method, params) => {
    const seen = vi.fn();
    connect({
      'server.stop': seen,
      'server.addPort': seen,
      'server.status': seen,
      'settings.set': seen,
    });
    const answer = await sendRaw({ kind: 'call', id: 1, method, params });
    expect(answer).toMatchObject({ kind: 'failure', problem: { code: 'bad-request' } });
    expect(seen).not.toHaveBeenCalled();
  });

  it('does not let a result out that breaks the contract', async () => {
    const { client, onInternalError } = connect({
      'cache.clear': () => ({ evicted: -1 }),
      'throughput.recent': () => ({ samples: [], password: 'secret' }) as never,
    });
    await expect(client.call('cache.clear', {})).rejects.toMatchObject({
      failure: { code: 'internal' },
    });
    expect(onInternalError).toHaveBeenCalledOnce();
    await expect(client.call('throughput.recent', {})).resolves.toEqual({ samples: [] });
  });

  it.each([
    ['nothing', null],
    ['text', 'call'],
    ['an unknown kind', { kind: 'eval', id: 1, method: 'server.status', params: {} }],
    ['an id that is none', { kind: 'call', id: 'x', method: 'server.status', params: {} }],
    ['a field too many', { kind: 'call', id: 1, method: 'server.status', params: {}, as: 'root' }],
  ])('ends the connection on a message that is %s', async (_what, message) => {
    connect({});
    const closed = new Promise<void>((resolve) => {
      pair.host.onClose(resolve);
    });
    pair.panel.send(message);
    await closed;
  });

  it('survives a message that makes zod throw', async () => {
    const { client, onViolation } = connect({});
    const ended = new Promise<void>((resolve) => {
      client.onClose(resolve);
    });
    const noNumber: unknown = JSON.parse('{"length":{"toString":null,"valueOf":null}}');
    pair.host.send({ kind: 'failure', id: 1, problem: { code: noNumber } });
    await vi.waitFor(() => {
      expect(onViolation).toHaveBeenCalledOnce();
    });
    pair.panel.send({ kind: 'call', id: 1, method: noNumber, params: {} });
    await ended;
  });

  it('refuses more unanswered calls than a panel has reason to make', async () => {
    const { client } = connect({ 'folders.choose': () => new Promise(() => undefined) });
    for (let call = 0; call < MAX_PENDING_CALLS; call++) {
      client.call('folders.choose', { purpose: 'serve', startAt: '' }).catch(() => undefined);
    }
    await expect(
      client.call('folders.choose', { purpose: 'serve', startAt: '' }),
    ).rejects.toMatchObject({ failure: { code: 'too-many-requests' } });
  });

  it('tells events in order, until the listener leaves', async () => {
    const { client, server } = connect({ 'server.status': () => STOPPED });
    const received: number[] = [];
    const facts = { done: 1, failed: 0, canceled: 0, skipped: 0, omitted: 0, verified: true };
    const leave = client.on('downloadsFinished', ({ batch }) => received.push(batch));
    for (const batch of [1, 2, 3]) {
      server.emit('downloadsFinished', { batch, ...facts });
    }
    // Answers come after the events before them.
    await client.call('server.status', {});
    leave();
    server.emit('downloadsFinished', { batch: 4, ...facts });
    await client.call('server.status', {});
    expect(received).toEqual([1, 2, 3]);
  });

  it('drops events and answers that break the contract, and says so', async () => {
    const { client, server, onViolation } = connect({ 'server.status': () => STOPPED });
    const received = vi.fn();
    client.on('commandChosen', received);
    server.emit('commandChosen', { command: 'format-disk' as never });
    pair.host.send({ kind: 'event', name: 'constructor', payload: {} });
    pair.host.send({ kind: 'noise' });
    await client.call('server.status', {});
    expect(received).not.toHaveBeenCalled();
    expect(onViolation).toHaveBeenCalledTimes(3);
  });

  it('rejects an answer that breaks the contract', async () => {
    const client: RpcClient = createRpcClient({ transport: pair.panel, startTimer });
    pair.host.onMessage((message) => {
      const { id } = message as { id: number };
      pair.host.send({ kind: 'result', id, value: { evicted: 'many' } });
    });
    await expect(client.call('cache.clear', {})).rejects.toMatchObject({
      failure: { code: 'answer-not-understood' },
    });
  });

  it('gives up on a call after the time its method names, and lives on', async () => {
    const timers = new ManualTimers();
    const { client } = connect(
      { 'remote.list': () => new Promise(() => undefined), 'server.status': () => STOPPED },
      timers.start,
    );
    const call = client.call('remote.list', { remote: 1 });
    expect(timers.delays).toEqual([30_000]);
    timers.fire();
    await expect(call).rejects.toMatchObject({ failure: { code: 'host-timed-out' } });
    await expect(client.call('server.status', {})).resolves.toEqual(STOPPED);
    expect(timers.delays).toEqual([]);
  });

  it('waits for a person for as long as it takes', () => {
    const timers = new ManualTimers();
    const { client } = connect(
      { 'folders.choose': () => new Promise(() => undefined) },
      timers.start,
    );
    client.call('folders.choose', { purpose: 'serve', startAt: '' }).catch(() => undefined);
    expect(timers.delays).toEqual([]);
  });

  it.each(['panel', 'host'] as const)(
    'rejects what is pending, and all that follows, when the %s closes',
    async (side) => {
      const { client } = connect({ 'remote.list': () => new Promise(() => undefined) });
      const order: string[] = [];
      const closed = new Promise<void>((resolve) => {
        client.onClose(() => {
          order.push('closed');
          resolve();
        });
      });
      const call = client.call('remote.list', { remote: 1 });
      const rejected = expect(call).rejects.toMatchObject({
        failure: { code: 'host-disconnected' },
      });
      pair[side].close();
      await Promise.all([rejected, closed]);
      await expect(client.call('server.status', {})).rejects.toMatchObject({
        failure: { code: 'host-disconnected' },
      });
      expect(order).toEqual(['closed']);
      const late = vi.fn();
      client.onClose(late);
      expect(late).toHaveBeenCalledOnce();
    },
  );
});
