import { Writable } from 'node:stream';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { OutputBatch, OutputBufferPool } from './output-batch.ts';

const BUFFER_BYTES = 256 * 1024;

/** Takes writes like a socket; a write is done when the test says so. */
class Sink extends Writable {
  readonly writes: Buffer[] = [];
  readonly #done: (() => void)[] = [];

  constructor() {
    super({ highWaterMark: 1, decodeStrings: true });
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.writes.push(chunk);
    this.#done.push(done);
  }

  /** Lets every write be done, and those that waited behind it. */
  async drain(): Promise<void> {
    while (this.#done.length > 0) {
      this.#done.shift()!();
      await new Promise(setImmediate);
    }
  }

  get text(): string {
    return Buffer.concat(this.writes).toString();
  }
}

function batchOn(sink: Sink, pool = new OutputBufferPool()): OutputBatch {
  return new OutputBatch(sink as unknown as Socket, pool);
}

function append(batch: OutputBatch, bytes: Buffer): void {
  batch.part(bytes, 0, bytes.length);
}

describe('OutputBatch', () => {
  it('puts what comes together into one write', () => {
    const sink = new Sink();
    const batch = batchOn(sink);
    batch.text('Größe ');
    batch.begin(100);
    batch.text('and ');
    append(batch, Buffer.from('1 2'));
    expect(sink.writes).toHaveLength(0);
    batch.flush();
    batch.flush();
    expect(sink.writes.map(String)).toEqual(['Größe and 1 2']);
  });

  it('takes back what was begun, and nothing before it', () => {
    const sink = new Sink();
    const batch = batchOn(sink);
    batch.text('kept ');
    batch.begin(1000);
    batch.text('taken back');
    append(batch, Buffer.alloc(10, 'x'));
    batch.rollBack();
    batch.text('and more');
    batch.flush();
    expect(sink.text).toBe('kept and more');
  });

  it('begins a new write when an answer does not fit behind the others', async () => {
    const sink = new Sink();
    const batch = batchOn(sink);
    batch.text('first');
    batch.begin(BUFFER_BYTES - 3);
    append(batch, Buffer.alloc(BUFFER_BYTES - 10, 'x'));
    batch.rollBack();
    batch.text('second');
    batch.flush();
    await sink.drain();
    expect(sink.writes.map(String)).toEqual(['first', 'second']);
  });

  it('sends a text longer than its buffer whole, in its place', async () => {
    const sink = new Sink();
    const batch = batchOn(sink);
    const long = 'ä'.repeat(BUFFER_BYTES);
    batch.text('before ');
    batch.text(long);
    batch.text(' behind');
    batch.flush();
    await sink.drain();
    expect(sink.text === `before ${long} behind`).toBe(true);
  });

  it('uses a buffer again only when its write is done', async () => {
    const sink = new Sink();
    const batch = batchOn(sink);
    batch.text('one');
    batch.flush();
    batch.text('two');
    batch.flush();
    batch.text('three');
    batch.flush();
    await sink.drain();
    expect(sink.writes.map(String)).toEqual(['one', 'two', 'three']);

    const [spent] = sink.writes;
    batch.text('four');
    expect([...sink.writes].some(({ buffer }) => buffer === spent!.buffer)).toBe(true);
    batch.flush();
    await sink.drain();
    expect(sink.writes.at(-1)!.toString()).toBe('four');
    expect(sink.writes.map(({ buffer }) => buffer).slice(0, 3)).toContain(
      sink.writes.at(-1)!.buffer,
    );
  });
});
