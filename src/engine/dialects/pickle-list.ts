import { MIB } from '../../shared/units.ts';
import type { Bytes } from '../../shared/units.ts';
import { decodeRawUnicodeEscape, decodeSurrogatePass } from './pickle-text.ts';
import { WireError } from './wire-error.ts';

/** Bounds on a pickled list from a server that is not trusted. */
export interface PickleLimits {
  /** Longest pickle, and most text in all its strings together. Default 16 MiB. */
  readonly maxBytes: Bytes;
  /** Most strings in the list. Default 1,000,000. */
  readonly maxStrings: number;
}

const DEFAULT_LIMITS: PickleLimits = { maxBytes: 16 * MIB, maxStrings: 1_000_000 };

/** The opcodes that CPython writes for a list of str, `Lib/pickletools.py`. */
const OP = {
  mark: 0x28,
  stop: 0x2e,
  unicode: 0x56,
  binUnicode: 0x58,
  emptyList: 0x5d,
  append: 0x61,
  appends: 0x65,
  get: 0x67,
  binGet: 0x68,
  longBinGet: 0x6a,
  list: 0x6c,
  put: 0x70,
  binPut: 0x71,
  longBinPut: 0x72,
  proto: 0x80,
  shortBinUnicode: 0x8c,
  binUnicode8: 0x8d,
  memoize: 0x94,
  frame: 0x95,
} as const;

const LINE_FEED = 0x0a;
const MAX_PROTOCOL = 5;
/** The longest decimal number behind GET and PUT: 2^32 has ten digits. */
const MEMO_INDEX = /^\d{1,10}$/;

const MARK = Symbol('mark');
const LIST = Symbol('list');
type StackItem = string | typeof MARK | typeof LIST;

/** Thrown and caught inside the decoder only: an opcode's bytes have not all arrived. */
const INCOMPLETE = new Error('incomplete');

/**
 * Reads a Python pickle that holds a list of str and nothing else, as it arrives. It knows only the
 * opcodes that CPython writes for such a list in protocols 0 to 5, refuses every other with
 * {@link WireError}, and never evaluates anything.
 */
export class PickledStringsDecoder {
  readonly #limits: PickleLimits;
  #bytes = Buffer.alloc(0);
  #length = 0;
  /** The first opcode that was not carried out, and how far the one being read has come. */
  #begin = 0;
  #offset = 0;
  /** How far a line that has no end yet was searched, so that it is not searched again. */
  #searched = 0;

  readonly #stack: StackItem[] = [];
  readonly #memo = new Map<number, string | typeof LIST>();
  readonly #strings: string[] = [];
  #hasList = false;
  #textLength = 0;
  #stringCount = 0;
  #complete = false;

  constructor(limits: Partial<PickleLimits> = {}) {
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
  }

  /** The strings, once the pickle is complete; `undefined` before. */
  get strings(): readonly string[] | undefined {
    return this.#complete ? this.#strings : undefined;
  }

  /**
   * Takes the next bytes (they are copied) and says whether the pickle is complete.
   * @throws WireError for what is not a list of str, is over a limit, or goes on after its end
   */
  push(chunk: Uint8Array): boolean {
    this.#keep(chunk);
    try {
      while (!this.#complete) {
        this.#step();
        this.#begin = this.#offset;
      }
    } catch (reason) {
      if (reason !== INCOMPLETE) throw reason;
      this.#offset = this.#begin;
    }
    if (this.#complete && this.#offset < this.#length) {
      throw new WireError('The list goes on after its end.');
    }
    return this.#complete;
  }

  #keep(chunk: Uint8Array): void {
    const length = this.#length + chunk.length;
    if (length > this.#limits.maxBytes) {
      throw new WireError(`The list is longer than ${this.#limits.maxBytes} bytes.`);
    }
    if (length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(1024, length, 2 * this.#bytes.length));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#bytes.set(chunk, this.#length);
    this.#length = length;
  }

  #step(): void {
    const opcode = this.#byte();
    switch (opcode) {
      case OP.proto:
        if (this.#begin !== 0 || this.#byte() > MAX_PROTOCOL) throw notAList();
        return;
      case OP.frame:
        // Frames only say how much to read at once; the opcodes in them are the same.
        if (this.#uint64() > this.#limits.maxBytes) throw notAList();
        return;
      case OP.emptyList: {
        this.#beginList();
        return;
      }
      case OP.list:
        if (this.#stack.pop() !== MARK) throw notAList();
        {
          this.#beginList();
          return;
        }
      case OP.mark:
        // At most one mark below the list and one above it, so marks cannot pile up.
        if (this.#stack.at(-1) === MARK) throw notAList();
        this.#stack.push(MARK);
        return;
      case OP.unicode: {
        this.#pushString(decodeRawUnicodeEscape(this.#line()));
        return;
      }
      case OP.shortBinUnicode: {
        this.#pushString(decodeSurrogatePass(this.#take(this.#byte())));
        return;
      }
      case OP.binUnicode: {
        this.#pushString(decodeSurrogatePass(this.#take(this.#uint32())));
        return;
      }
      case OP.binUnicode8: {
        this.#pushString(decodeSurrogatePass(this.#take(this.#uint64())));
        return;
      }
      case OP.put: {
        this.#put(this.#decimal());
        return;
      }
      case OP.binPut: {
        this.#put(this.#byte());
        return;
      }
      case OP.longBinPut: {
        this.#put(this.#uint32());
        return;
      }
      case OP.memoize: {
        this.#put(this.#memo.size);
        return;
      }
      case OP.get: {
        this.#get(this.#decimal());
        return;
      }
      case OP.binGet: {
        this.#get(this.#byte());
        return;
      }
      case OP.longBinGet: {
        this.#get(this.#uint32());
        return;
      }
      case OP.append: {
        this.#append();
        return;
      }
      case OP.appends: {
        this.#appendAll();
        return;
      }
      case OP.stop:
        if (this.#stack.length !== 1 || this.#stack[0] !== LIST) throw notAList();
        this.#complete = true;
        return;
      default:
        throw notAList();
    }
  }

  #beginList(): void {
    if (this.#hasList || this.#stack.length > 0) throw notAList();
    this.#hasList = true;
    this.#stack.push(LIST);
  }

  #pushString(text: string): void {
    // The text is counted each time it is used, or a few bytes could stand for very much of it.
    this.#textLength += text.length;
    this.#stringCount += 1;
    if (this.#textLength > this.#limits.maxBytes || this.#stringCount > this.#limits.maxStrings) {
      throw new WireError('The list holds too many or too long names.');
    }
    this.#stack.push(text);
  }

  #put(index: number): void {
    const top = this.#stack.at(-1);
    if (top === undefined || top === MARK) throw notAList();
    this.#memo.set(index, top);
  }

  #get(index: number): void {
    const text = this.#memo.get(index);
    if (typeof text !== 'string') throw notAList();
    this.#pushString(text);
  }

  #append(): void {
    const text = this.#stack.pop();
    if (typeof text !== 'string' || this.#stack.at(-1) !== LIST) throw notAList();
    this.#strings.push(text);
  }

  #appendAll(): void {
    const mark = this.#stack.lastIndexOf(MARK);
    if (mark < 1 || this.#stack[mark - 1] !== LIST) throw notAList();
    for (const item of this.#stack.splice(mark).slice(1)) {
      if (typeof item !== 'string') throw notAList();
      this.#strings.push(item);
    }
  }

  #byte(): number {
    return this.#take(1)[0] as number;
  }

  #uint32(): number {
    return this.#take(4).readUInt32LE(0);
  }

  #uint64(): number {
    const value = this.#take(8).readBigUInt64LE(0);
    if (value > BigInt(this.#limits.maxBytes)) throw notAList();
    return Number(value);
  }

  #decimal(): number {
    const digits = this.#line().toString('latin1');
    if (!MEMO_INDEX.test(digits)) throw notAList();
    return Number(digits);
  }

  #take(length: number): Buffer {
    if (length > this.#limits.maxBytes) throw notAList();
    if (this.#offset + length > this.#length) throw INCOMPLETE;
    this.#offset += length;
    return this.#bytes.subarray(this.#offset - length, this.#offset);
  }

  #line(): Buffer {
    const from = Math.max(this.#offset, this.#searched);
    const found = this.#bytes.subarray(0, this.#length).indexOf(LINE_FEED, from);
    this.#searched = this.#length;
    if (found === -1) throw INCOMPLETE;
    const line = this.#bytes.subarray(this.#offset, found);
    this.#offset = found + 1;
    this.#searched = this.#offset;
    return line;
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

function notAList(): WireError {
  return new WireError('The answer is not a pickled list of names.');
}
