import type { Socket } from 'node:net';
import { type Bytes, KIB } from '../../../../shared/units.ts';
import { copyShared } from '../../../cache/shared-copy.ts';
import { writeChunk } from './socket-writing.ts';

/**
 * What is encrypted in one go: two records (RFC 8446 section 5.1). Node keeps all that one write becomes
 * until the system has taken it; so little stays in the processor's cache on its way, and a slow client
 * holds no more.
 */
const STEP_BYTES: Bytes = 32 * KIB;

/**
 * Writes parts to a TLS socket as one text, in full records. Resolves when the bytes are no longer needed;
 * until then they must not change. Where nothing has to be joined, nothing is copied but by TLS itself:
 * corked writes would be, all of them.
 *
 * @throws Error when the socket was closed or failed before the system had taken all bytes.
 */
export async function writeEncrypted(socket: Socket, parts: readonly Buffer[]): Promise<void> {
  for (const step of stepsOf(parts)) await writeChunk(socket, step);
}

/** Pieces of {@link STEP_BYTES}, the last one shorter; those that lie in several parts are copies. */
function* stepsOf(parts: readonly Buffer[]): Generator<Buffer> {
  let joined: Buffer | undefined;
  let length = 0;
  for (const part of parts) {
    for (let start = 0; start < part.length;) {
      const taken = Math.min(STEP_BYTES - length, part.length - start);
      if (length === 0 && taken === STEP_BYTES) {
        yield part.subarray(start, start + taken);
      } else {
        joined ??= Buffer.allocUnsafe(STEP_BYTES);
        copyShared(part, { start, length: taken }, { target: joined, at: length });
        length += taken;
        if (length === STEP_BYTES) {
          yield joined;
          joined = undefined;
          length = 0;
        }
      }
      start += taken;
    }
  }
  if (joined !== undefined) yield joined.subarray(0, length);
}
