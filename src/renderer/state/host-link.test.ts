import { describe, expect, it, vi } from 'vitest';
import type { Transport } from '../../shared/transport.ts';
import { sceneOf } from '../../../doubles/scripted-host/scenes.ts';
import { ScriptedHost } from '../../../doubles/scripted-host/scripted-host.ts';
import { HostLink } from './host-link.ts';
import { createPanelStore } from './panel-state.ts';

/** Two transports that are each other's far end; either's closing closes both. */
function createPair(): [Transport, Transport] {
  let isClosed = false;
  const receivers: (((message: unknown) => void) | undefined)[] = [undefined, undefined];
  const early: unknown[][] = [[], []];
  const closeListeners: (() => void)[] = [];
  const end = (own: 0 | 1): Transport => ({
    send(message) {
      if (isClosed) return;
      const far = own === 0 ? 1 : 0;
      const copy: unknown = JSON.parse(JSON.stringify(message));
      const receive = receivers[far];
      if (receive === undefined) early[far]!.push(copy);
      else queueMicrotask(() => receive(copy));
    },
    onMessage(receive) {
      receivers[own] = receive;
      for (const message of early[own]!.splice(0)) receive(message);
    },
    onClose(closed) {
      closeListeners.push(closed);
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      for (const closed of closeListeners.splice(0)) closed();
    },
  });
  return [end(0), end(1)];
}

function connect(scene: Parameters<typeof sceneOf>[0]) {
  const store = createPanelStore();
  const host = new ScriptedHost(sceneOf(scene, 1_790_000_000_000));
  const ends: Transport[] = [];
  const timers: { run: () => void; delayMs: number }[] = [];
  let isUp = true;
  const link = new HostLink({
    store,
    openTransport: () => {
      const [panelEnd, hostEnd] = createPair();
      ends.push(panelEnd);
      if (isUp) host.attach(hostEnd);
      return panelEnd;
    },
    now: () => 1_790_000_000_000,
    startTimer: (run, delayMs) => {
      const timer = { run, delayMs };
      timers.push(timer);
      return () => timers.splice(timers.indexOf(timer), 1);
    },
  });
  link.start();
  const isOpen = (): Promise<void> =>
    vi.waitFor(() => expect(store.getState().hostLink).toBe('open'));
  return { store, host, link, ends, timers, isOpen, setUp: (up: boolean) => (isUp = up) };
}

describe('the link to the host', () => {
  it('fills the store and keeps it up to date', async () => {
    const { store, host, isOpen } = connect('running');
    await isOpen();
    const { cache, server, downloads, log, throughput } = store.getState();
    expect(cache.usage.entries).toBe(112);
    expect(server?.phase).toBe('running');
    expect(downloads.downloads.length).toBeGreaterThan(0);
    expect(log.length).toBeGreaterThan(0);
    expect(throughput).toHaveLength(120);

    const [oldest] = host.cached;
    host.changeCache({ removed: [oldest!.name], added: [], changed: [] });
    await vi.waitFor(() => expect(store.getState().cache.usage.entries).toBe(111));
  });

  it('says so when the host goes, tries again later each time, and recovers', async () => {
    const { store, ends, timers, isOpen, setUp, link } = connect('running');
    await isOpen();
    setUp(false);
    timers.length = 0;
    ends.at(-1)!.close();
    expect(store.getState()).toMatchObject({ hostLink: 'lost', lostAtMs: 1_790_000_000_000 });
    await expect(link.call('server.status', {})).rejects.toMatchObject({
      failure: { code: 'host-disconnected' },
    });

    const first = timers.pop()!;
    first.run();
    ends.at(-1)!.close();
    const second = timers.findLast(({ delayMs }) => delayMs < 10_000)!;
    expect(second.delayMs).toBeGreaterThan(first.delayMs);

    setUp(true);
    timers.splice(timers.indexOf(second), 1);
    second.run();
    await isOpen();
    expect(store.getState().lostAtMs).toBeUndefined();
    expect(store.getState().cache.usage.entries).toBe(112);
  });

  it('announces what happens to the server and to batches', async () => {
    const { store, host, isOpen } = connect('running');
    await isOpen();
    host.setServer({ phase: 'stopped' });
    await vi.waitFor(() => expect(store.getState().announcement.text).toBe('Server stopped.'));
    const finished = { batch: 1, done: 3, failed: 0, canceled: 0, skipped: 0, omitted: 0 };
    host.emit('downloadsFinished', { ...finished, verified: true });
    await vi.waitFor(() =>
      expect(store.getState().announcement.text).toBe('3 files downloaded and verified.'),
    );
    host.emit('downloadsFinished', { ...finished, canceled: 2, omitted: 1, verified: false });
    await vi.waitFor(() =>
      expect(store.getState().announcement.text).toBe(
        '3 files downloaded, not verified, 2 canceled, 1 left out by the server.',
      ),
    );
  });

  it('handles the commands of the native menu', async () => {
    const { store, host, isOpen } = connect('stopped');
    await isOpen();
    host.emit('commandChosen', { command: 'focus-address' });
    await vi.waitFor(() => expect(store.getState().pane).toBe('fetch'));
    host.emit('commandChosen', { command: 'toggle-server' });
    await vi.waitFor(() => expect(store.getState().server?.phase).toBe('running'));
  });
});
