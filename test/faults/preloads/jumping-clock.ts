/**
 * Loaded before a real program, in each of its threads: the wall clock jumps by up to a day, forwards and
 * back, five times a second. Monotonic clocks and timers go on as they are, as with a real clock that is set.
 */
const JUMP_EVERY_MS = 200;
const DAY_MS = 86_400_000;

const realNow = Date.now;
let shiftMs = 0;
Date.now = () => Math.floor(realNow() + shiftMs);
setInterval(() => {
  shiftMs = (Math.random() * 2 - 1) * DAY_MS;
}, JUMP_EVERY_MS).unref();
