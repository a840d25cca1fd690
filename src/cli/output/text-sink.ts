import { fstatSync, writeSync } from 'node:fs';
import type { Bytes } from '../../shared/units.ts';

/** Why text could not be written. */
export interface WriteFailure {
  /** The system's code, such as `ENOSPC`. */
  readonly code: string;
  /** `false`: some of the text is in the file, and the rest goes there before anything else. */
  readonly isLost: boolean;
}

/** Where text goes. A failure is reported for each text; later ones may succeed again. */
export interface TextSink {
  write(text: string, written: (failure: WriteFailure | undefined) => void): void;
  /** What was accepted and has not left the process. */
  waitingBytes(): Bytes;
}

/** The sink of a standard stream. */
export function openSink(stream: NodeJS.WriteStream): TextSink {
  const fd = (stream as { readonly fd?: number }).fd;
  return fd !== undefined && isFile(fd) ? new FileSink(fd) : new StreamSink(stream);
}

function isFile(fd: number): boolean {
  try {
    return fstatSync(fd).isFile();
  } catch {
    return false;
  }
}

/**
 * Node's own stream for a file takes a short write for a whole one: on a disk that fills, a line
 * would be cut and the next one glued to it.
 */
class FileSink implements TextSink {
  readonly #fd: number;
  /** What is missing of a text that was written in part. */
  #rest: Uint8Array = Buffer.alloc(0);

  constructor(fd: number) {
    this.#fd = fd;
  }

  write(text: string, written: (failure: WriteFailure | undefined) => void): void {
    const rest = this.#put(this.#rest);
    this.#rest = rest.left;
    if (rest.code !== undefined) {
      written({ code: rest.code, isLost: true });
      return;
    }
    const bytes = Buffer.from(text);
    const { left, code } = this.#put(bytes);
    if (code === undefined) {
      written(undefined);
      return;
    }
    const isLost = left.length === bytes.length;
    if (!isLost) this.#rest = left;
    written({ code, isLost });
  }

  waitingBytes(): Bytes {
    return this.#rest.length;
  }

  #put(bytes: Uint8Array): { readonly left: Uint8Array; readonly code?: string } {
    let left = bytes;
    try {
      while (left.length > 0) left = left.subarray(writeSync(this.#fd, left));
    } catch (error) {
      return { left, code: codeOf(error) };
    }
    return { left };
  }
}

/** Pipes, sockets, terminals and devices. */
class StreamSink implements TextSink {
  readonly #stream: NodeJS.WriteStream;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
    // Each write reports its own failure; without a listener the first one would end the process.
    stream.on('error', () => undefined);
  }

  write(text: string, written: (failure: WriteFailure | undefined) => void): void {
    this.#stream.write(text, (error) => {
      written(error ? { code: codeOf(error), isLost: true } : undefined);
    });
  }

  waitingBytes(): Bytes {
    return this.#stream.writableLength;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
