/** Loaded before the real server: terminates one of its threads, the next in turn, at each SIGUSR2. */
import { isMainThread, type Worker } from 'node:worker_threads';

if (isMainThread) {
  const alive = new Set<Worker>();
  process.on('worker', (worker) => {
    alive.add(worker);
    worker.once('exit', () => alive.delete(worker));
  });
  process.on('SIGUSR2', () => {
    // The oldest: each replacement goes to the end.
    const [oldest] = alive;
    void oldest?.terminate();
  });
}
