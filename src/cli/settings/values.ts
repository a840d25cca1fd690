import { homedir } from 'node:os';
import { expandHome } from '../../host/folders/home-path.ts';
import { HIGHEST_PORT, parsePort } from '../../shared/endpoint.ts';
import type { Bytes, Milliseconds } from '../../shared/units.ts';
import { GIB, KIB, MAX_CACHE_CAPACITY } from '../../shared/units.ts';
import { readSize } from '../../shared/size-text.ts';
import { readDuration } from '../../shared/duration-text.ts';
import { HIGHEST_RATE, LONGEST_TIMEOUT_MS, LOWEST_RATE } from '../../shared/server-values.ts';
import { visibleText } from '../../shared/visible-text.ts';
import { usageError } from '../cli-error.ts';

/** A value that a setting cannot have; the message completes a sentence that begins with the setting's name. */
export class InvalidValue extends Error {
  constructor(requirement: string, text: string) {
    super(`${requirement}, not ${quote(text)}`);
    this.name = 'InvalidValue';
  }
}

/**
 * What `read` returns.
 *
 * @param name - of the setting, as the beginning of a sentence
 * @throws {CliError} usage, where `read` throws an {@link InvalidValue}
 */
export function readValue<Value>(name: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw error instanceof InvalidValue ? usageError(`${name} ${error.message}`) : error;
  }
}

/** Text as it was given, in quotation marks and fit for a terminal. */
export function quote(text: string): string {
  return `"${visibleText(text)}"`;
}

/** A parser of whole numbers within bounds. */
export function wholeNumber(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= minimum && value <= maximum)) {
      throw new InvalidValue(`must be a whole number from ${minimum} to ${maximum}`, text);
    }
    return value;
  };
}

const PORT_REQUIREMENT = `must be a number from 1 to ${HIGHEST_PORT}`;

/** A port to listen on; 0 lets the system choose. */
export function parseListenPort(text: string): number {
  return checkedPort(text, 0, `${PORT_REQUIREMENT} (or 0 for any free port)`);
}

/** A port to connect to. */
export function parseRemotePort(text: string): number {
  return checkedPort(text, 1, PORT_REQUIREMENT);
}

function checkedPort(text: string, lowest: 0 | 1, requirement: string): number {
  const port = parsePort(text, lowest);
  if (port === undefined) throw new InvalidValue(requirement, text);
  return port;
}

/** A cache size: bytes, or a number with a unit (`32MiB`, `500 kB`); 0 turns the cache off. */
export function parseCacheSize(text: string): Bytes {
  const size = readSize(text);
  if (!(size <= MAX_CACHE_CAPACITY)) {
    throw new InvalidValue('must be a size from 0 to 64MiB, such as 32MiB or 500kB', text);
  }
  return size;
}

/** The size at which a recording is begun anew. */
export function parseRecordSize(text: string): Bytes {
  const size = readSize(text);
  if (!(size >= 4 * KIB && size <= 1024 * GIB)) {
    throw new InvalidValue('must be a size from 4KiB to 1024GiB, such as 100MiB', text);
  }
  return size;
}

/** Bytes a second, written as a size is (`2MiB`); 0 is no limit, and overrides one that is set elsewhere. */
export function parseRate(text: string): Bytes {
  const rate = readSize(text);
  if (rate !== 0 && !(rate >= LOWEST_RATE && rate <= HIGHEST_RATE)) {
    throw new InvalidValue(
      'must be bytes a second from 16KiB up, such as 2MiB or 500kB, or 0 for no limit',
      text,
    );
  }
  return rate;
}

/** A parser of durations of at least `minimumMs` and at most a day; a bare number is seconds. */
export function duration(minimumMs: Milliseconds): (text: string) => Milliseconds {
  return (text) => {
    const value = readDuration(text);
    if (!(value >= minimumMs && value <= LONGEST_TIMEOUT_MS)) {
      throw new InvalidValue(
        `must be a time from ${minimumMs === 0 ? '0' : `${minimumMs}ms`} to 24h, such as 500ms, 10s or 2m`,
        text,
      );
    }
    return value;
  };
}

/** A parser of one of a few words. */
export function oneOf<Word extends string>(words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const word = words.find((each) => each === text);
    if (word === undefined) throw new InvalidValue(`must be ${listWords(words)}`, text);
    return word;
  };
}

function listWords(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

/** A switch, as the value of an environment variable. */
export function parseSwitch(text: string): boolean {
  const word = text.toLowerCase();
  if (['1', 'true', 'yes', 'on'].includes(word)) return true;
  if (['0', 'false', 'no', 'off'].includes(word)) return false;
  throw new InvalidValue('must be true or false (or 1, 0, yes, no, on, off)', text);
}

/** An address to listen on; an IPv6 one with or without the brackets that it has before a port. */
export function parseListenHost(text: string): string {
  return parseText(/^\[([^[\]]*)\]$/.exec(text)?.[1] ?? text);
}

/** A path; `~` at its beginning is the user's folder also where no shell has replaced it. */
export function parsePath(text: string): string {
  return expandHome(parseText(text), homedir());
}

/** Any text but none. */
export function parseText(text: string): string {
  if (text === '') throw new InvalidValue('must not be empty', text);
  return text;
}
