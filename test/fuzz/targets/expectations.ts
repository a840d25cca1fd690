import assert from 'node:assert/strict';
import { WireError } from '../../../src/engine/dialects/wire-error.ts';

const ACTS_ON_TERMINALS = /[\u0000-\u001f\u007f-\u009f]/;

/** A message for a person: something, on one line, and no longer than one reads. */
export function expectMessage(message: string, maxLength = 300): void {
  assert.ok(message.length > 0, 'the message is empty');
  assert.ok(message.length <= maxLength, `the message has ${message.length} characters`);
  assert.ok(!ACTS_ON_TERMINALS.test(message), 'the message holds control characters');
}

/**
 * What a decoder gives, or `undefined` where it refused by the one error that it may refuse with.
 * @throws whatever else it threw
 */
export function decoded<Value>(decode: () => Value): Value | undefined {
  try {
    return decode();
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    expectMessage(error.message);
    return undefined;
  }
}

/** A count as the wire has them. */
export function expectCount(value: number, most = Number.MAX_SAFE_INTEGER): void {
  assert.ok(Number.isSafeInteger(value) && value >= 0 && value <= most, `${value} is no count`);
}

/** A value as JSON gives it back: without the difference between 0 and -0, which no reader can see. */
export function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
