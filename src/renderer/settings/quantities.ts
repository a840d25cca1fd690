import { readDuration, writeDuration } from '../../shared/duration-text.ts';
import {
  HIGHEST_RATE,
  LONGEST_TIMEOUT_MS,
  LOWEST_RATE,
  MOST_CONNECTIONS,
  MOST_CONNECTIONS_PER_ADDRESS,
} from '../../shared/server-values.ts';
import { readSize } from '../../shared/size-text.ts';
import { formatBytes, MAX_CACHE_CAPACITY } from '../../shared/units.ts';

/** A number as a person writes it. */
export interface Quantity {
  /** `undefined` for what it cannot be. */
  readonly read: (typed: string) => number | undefined;
  readonly write: (value: number) => string;
}

/** Those of the settings. An empty text is 0 where that stands for no limit, or for automatic. */
export const QUANTITIES = {
  rate: {
    read: (typed) => {
      if (typed.trim() === '') return 0;
      const rate = readSize(typed.replace(/\/s$/, ''));
      return rate === 0 ? 0 : within(rate, LOWEST_RATE, HIGHEST_RATE);
    },
    write: (rate) => (rate === 0 ? '' : formatBytes(rate)),
  },
  cacheSize: {
    read: (typed) => within(readSize(typed), 0, MAX_CACHE_CAPACITY),
    write: (bytes) => (bytes === 0 ? '0' : formatBytes(bytes)),
  },
  connections: {
    read: (typed) => (typed.trim() === '' ? 0 : wholeNumber(typed, 1, MOST_CONNECTIONS)),
    write: (count) => (count === 0 ? '' : count.toFixed(0)),
  },
  connectionsPerAddress: {
    read: (typed) => wholeNumber(typed, 1, MOST_CONNECTIONS_PER_ADDRESS),
    write: (count) => count.toFixed(0),
  },
  timeout: {
    read: (typed) => within(readDuration(typed), 1, LONGEST_TIMEOUT_MS),
    write: writeDuration,
  },
  retryTime: {
    read: (typed) => within(readDuration(typed), 0, LONGEST_TIMEOUT_MS),
    write: (durationMs) => (durationMs === 0 ? '0' : writeDuration(durationMs)),
  },
} as const satisfies Record<string, Quantity>;

function wholeNumber(typed: string, least: number, most: number): number | undefined {
  return /^\d{1,9}$/.test(typed.trim()) ? within(Number(typed), least, most) : undefined;
}

function within(value: number, least: number, most: number): number | undefined {
  return value >= least && value <= most ? value : undefined;
}
