import { expect, test } from 'vitest';
import { CacheIndex } from './cache-index.ts';
import { CacheLock } from './cache-lock.ts';
import { createCacheMemory } from './cache-memory.ts';
import { LOCK_WORD } from './header.ts';

function setUp() {
  const index = new CacheIndex(createCacheMemory({ capacityBytes: 1, workers: 1 }));
  const seen: string[] = [];
  const note = (what: string): void => {
    seen.push(`${what}, ${index.header.words[LOCK_WORD] === 0 ? 'free' : 'held'}`);
  };
  return { lock: new CacheLock(index, 0), seen, note };
}

test('what follows a step is done without the lock', () => {
  const { lock, seen, note } = setUp();
  let steps = 0;
  const result = lock.holdInSteps(
    () => {
      note(`step ${++steps}`);
      return steps === 2 ? 'result' : undefined;
    },
    () => note(`after ${steps}`),
  );
  expect(result).toBe('result');
  expect(seen).toEqual(['step 1, held', 'after 1, free', 'step 2, held', 'after 2, free']);
});

test('a step that fails is followed, too, and leaves the lock', () => {
  const { lock, seen, note } = setUp();
  const failing = () =>
    lock.holdInSteps(
      () => {
        throw new Error('no memory');
      },
      () => note('after'),
    );
  expect(failing).toThrow('no memory');
  expect(seen).toEqual(['after, free']);
  expect(lock.hold(() => 'free again')).toBe('free again');
});
