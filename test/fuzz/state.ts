import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Range } from './messages.ts';
import type { Failure } from './play.ts';

/** How far one target has come. */
export interface Progress {
  /** The first index that was never handed out. */
  next: number;
  /** Handed out and not done, as when the run was stopped in the middle. */
  unfinished: Range[];
  accepted: number;
  refused: number;
  /** Inputs that failed, alike ones counted each. */
  failed: number;
  /** What the target counts besides. */
  readonly counts: Record<string, number>;
}

/** A run, as it is kept in a file. */
export interface State {
  readonly seed: number;
  /** Over all times that the run was begun or resumed. */
  elapsedMs: number;
  readonly targets: Record<string, Progress>;
  /** The first of each kind, under what makes them alike. */
  readonly failures: Record<string, Failure & { times: number }>;
}

export function newState(seed: number, targets: readonly string[]): State {
  const progress = targets.map((name): [string, Progress] => [
    name,
    { next: 0, unfinished: [], accepted: 0, refused: 0, failed: 0, counts: {} },
  ]);
  return { seed, elapsedMs: 0, targets: Object.fromEntries(progress), failures: {} };
}

/** @throws Error if there is no such file, or it is no state */
export function readState(file: string): State {
  const state = JSON.parse(readFileSync(file, 'utf8')) as Partial<State>;
  if (typeof state.seed !== 'number' || state.targets === undefined) {
    throw new Error(`${file} does not hold the state of a run`);
  }
  return state as State;
}

/** Writes it whole or not at all. */
export function writeState(file: string, state: State): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.new`;
  writeFileSync(temporary, `${JSON.stringify(state, undefined, 1)}\n`);
  renameSync(temporary, file);
}
