import type { Bytes } from '../../shared/units.ts';

/** Bounds on a pickled list from a server that is not trusted. */
export interface PickleLimits {
  /** Longest pickle, default 16 MiB. */
  readonly maxBytes: Bytes;
  /** Most strings in the list, default 1,000,000. */
  readonly maxStrings: number;
}

/**
 * Reads a Python pickle that holds a list of str and nothing else, as it arrives. It knows only the
 * opcodes that CPython writes for such a list in protocols 0 to 5, refuses every other with
 * {@link WireError}, and never evaluates anything.
 */
export class PickledStringsDecoder {
  constructor(limits: Partial<PickleLimits> = {}) {
    void limits;
  }

  /**
   * Takes the next bytes (they are copied) and says whether the pickle is complete.
   * @throws WireError for anything that is not a list of str, that is too long, or that goes on after its end
   */
  push(chunk: Uint8Array): boolean {
    void chunk;
    throw new Error('in work');
  }

  /** The strings, once complete; `undefined` before. */
  get strings(): readonly string[] | undefined {
    throw new Error('in work');
  }
}

/** Reads a whole pickle at once; `undefined`: it is not complete. See {@link PickledStringsDecoder}. */
export function decodePickledStrings(
  bytes: Uint8Array,
  limits: Partial<PickleLimits> = {},
): readonly string[] | undefined {
  const decoder = new PickledStringsDecoder(limits);
  decoder.push(bytes);
  return decoder.strings;
}
