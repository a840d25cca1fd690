import { isUtf8 } from 'node:buffer';
import { WireError } from './wire-error.ts';

/**
 * Reads one line of JSON from a server that is not trusted, field by field: every reader gives a value
 * of the type and range asked for, or throws {@link WireError} naming the line and the field.
 */
export class WireFields {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #what: string;

  /** @param what the line, for a person: `the header of a file` */
  constructor(fields: unknown, what: string) {
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
      throw new WireError(`${capitalized(what)} is not a JSON object.`);
    }
    this.#fields = fields as Record<string, unknown>;
    this.#what = what;
  }

  static parse(line: Uint8Array, what: string): WireFields {
    if (!isUtf8(line)) throw new WireError(`${capitalized(what)} is not valid UTF-8.`);
    const text = Buffer.from(line.buffer, line.byteOffset, line.length).toString('utf8');
    let fields: unknown;
    try {
      fields = JSON.parse(text);
    } catch {
      throw new WireError(`${capitalized(what)} is not a line of JSON.`);
    }
    return new WireFields(fields, what);
  }

  /** A field as it came, unchecked; `undefined` when missing. */
  value(field: string): unknown {
    return this.has(field) ? this.#fields[field] : undefined;
  }

  has(field: string): boolean {
    return Object.hasOwn(this.#fields, field);
  }

  /** @param maxLength in UTF-16 code units */
  string(field: string, maxLength: number): string {
    const value = this.#get(field);
    if (typeof value !== 'string') throw this.#wrong(field, 'a string');
    if (value.length > maxLength) throw this.#wrong(field, `at most ${maxLength} characters long`);
    return value;
  }

  /** A non-negative safe integer. */
  count(field: string, max: number = Number.MAX_SAFE_INTEGER): number {
    const value = this.#get(field);
    if (!Number.isSafeInteger(value) || (value as number) < 0 || (value as number) > max) {
      throw this.#wrong(field, `an integer from 0 to ${max}`);
    }
    return value as number;
  }

  /** A finite, non-negative number. */
  amount(field: string, max: number = Number.MAX_VALUE): number {
    const value = this.#get(field);
    if (typeof value !== 'number' || !(value >= 0 && value <= max)) {
      throw this.#wrong(field, `a number from 0 to ${max}`);
    }
    return value;
  }

  boolean(field: string): boolean {
    const value = this.#get(field);
    if (typeof value !== 'boolean') throw this.#wrong(field, 'true or false');
    return value;
  }

  oneOf<T extends string>(field: string, values: readonly T[]): T {
    const value = this.#get(field);
    const found = values.find((candidate) => candidate === value);
    if (found === undefined) throw this.#wrong(field, `one of ${values.join(', ')}`);
    return found;
  }

  /** An ISO 8601 date in UTC, as milliseconds since 1970. */
  date(field: string): number {
    const value = this.#get(field);
    const epochMs = typeof value === 'string' && ISO_DATE.test(value) ? Date.parse(value) : NaN;
    if (Number.isNaN(epochMs)) throw this.#wrong(field, 'an ISO 8601 date in UTC');
    return epochMs;
  }

  array(field: string, maxLength: number): readonly unknown[] {
    const value = this.#get(field);
    if (!Array.isArray(value)) throw this.#wrong(field, 'an array');
    if (value.length > maxLength) throw this.#wrong(field, `at most ${maxLength} items long`);
    return value;
  }

  strings(field: string, maxItems: number, maxLength: number): string[] {
    return this.array(field, maxItems).map((item) => {
      if (typeof item === 'string' && item.length <= maxLength) return item;
      throw this.#wrong(field, `strings of at most ${maxLength} characters`);
    });
  }

  object(field: string): WireFields {
    return new WireFields(this.#get(field), `"${field}" in ${this.#what}`);
  }

  objects(field: string, maxLength: number): WireFields[] {
    return this.array(field, maxLength).map(
      (item) => new WireFields(item, `an item of "${field}" in ${this.#what}`),
    );
  }

  /** All fields by name, each a finite, non-negative number. The names are the sender's. */
  amounts(maxFields: number): Readonly<Record<string, number>> {
    const fields = Object.entries(this.#fields);
    const isAmount = (value: unknown): boolean => Number.isFinite(value) && Number(value) >= 0;
    if (fields.length > maxFields || !fields.every(([, value]) => isAmount(value))) {
      throw new WireError(
        `${capitalized(this.#what)} must hold at most ${maxFields} numbers, none below 0.`,
      );
    }
    return this.#fields as Readonly<Record<string, number>>;
  }

  /** The error that says what a field must be. */
  #wrong(field: string, expected: string): WireError {
    return new WireError(`In ${this.#what}, "${field}" must be ${expected}.`);
  }

  #get(field: string): unknown {
    if (!this.has(field)) throw new WireError(`In ${this.#what}, "${field}" is missing.`);
    return this.#fields[field];
  }
}

/** `Date.parse` alone accepts much more than ISO 8601. */
const ISO_DATE = /^(?:\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
