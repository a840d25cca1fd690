import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { crc32 } from 'node:zlib';
import { CacheIndex } from '../../src/engine/cache/cache-index.ts';
import type { Load, Piece } from '../../src/engine/cache/cache-types.ts';
import type { EntryVersion } from '../../src/engine/cache/entry-version.ts';
import type { EntryHandle } from '../../src/engine/cache/entry-handle.ts';
import { LOCK_WORD } from '../../src/engine/cache/header.ts';
import { Mutex } from '../../src/engine/cache/mutex.ts';
import { SharedCache } from '../../src/engine/cache/shared-cache.ts';
import { contentOf, versionOf } from '../../doubles/cache/content.ts';
import { entriesOf } from '../../doubles/cache/entries-of.ts';
import {
  TALLY,
  type Answer,
  type Order,
  type ThreadData,
} from '../../doubles/cache/thread-messages.ts';

/* A thread of the tests: uses the cache as a server would, and checks every byte that it gets. */

const { memory, worker, disk, stallsAt, tally = newTally() } = workerData as ThreadData;
const versions = new Int32Array(disk);
const counts = new Int32Array(tally);
const cache = new SharedCache(memory, { worker, now: clock() });
// As a server's thread does, whether it is the first of its number or the successor of a dead one.
const { pins, failedLoads } = cache.reclaim(worker);
Atomics.add(counts, TALLY.reclaimedPins, pins);
Atomics.add(counts, TALLY.failedLoads, failedLoads.length);
let answer = newAnswer();

function newAnswer() {
  return { served: 0, copied: 0, refused: 0, loaded: 0, followed: 0, detail: undefined as unknown };
}

function newTally(): SharedArrayBuffer {
  return new SharedArrayBuffer(TALLY.words * Int32Array.BYTES_PER_ELEMENT);
}

/** Tells the time, until the call at which it is to stop: then nothing of this thread goes on. */
function clock(): () => number {
  let calls = 0;
  return () => {
    calls += 1;
    if (calls === stallsAt) {
      Atomics.add(counts, TALLY.stalled, 1);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    }
    return Date.now();
  };
}

function nameOf(file: number): string {
  return `folder/file-${String(file)}`;
}

/** The size is made up from the version: mostly small, some of several extents, some empty. */
function sizeOf(file: number, version: number): number {
  const mixed = Math.imul(file * 31 + version + 1, 0x9e3779b1) >>> 0;
  if (mixed % 16 === 0) return (mixed >>> 8) % 3_000_000;
  return mixed % 16 === 1 ? 0 : (mixed >>> 8) % 60_000;
}

function check(piece: Piece, version: EntryVersion): void {
  const { offset, bytes } = piece;
  const [file, count] = [Number(version.inode), Number(version.modifiedNs)];
  assert.ok(offset + bytes.length <= version.size, 'piece reaches past the end');
  const expected = contentOf(file, count, offset, bytes.length);
  assert.ok(bytes.equals(expected), `wrong bytes in ${String(file)} at ${String(offset)}`);
  Atomics.add(counts, TALLY.bytesChecked, bytes.length);
  // As the first reader who needs it does; by another thread, it must be the same.
  if (piece.crc32 === undefined) piece.keepCrc32(crc32(expected));
  assert.equal(piece.crc32, crc32(expected));
}

async function fill(load: Load, turns: () => number, fail = false): Promise<boolean> {
  const { version, size } = load.entry;
  for (let offset = 0; offset < size;) {
    const piece = load.pinForWriting(offset);
    if (piece === undefined) return false;
    // As an asynchronous read would: the entry may leave while the bytes arrive.
    for (let turn = turns(); turn > 0; turn--) await nextTurn();
    contentOf(Number(version.inode), Number(version.modifiedNs), offset, piece.bytes.length).copy(
      piece.bytes,
    );
    const goesOn = load.advance(piece);
    check(piece, version);
    offset += piece.bytes.length;
    cache.unpin(piece);
    if (!goesOn) return false;
  }
  if (fail) {
    load.fail();
    return false;
  }
  answer.loaded++;
  return load.publish();
}

/** Reads an entry to its end, waiting for its load; `false` when it left on the way. */
async function follow(entry: EntryHandle): Promise<boolean> {
  for (let offset = 0; offset < entry.size;) {
    const loaded = cache.loadedBytes(entry);
    if (loaded === 'gone') return false;
    if (loaded <= offset) {
      answer.followed++;
      await cache.waitForLoad(entry, offset);
      continue;
    }
    const piece = cache.pin(entry, offset);
    if (piece === undefined) return false;
    check(piece, entry.version);
    offset = piece.offset + piece.bytes.length;
    cache.unpin(piece);
  }
  answer.served++;
  return true;
}

/** Copies a part of an entry that may have left long ago: right bytes, or none. */
function copy(entry: EntryHandle, from: number): void {
  const { size, version } = entry;
  const end = Math.min(size, from + 65_536);
  const target = Buffer.alloc(end - from + 2, 0xaa);
  if (!cache.copy(entry, { from, end }, { target, at: 1 })) {
    answer.refused++;
    return;
  }
  const expected = contentOf(Number(version.inode), Number(version.modifiedNs), from, end - from);
  assert.ok(target.subarray(1, -1).equals(expected), `wrong copy of ${entry.name}`);
  assert.ok(target[0] === 0xaa && target.at(-1) === 0xaa, 'copied beyond its place');
  answer.copied++;
}

async function play(operations: number, seed: number): Promise<void> {
  let state = seed;
  const random = (below: number): number => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return (state >>> 9) % below;
  };
  const running = new Set<Promise<unknown>>();
  const kept: { piece: Piece; version: EntryVersion }[] = [];
  const handles: EntryHandle[] = [];
  const start = (work: Promise<unknown>): void => {
    running.add(work);
    void work.finally(() => running.delete(work));
  };
  for (let count = 0; count < operations && Atomics.load(counts, TALLY.stop) === 0; count++) {
    Atomics.add(counts, TALLY.operations, 1);
    const file = random(versions.length);
    const entry = cache.lookUp(nameOf(file));
    const dice = random(100);
    if (dice < 70) {
      if (entry === undefined) {
        const version = Atomics.load(versions, file);
        const reservation = cache.reserve(
          nameOf(file),
          versionOf(file, version, sizeOf(file, version)),
        );
        if (reservation.kind === 'reserved') {
          start(fill(reservation.load, () => random(3), dice < 3));
        } else if (reservation.kind === 'present') {
          start(follow(reservation.entry));
        }
      } else {
        cache.countHit(entry);
        start(follow(entry));
        handles[random(20)] = entry;
      }
    } else if (dice < 80) {
      // A slow reader: keeps its piece over whatever happens to the entry.
      const piece = entry && cache.pin(entry, random(entry.size + 1));
      if (entry && piece) kept.push({ piece, version: entry.version });
    } else if (dice < 90) {
      const [slow] = kept.splice(random(kept.length + 1), 1);
      if (slow !== undefined) {
        check(slow.piece, slow.version);
        cache.unpin(slow.piece);
      }
    } else if (dice < 95) {
      Atomics.add(versions, file, 1);
      cache.evict(nameOf(file), 'changed');
    } else if (dice < 97) {
      const entries = entriesOf(cache);
      const listed = entries.reduce((sum, { size }) => sum + size, 0);
      assert.ok(listed <= memory.capacityBytes, 'listed bytes over the capacity');
      assert.equal(new Set(entries.map(({ name }) => name)).size, entries.length, 'listed twice');
      for (let at = 1; at < entries.length; at++) {
        assert.ok((entries[at]?.cachedAtMs ?? 0) >= (entries[at - 1]?.cachedAtMs ?? 0), 'order');
      }
    } else if (dice < 99) {
      const { usedBytes, heldBytes, capacityBytes } = cache.usage();
      assert.ok(usedBytes <= capacityBytes && heldBytes <= usedBytes, 'usage over the capacity');
    } else if (random(5) === 0) {
      cache.clear();
    }
    const known = handles[random(20)];
    if (known !== undefined) copy(known, random(known.size + 1));
    if (running.size > 8) await Promise.race(running);
    if (kept.length > 5) cache.unpin((kept.shift() ?? assert.fail()).piece);
  }
  await Promise.all(running);
  for (const { piece, version } of kept) {
    check(piece, version);
    cache.unpin(piece);
  }
}

async function handle(order: Order): Promise<void> {
  switch (order.kind) {
    case 'play':
      await play(order.operations, order.seed);
      break;
    case 'fetch': {
      const version = versionOf(order.file, 1, order.size);
      const reservation = cache.reserve(nameOf(order.file), version);
      answer.detail = reservation.kind;
      if (reservation.kind === 'reserved') await fill(reservation.load, () => 2);
      else if (reservation.kind === 'present') assert.ok(await follow(reservation.entry));
      break;
    }
    case 'pin': {
      const entry = cache.lookUp(nameOf(order.file)) ?? assert.fail('not there');
      assert.ok(cache.pin(entry, 0));
      break;
    }
    case 'reserve': {
      const version = versionOf(order.file, 1, order.size);
      const reservation = cache.reserve(nameOf(order.file), version);
      assert.ok(reservation.kind === 'reserved' && reservation.load.pinForWriting(0));
      break;
    }
    case 'wreck': {
      const { header } = new CacheIndex(memory);
      new Mutex(header.words, LOCK_WORD, worker).lock();
      header.oldest = header.newest = header.cursor = header.firstSegment = 1_000_003;
      header.segmentsUsed = header.usedBytes = header.buckets = header.freeRuns = 1_000_003;
      for (let power = 0; power < 27; power++) header.setFirstRun(power, 1_000_003);
      new Int32Array(memory.index.buckets).fill(77, 0, 1000);
      break;
    }
    case 'usage':
      answer.detail = cache.usage();
  }
}

parentPort?.on('message', (order: Order) => {
  answer = newAnswer();
  void handle(order).then(() => {
    parentPort?.postMessage(answer satisfies Answer);
  });
});
