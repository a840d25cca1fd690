import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { ServerHandle } from '../../../src/engine/server/server-handle.ts';

/** Longer than anything takes that comes to an end, on a busy machine. */
export const MAX_WAIT_MS = 20_000;

/** No transfer goes on and no pin holds memory once all clients have left. */
export async function expectNothingLeft(handle: ServerHandle): Promise<void> {
  for (const giveUpAtMs = performance.now() + MAX_WAIT_MS; ;) {
    await handle.clear();
    const transfers = await handle.transfers();
    const cache = handle.cacheUsage();
    const { counters } = handle.status();
    const left = transfers.length + counters.connectionsOpen + cache.usedBytes + cache.heldBytes;
    if (left === 0) return;
    assert.ok(
      performance.now() < giveUpAtMs,
      `left behind: ${JSON.stringify({ cache, transfers, open: counters.connectionsOpen })}`,
    );
    await pause(5);
  }
}

/** @throws AssertionError, with `otherwise`, after {@link MAX_WAIT_MS} */
export async function withinTime<Value>(work: Promise<Value>, otherwise: string): Promise<Value> {
  const enough = new AbortController();
  const late = pause(MAX_WAIT_MS, undefined, { signal: enough.signal }).then(
    () => assert.fail(otherwise),
    () => undefined as never,
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    enough.abort();
  }
}
