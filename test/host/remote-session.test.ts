import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Remote as EngineRemote } from '../../src/engine/client/remote/remote.ts';
import {
  HEARTBEAT_MS,
  HEARTBEAT_TIMEOUT_MS,
  RemoteSession,
  type DialRemote,
} from '../../src/host/remote/remote-session.ts';
import type { RemoteState } from '../../src/shared/contract-downloads.ts';
import { FailureError } from '../../src/shared/failure.ts';
import { startTimer } from '../../doubles/contract/fixtures.ts';

const ENDPOINT = { host: 'far', port: 9000 };
const LIST = { entries: [] };

/** One connection to a server, played by a test. */
class FakeRemote implements EngineRemote {
  readonly dialect: 'native' | 'plain';
  readonly address = 'far:9000';
  readonly server = { version: '2', protocol: 1, ops: [], limits: {} };
  pings = 0;
  isClosed = false;
  answer: () => Promise<typeof LIST> = () => Promise.resolve(LIST);
  pong: () => Promise<void> = () => Promise.resolve();

  constructor(dialect: 'native' | 'plain' = 'native') {
    this.dialect = dialect;
  }

  list = () => this.answer();
  files = () => Promise.reject(new Error('not part of this test'));
  stats = () => Promise.reject(new Error('not part of this test'));
  close = () => {
    this.isClosed = true;
  };
  ping = () => {
    this.pings++;
    return this.pong();
  };
}

const address = 'far:1';
const LOST = new FailureError({ code: 'connection-lost', address, when: 'in-answer' });
const REFUSED = new FailureError({
  ...{ code: 'unreachable', address, systemCode: 'ECONNREFUSED', detail: 'refused' },
});
const lost = () => Promise.reject(LOST);
const refused = () => Promise.reject(REFUSED);

describe('a connection to a server that is looked at', () => {
  let states: RemoteState[];
  let dial: DialRemote;
  let dialled: number;
  let shutOuts: string[];

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    [states, dialled, shutOuts] = [[], 0, []];
    dial = refused;
  });

  function open(connection = new FakeRemote()): { session: RemoteSession; far: FakeRemote } {
    const session = new RemoteSession({
      ...{ id: 1, endpoint: ENDPOINT, connection, startTimer, now: () => Date.now() },
      dial: (options) => {
        dialled++;
        return dial(options);
      },
      onChange: (state) => states.push(state),
      onShutOut: (error) => shutOuts.push(error.failure.code),
    });
    onTestFinished(() => {
      session.close();
    });
    return { session, far: connection };
  }
  const phases = () => states.map(({ phase }) => phase);
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  it('asks for signs of life while somebody looks, and only then', async () => {
    const { session, far } = open();
    await pass(10_000);
    expect(far.pings).toBe(0);
    session.setWatched(true);
    await pass(3 * HEARTBEAT_MS);
    expect(far.pings).toBe(4);
    session.setWatched(false);
    await pass(10_000);
    expect(far.pings).toBe(4);
    expect(states).toEqual([]);
  });

  it('says that it is lost in less than three seconds', () => {
    expect(HEARTBEAT_MS + HEARTBEAT_TIMEOUT_MS).toBeLessThan(3000);
  });

  it('is made again by itself, with growing pauses, until it is there', async () => {
    const { session, far } = open();
    session.setWatched(true);
    await pass(0);
    far.pong = lost;
    await pass(HEARTBEAT_MS);
    expect(far.isClosed).toBe(true);
    expect(states[0]).toMatchObject({
      phase: 'reconnecting',
      problem: LOST.failure,
    });
    expect(dialled).toBe(1);
    expect(states.at(-1)).toMatchObject({
      ...{ phase: 'reconnecting', nextAttemptAtMs: Date.now() + 1000 },
      problem: REFUSED.failure,
    });
    await pass(1000 + 2000 + 4000);
    expect(dialled).toBe(4);
    expect(states.at(-1)).toMatchObject({ nextAttemptAtMs: Date.now() + 8000 });
    await pass(10 * 60_000);
    expect(states.at(-1)).toMatchObject({ phase: 'reconnecting' });

    dial = () => Promise.resolve(new FakeRemote());
    await pass(30_000);
    expect(states.at(-1)).toMatchObject({ phase: 'connected', remote: { remote: 1 } });
    const before = dialled;
    await pass(60_000);
    expect(dialled).toBe(before);
  });

  it('waits for a server that is silent no longer than for one that refuses', async () => {
    const { session, far } = open();
    session.setWatched(true);
    await pass(0);
    dial = ({ signal }) =>
      new Promise((_, reject) => {
        signal!.addEventListener('abort', () => {
          reject(LOST);
        });
      });
    far.pong = lost;
    await pass(HEARTBEAT_MS + 10_000);
    expect(states.at(-1)).toMatchObject({
      ...{ phase: 'reconnecting', problem: { code: 'connect-timed-out', timeoutMs: 10_000 } },
      nextAttemptAtMs: Date.now() + 1000,
    });
  });

  it('does not believe an answer that is awaited from a dead server', async () => {
    const { session, far } = open();
    session.setWatched(true);
    await pass(0);
    far.answer = () => new Promise(() => undefined);
    void session.ask((server) => server.list());
    // A living server that takes its time answers beside it.
    const beside = new FakeRemote();
    dial = () => Promise.resolve(beside);
    await pass(HEARTBEAT_MS);
    expect(beside.isClosed).toBe(true);
    expect(states).toEqual([]);
    dial = refused;
    await pass(HEARTBEAT_MS);
    expect(phases()[0]).toBe('reconnecting');
  });

  it('takes a refusal for a sign of life', async () => {
    const { session, far } = open();
    session.setWatched(true);
    far.pong = () =>
      Promise.reject(
        new FailureError({ code: 'refused', name: '', refusal: 'busy', message: 'Later.' }),
      );
    await pass(5 * HEARTBEAT_MS);
    expect(far.pings).toBe(6);
    expect(states).toEqual([]);
  });

  it('answers a request over a new connection when the old one turns out to be lost', async () => {
    const { session, far } = open();
    far.answer = lost;
    dial = () => Promise.resolve(new FakeRemote());
    expect(await session.ask((server) => server.list())).toEqual(LIST);
    expect(phases()).toEqual(['reconnecting', 'connected']);
  });

  it('tries at once when something is asked for during a pause', async () => {
    const { session, far } = open();
    session.setWatched(true);
    await pass(0);
    far.pong = lost;
    await pass(HEARTBEAT_MS);
    const before = dialled;
    await expect(session.ask((server) => server.list())).rejects.toBe(REFUSED);
    expect(dialled).toBe(before + 1);
    // The pause that was told is the one that is made.
    expect(states.at(-1)).toMatchObject({ nextAttemptAtMs: Date.now() + 2000 });
    await pass(1999);
    expect(dialled).toBe(before + 1);
    await pass(1);
    expect(dialled).toBe(before + 2);
  });

  it('tells nothing more once it is closed', async () => {
    const { session, far } = open();
    session.setWatched(true);
    await pass(0);
    far.pong = lost;
    const connected = Promise.withResolvers<EngineRemote>();
    dial = () => connected.promise;
    await pass(HEARTBEAT_MS);
    session.close();
    const late = new FakeRemote();
    connected.resolve(late);
    await pass(60_000);
    expect(late.isClosed).toBe(true);
    expect(phases()).toEqual(['reconnecting']);
    await expect(session.ask((server) => server.list())).rejects.toMatchObject({
      failure: { code: 'not-connected' },
    });
  });

  it('of a plain server tells when it answered last, and ends with its first failure', async () => {
    const { session, far } = open(new FakeRemote('plain'));
    session.setWatched(true);
    await pass(60_000);
    expect(far.pings).toBe(0);
    await session.ask((server) => server.list());
    expect(states.at(-1)).toMatchObject({ phase: 'connected', answeredAtMs: Date.now() });
    far.answer = refused;
    await expect(session.ask((server) => server.list())).rejects.toBe(REFUSED);
    expect(states.at(-1)).toMatchObject({
      ...{ phase: 'unreachable', wasConnected: true, problem: REFUSED.failure },
    });
  });

  it('gives up, and says why, where a person has to decide first', async () => {
    dial = () =>
      Promise.reject(
        new FailureError({ code: 'unauthorized', address, accessCode: 'wrong', message: 'No.' }),
      );
    const { session, far } = open();
    far.pong = lost;
    session.setWatched(true);
    await pass(0);
    expect(shutOuts).toEqual(['unauthorized']);
    await pass(60_000);
    expect(dialled).toBe(1);
  });
});
