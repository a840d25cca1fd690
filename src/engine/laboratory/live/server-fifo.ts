import { MAX_ENTRIES } from '../../cache/bounds.ts';
import type { Bytes } from '../../../shared/units.ts';
import type { ObjectKey } from '../object-key.ts';
import { Fifo } from '../policies/fifo.ts';
import { NONE } from '../policies/slot-table.ts';

/**
 * The rule of the server's own cache, of which it is to be the exact image: bounded in entries, and without the
 * bytes that are still being read after their entry has left.
 */
export class ServerFifo extends Fifo {
  constructor(capacity: Bytes) {
    super({ capacity, maxObjects: MAX_ENTRIES });
  }

  holds(key: ObjectKey): boolean {
    return this.table.find(key) !== NONE;
  }

  /** A miss of a file that the server put into its cache. */
  enterBeside(key: ObjectKey, size: Bytes, heldBytes: Bytes): void {
    const room = this.capacity - heldBytes;
    while (
      this.table.count > 0 &&
      (this.usedBytes + size > room || this.table.count >= MAX_ENTRIES)
    )
      this.drop(this.victim());
    this.admit(key, size);
  }
}
