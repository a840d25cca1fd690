import { hostname } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { Milliseconds } from '../../shared/units.ts';
import { isLoopback } from '../../shared/endpoint.ts';
import { PROTOCOL_VERSION } from '../dialects/native-answer.ts';
import { startWorker } from '../start-worker.ts';
import type { AnnouncedService, AnnouncerMessage, AnnouncerRequest } from './announcer-messages.ts';
import { serviceName, serviceText } from './service-text.ts';

/** Goodbyes are sent at once; whoever misses them forgets the server after two minutes. */
const GOODBYE_MS: Milliseconds = 1_000;

/** A server as others in the network may know of it. */
export interface Announcement {
  /** Default: the name of this computer. */
  readonly name?: string | undefined;
  /** The address that it listens on. */
  readonly host: string;
  readonly port: number;
  readonly encrypted: boolean;
  readonly code: boolean;
  /** Of its key, if it encrypts. */
  readonly fingerprint?: string | undefined;
}

export interface AnnouncerListener {
  /** Others see it under this name: another than was asked for, if that was taken. */
  readonly onNamed: (name: string) => void;
  /** Others do not see it; the server is as it was. Once for each announcement. */
  readonly onProblem: (detail: string) => void;
}

/** Whether a server that listens on an address can be announced: others must be able to reach it. */
export function isAnnounceable(host: string): boolean {
  return !isLoopback(host);
}

/**
 * Announces one server by DNS-SD over multicast DNS (RFC 6762, RFC 6763), in a thread that runs only while
 * there is something to announce.
 */
export class Announcer {
  readonly #listener: AnnouncerListener;
  #worker: Worker | undefined;
  #service: AnnouncedService | undefined;
  /** The end of the one before: its goodbye must not come after the next has begun. */
  #ending: Promise<void> = Promise.resolve();

  constructor(listener: AnnouncerListener) {
    this.#listener = listener;
  }

  /** Announces this from now on; `undefined`: nothing. What is announced already goes on. */
  set(announcement: Announcement | undefined): void {
    const service = announcement === undefined ? undefined : serviceOf(announcement);
    if (JSON.stringify(service) === JSON.stringify(this.#service)) return;
    const before = this.#service;
    this.#service = service;
    const onlyText =
      service?.name === before?.name &&
      service?.port === before?.port &&
      service?.host === before?.host;
    if (service !== undefined && onlyText && this.#worker !== undefined) {
      post(this.#worker, { type: 'update', text: service.text });
      return;
    }
    this.#end();
    if (service === undefined) return;
    void this.#ending.then(() => {
      if (this.#service === service) this.#start(service);
    });
  }

  /** Says goodbye; resolves within a second. */
  async close(): Promise<void> {
    this.set(undefined);
    await this.#ending;
  }

  #start(service: AnnouncedService): void {
    // What the library prints is for nobody.
    const worker = startWorker('announce-worker', {
      workerData: service,
      stdout: true,
      stderr: true,
    });
    this.#worker = worker;
    // It must not keep a program alive that has nothing else to do.
    worker.unref();
    worker.stdout.resume();
    worker.stderr.resume();
    const fail = (detail: string): void => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#listener.onProblem(detail);
    };
    worker.on('message', (message: AnnouncerMessage) => {
      if (message.type === 'named' && this.#worker === worker) this.#listener.onNamed(message.name);
    });
    worker.on('error', (error: unknown) => {
      fail(error instanceof Error ? error.message : String(error));
    });
    worker.on('exit', (code) => {
      fail(`its thread ended with code ${code}`);
    });
  }

  #end(): void {
    const worker = this.#worker;
    if (worker === undefined) return;
    this.#worker = undefined;
    this.#ending = new Promise((resolve) => {
      const timer = setTimeout(() => {
        void worker.terminate();
      }, GOODBYE_MS);
      worker.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      worker.on('message', ({ type }: AnnouncerMessage) => {
        if (type === 'stopped') void worker.terminate();
      });
      post(worker, { type: 'stop' });
    });
  }
}

function serviceOf(announcement: Announcement): AnnouncedService {
  const { name, host, port, ...facts } = announcement;
  const called = serviceName(name ?? '') ?? serviceName(hostname()) ?? 'Fifolio';
  return {
    ...{ name: called, host, port },
    text: serviceText({ protocol: PROTOCOL_VERSION, ...facts }),
  };
}

function post(worker: Worker, request: AnnouncerRequest): void {
  worker.postMessage(request);
}
