import type { PolicyName } from '../../src/shared/laboratory-names.ts';

/** A policy written for reading: arrays, searched from end to end. */
export interface NaivePolicy {
  request(key: number, size: number, nextAccess: number): boolean;
  remove(key: number): void;
  held(): readonly number[];
}

interface Thing {
  readonly key: number;
  readonly size: number;
  hits: number;
  rank: number;
  turn: number;
}

export function naivePolicy(name: PolicyName, capacity: number): NaivePolicy {
  switch (name) {
    case 'S3-FIFO':
      return naiveS3Fifo(capacity);
    case 'ARC':
      return naiveArc(capacity);
    case 'W-TinyLFU':
      return naiveWTinyLfu(capacity);
    case 'GDSF':
      return naiveGdsf(capacity);
    case 'SIEVE':
      return naiveSieve(capacity);
    case 'FIFO':
    case 'LRU':
    case 'CLOCK':
    case 'LFU':
    case 'MIN':
      return naiveQueue(name, capacity);
  }
}

function newThing(key: number, size: number): Thing {
  return { key, size, hits: 0, rank: 0, turn: 0 };
}

function bytes(...lists: readonly (readonly Thing[])[]): number {
  return lists.flat().reduce((sum, { size }) => sum + size, 0);
}

function take(list: Thing[], key: number): Thing | undefined {
  const index = list.findIndex((thing) => thing.key === key);
  return index < 0 ? undefined : list.splice(index, 1)[0];
}

function lowest(things: readonly Thing[]): Thing {
  return things.reduce((best, each) =>
    each.rank < best.rank || (each.rank === best.rank && each.turn < best.turn) ? each : best,
  );
}

/** FIFO, LRU, CLOCK, LFU and MIN: an array whose first is the next to leave, or is looked for. */
function naiveQueue(name: 'FIFO' | 'LRU' | 'CLOCK' | 'LFU' | 'MIN', capacity: number): NaivePolicy {
  const queue: Thing[] = [];
  let turn = 0;

  const evict = (): void => {
    if (name === 'CLOCK') {
      while (queue[0]!.hits > 0) {
        const first = queue.shift()!;
        first.hits = 0;
        queue.push(first);
      }
    }
    const victim = name === 'LFU' || name === 'MIN' ? lowest(queue) : queue[0]!;
    take(queue, victim.key);
  };

  return {
    request(key, size, nextAccess) {
      turn += 1;
      const found = queue.find((thing) => thing.key === key);
      const thing = found ?? newThing(key, size);
      thing.hits = found === undefined ? 0 : name === 'LFU' ? thing.hits + 1 : 1;
      thing.rank = name === 'LFU' ? thing.hits : -nextAccess;
      thing.turn = turn;
      if (found !== undefined) {
        if (name === 'LRU') queue.push(take(queue, key)!);
        return true;
      }
      if (size > capacity) return false;
      while (bytes(queue) + size > capacity) evict();
      queue.push(thing);
      return false;
    },
    remove: (key) => {
      take(queue, key);
    },
    held: () => queue.map(({ key }) => key),
  };
}

function naiveSieve(capacity: number): NaivePolicy {
  const queue: Thing[] = []; // the oldest first
  let hand = 0;
  const removeAt = (index: number): void => {
    queue.splice(index, 1);
    if (index < hand) hand -= 1;
    if (hand >= queue.length) hand = 0;
  };
  return {
    request(key, size) {
      const found = queue.find((thing) => thing.key === key);
      if (found !== undefined) {
        found.hits = 1;
        return true;
      }
      if (size > capacity) return false;
      while (bytes(queue) + size > capacity) {
        while (queue[hand]!.hits > 0) {
          queue[hand]!.hits = 0;
          hand = (hand + 1) % queue.length;
        }
        const isNewest = hand === queue.length - 1;
        removeAt(hand);
        if (isNewest) hand = 0;
      }
      queue.push(newThing(key, size));
      return false;
    },
    remove(key) {
      const index = queue.findIndex((thing) => thing.key === key);
      if (index >= 0) removeAt(index);
    },
    held: () => queue.map(({ key }) => key),
  };
}

function naiveGdsf(capacity: number): NaivePolicy {
  const things: Thing[] = [];
  let floor = 0;
  let turn = 0;
  return {
    request(key, size) {
      turn += 1;
      const found = things.find((thing) => thing.key === key);
      if (found === undefined && size > capacity) return false;
      const thing = found ?? newThing(key, size);
      if (found === undefined) things.push(thing);
      thing.hits += 1;
      thing.rank = floor + (thing.hits * 1e6) / Math.max(thing.size, 1);
      thing.turn = turn;
      while (bytes(things) > capacity) {
        const victim = lowest(things);
        floor = victim.rank;
        take(things, victim.key);
      }
      return found !== undefined;
    },
    remove: (key) => {
      take(things, key);
    },
    held: () => things.map(({ key }) => key),
  };
}

function naiveS3Fifo(capacity: number): NaivePolicy {
  const small: Thing[] = [];
  const main: Thing[] = [];
  const ghost: Thing[] = [];
  const smallCapacity = Math.floor(capacity / 10);
  const ghostCapacity = Math.floor(capacity * 0.9);
  let hasEvicted = false;

  const evictFromSmall = (): void => {
    while (small.length > 0) {
      const thing = small.shift()!;
      if (thing.hits >= 2) {
        main.push({ ...thing, hits: 0 });
        continue;
      }
      if (thing.size > ghostCapacity) return;
      ghost.push(thing);
      while (bytes(ghost) > ghostCapacity) ghost.shift();
      return;
    }
  };
  const evictFromMain = (): void => {
    for (;;) {
      const thing = main.shift()!;
      if (thing.hits === 0) return;
      main.push({ ...thing, hits: Math.min(thing.hits, 3) - 1 });
    }
  };

  return {
    request(key, size) {
      const held = [...small, ...main].find((thing) => thing.key === key);
      if (held !== undefined) {
        held.hits += 1;
        return true;
      }
      const isRemembered = take(ghost, key) !== undefined;
      if (size > smallCapacity || (size === smallCapacity && !isRemembered)) return false;
      while (bytes(small, main) + size > capacity) {
        hasEvicted = true;
        if (bytes(main) > capacity - smallCapacity || small.length === 0) evictFromMain();
        else evictFromSmall();
      }
      const isSmallFull = !hasEvicted && bytes(small) >= smallCapacity;
      (isRemembered || isSmallFull ? main : small).push(newThing(key, size));
      return false;
    },
    remove: (key) => {
      for (const list of [small, main, ghost]) take(list, key);
    },
    held: () => [...small, ...main].map(({ key }) => key),
  };
}

function naiveArc(capacity: number): NaivePolicy {
  const t1: Thing[] = [];
  const t2: Thing[] = [];
  const b1: Thing[] = [];
  const b2: Thing[] = [];
  let target = 0;

  const replace = (isInB2: boolean): void => {
    const isAbove = bytes(t1) > target || (bytes(t1) === target && isInB2);
    if ((t1.length > 0 && isAbove) || t2.length === 0) b1.push(t1.shift()!);
    else b2.push(t2.shift()!);
  };
  const makeRoom = (size: number): void => {
    if (bytes(t1, b1) + size > capacity) {
      if (b1.length === 0) {
        t1.shift();
        return;
      }
      b1.shift();
    } else if (bytes(t1, t2, b1, b2) >= 2 * capacity) {
      b2.shift();
    }
    replace(false);
  };

  return {
    request(key, size) {
      const held = take(t1, key) ?? take(t2, key);
      if (held !== undefined) {
        t2.push(held);
        return true;
      }
      const isInB1 = b1.some((thing) => thing.key === key);
      const isInB2 = b2.some((thing) => thing.key === key);
      if (isInB1) target = Math.min(target + Math.max(bytes(b2) / bytes(b1), 1), capacity);
      if (isInB2) target = Math.max(target - Math.max(bytes(b1) / bytes(b2), 1), 0);
      take(b1, key);
      take(b2, key);
      if (size > capacity) return false;
      while (bytes(t1, t2) + size > capacity) {
        if (isInB1 || isInB2) replace(isInB2);
        else makeRoom(size);
      }
      (isInB1 || isInB2 ? t2 : t1).push(newThing(key, size));
      return false;
    },
    remove: (key) => {
      for (const list of [t1, t2, b1, b2]) take(list, key);
    },
    held: () => [...t1, ...t2].map(({ key }) => key),
  };
}

/** Its frequencies are exact: as long as few objects are counted, those of the sketch are, too. */
function naiveWTinyLfu(capacity: number): NaivePolicy {
  const window: Thing[] = [];
  const probation: Thing[] = [];
  const kept: Thing[] = [];
  const counts = new Map<number, number>();
  const windowCapacity = Math.floor(capacity * 0.01);
  const mainCapacity = capacity - windowCapacity;
  const probationCapacity = Math.floor(mainCapacity * 0.2);
  const keptCapacity = Math.floor(mainCapacity * 0.8);
  const count = (key: number): number => counts.get(key) ?? 0;
  const add = (key: number): void => {
    counts.set(key, Math.min(count(key) + 1, 255));
  };

  const victimList = (): Thing[] => (probation.length > 0 ? probation : kept);
  const enterMain = (thing: Thing): void => {
    if (bytes(probation) + thing.size <= probationCapacity) probation.push(thing);
    else if (bytes(kept) + thing.size <= keptCapacity) kept.push(thing);
    else {
      while (bytes(probation, kept) + thing.size > mainCapacity) victimList().shift();
      probation.push(thing);
    }
  };
  const evict = (): void => {
    while (window.length > 0) {
      const thing = window.shift()!;
      const hasRoom = bytes(probation, kept) + thing.size <= mainCapacity;
      if (hasRoom) enterMain(thing);
      else if (count(thing.key) > count(victimList()[0]!.key)) {
        victimList().shift();
        enterMain(thing);
      }
      add(thing.key);
      if (!hasRoom) return;
    }
    victimList().shift();
  };

  return {
    request(key, size) {
      const inWindow = take(window, key);
      if (inWindow !== undefined) {
        window.push(inWindow);
        return true;
      }
      const inMain = take(probation, key) ?? take(kept, key);
      if (inMain !== undefined) {
        kept.push(inMain);
        while (bytes(kept) > keptCapacity) {
          probation.push(kept.shift()!);
          while (bytes(probation) > probationCapacity) victimList().shift();
        }
        add(key);
        return true;
      }
      if (size > windowCapacity) return false;
      while (bytes(window, probation, kept) + size > capacity) evict();
      window.push(newThing(key, size));
      add(key);
      return false;
    },
    remove: (key) => {
      for (const list of [window, probation, kept]) take(list, key);
    },
    held: () => [...window, ...probation, ...kept].map(({ key }) => key),
  };
}
