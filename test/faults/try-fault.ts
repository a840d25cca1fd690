import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../harness/ports.ts';
import type { Resources, StartedProcess } from '../../harness/resources.ts';
import { WireClient } from '../../harness/wire-client.ts';
import { median } from '../../bench/report/statistics.ts';
import type { Fault, Stage } from './fault.ts';
import type { Footprint } from './support/aftermath.ts';
import { footprintOf, requireMemoryBack, requireRecovered } from './support/aftermath.ts';
import { Bystander } from './support/bystander.ts';
import type { BystanderReport } from './support/bystander-messages.ts';
import { LossError, promised } from './support/loss.ts';
import { download, finishDownload, killAtOnce, startServing } from './support/programs.ts';
import { Random } from './support/random.ts';
import { ServedFolder } from './support/served-folder.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
/** What other clients ask for. */
const OTHERS_FILE = { name: 'others.bin', sizeBytes: 64 * KIB };
/** As large as the whole cache: once it was asked for, all of the cache's memory is in use. */
const FILLING_FILE = { name: 'filling.bin', sizeBytes: 64 * MIB };
/** Requests of other clients that must be answered while a fault goes on, however short it is. */
const LEAST_OF_OTHERS = 40;
const QUIET_MS = 700;

export interface TryOptions {
  readonly times: number;
  readonly seed: number;
  readonly size: Stage['size'];
  /** Whether the throughput of other clients is compared with that in quiet windows between the rounds. */
  readonly compares: boolean;
  readonly say?: (what: string) => void;
  /** How long the server may take to recover; 20 s unless told. */
  readonly patienceMs?: number;
}

export interface TryResult {
  readonly times: number;
  /** What was promised and not kept, each with the seed of its round. */
  readonly losses: readonly string[];
  /** Throughput of other clients during the fault, as a share of that in quiet windows. */
  readonly keptShare: number | undefined;
  readonly before: Footprint | undefined;
  readonly after: Footprint | undefined;
}

/** Causes a fault so many times on one server, and looks after each whether everything promised was kept. */
export async function tryFault(
  fault: Fault,
  resources: Resources,
  options: TryOptions,
): Promise<TryResult> {
  const trial = new Trial(fault, resources, options);
  try {
    return await trial.run();
  } finally {
    await trial.close();
  }
}

class Trial {
  readonly #fault: Fault;
  readonly #resources: Resources;
  readonly #options: TryOptions;
  readonly #folder: string;
  readonly #served: ServedFolder;
  readonly #losses: string[] = [];
  readonly #quietRates: number[] = [];
  readonly #faultRates: number[] = [];
  #port = 0;
  #server: StartedProcess | undefined;
  #before: Footprint | undefined;

  constructor(fault: Fault, resources: Resources, options: TryOptions) {
    this.#fault = fault;
    this.#resources = resources;
    this.#options = options;
    this.#folder = resources.folder();
    this.#served = new ServedFolder(path.join(this.#folder, 'shared'));
  }

  async run(): Promise<TryResult> {
    const { times, seed, say } = this.#options;
    this.#served.write(OTHERS_FILE.name, OTHERS_FILE.sizeBytes);
    this.#served.write(FILLING_FILE.name, FILLING_FILE.sizeBytes);
    this.#fault.prepare?.(this.#served);
    this.#port = await freePort();
    await this.#start();
    for (let round = 0; round < times; round++) {
      say?.(`${this.#fault.name}: ${round + 1} of ${times}`);
      const roundSeed = seed + round;
      try {
        await this.#round(roundSeed);
      } catch (error) {
        if (!(error instanceof LossError)) throw error;
        this.#losses.push(`seed ${roundSeed}: ${error.message}`);
        // What the round left must not be blamed on the next one.
        await this.#start();
      }
    }
    const after = await this.#measureAfter();
    return {
      times,
      losses: this.#losses,
      keptShare:
        this.#faultRates.length === 0
          ? undefined
          : median(this.#faultRates) / median(this.#quietRates),
      before: this.#before,
      after,
    };
  }

  async close(): Promise<void> {
    await this.#server?.stop();
    this.#resources.remove(this.#folder);
  }

  async #round(seed: number): Promise<void> {
    const folders = mkdtempSync(path.join(this.#folder, 'round-'));
    const { others = 'fetch' } = this.#fault;
    const file = {
      name: OTHERS_FILE.name,
      content: this.#served.latest(OTHERS_FILE.name),
    };
    const bystander =
      typeof others === 'string'
        ? await Bystander.start({ port: this.#port, file: others === 'fetch' ? file : undefined })
        : undefined;
    try {
      const isOn = async (): Promise<void> => {
        if (bystander === undefined) return;
        this.#judgeOthers(await bystander.end(1));
        bystander.begin();
      };
      const stage = this.#stage(new Random(seed), { folders, isOn });
      if (bystander !== undefined && this.#options.compares) {
        bystander.begin();
        if (this.#fault.work === undefined) await pause(QUIET_MS);
        else await this.#fault.work(stage);
        this.#quietRates.push(rateOf(await bystander.end(LEAST_OF_OTHERS)));
      }
      bystander?.begin();
      await this.#fault.run(stage);
      if (bystander !== undefined) {
        const report = await bystander.end(LEAST_OF_OTHERS);
        this.#judgeOthers(report);
        if (this.#options.compares) this.#faultRates.push(rateOf(report));
      }
    } finally {
      await bystander?.close();
      rmSync(folders, { recursive: true, force: true });
    }
    const server = { port: this.#port, pid: this.#running.pid };
    await requireRecovered(server, this.#served, {
      name: OTHERS_FILE.name,
      before: this.#before,
      patienceMs: this.#options.patienceMs,
    });
  }

  #judgeOthers(report: BystanderReport): void {
    const { wrong, lostConnections } = report;
    promised(wrong.length === 0, `another client got ${wrong.join('; ')}`);
    promised(
      lostConnections === 0 || this.#fault.breaksConnections === true,
      `another client lost its connection ${lostConnections} times`,
    );
  }

  #stage(
    random: Random,
    { folders, isOn }: { readonly folders: string; readonly isOn: Stage['isOn'] },
  ): Stage {
    const common = { served: this.#served, port: this.#port };
    const folder = (): string => mkdtempSync(path.join(folders, 'target-'));
    return {
      resources: this.#resources,
      random,
      ...common,
      server: () => this.#running,
      size: this.#options.size,
      folder,
      isOn,
      restart: () => this.#start(),
      download: (what) => download(this.#resources, { ...common, to: folder(), ...what }),
      finish: (what) => finishDownload(this.#resources, { ...common, ...what }),
    };
  }

  get #running(): StartedProcess {
    if (this.#server === undefined) throw new Error('The server was not started.');
    return this.#server;
  }

  /** A fresh server with a cache that has been full once. */
  async #start(): Promise<void> {
    if (this.#server?.isRunning() === true) await killAtOnce(this.#server);
    const { serverArgs = [], conditions } = this.#fault;
    const where = { port: this.#port, folder: this.#served.path };
    this.#server = await startServing(this.#resources, where, serverArgs, conditions);
    for (const name of [FILLING_FILE.name, OTHERS_FILE.name]) {
      // On one connection, the second request could come later than the idle limit of some servers here.
      const client = await WireClient.connect(this.#port);
      await client.get(name);
      client.close();
    }
    // Of the first one alone: others start while clients of a fault are still connected.
    this.#before ??= await footprintOf(this.#server.pid);
  }

  async #measureAfter(): Promise<Footprint | undefined> {
    const { pid } = this.#running;
    if (this.#before === undefined) return undefined;
    try {
      await requireMemoryBack(pid, this.#before);
    } catch (error) {
      if (!(error instanceof LossError)) throw error;
      this.#losses.push(error.message);
    }
    return footprintOf(pid);
  }
}

function rateOf({ requests, durationMs }: BystanderReport): number {
  return requests / durationMs;
}
