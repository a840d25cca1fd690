import type { Resources, StartedProcess } from '../../harness/resources.ts';
import type { Conditions, Download, DownloadEnd } from './support/programs.ts';
import type { Random } from './support/random.ts';
import type { ServedFolder } from './support/served-folder.ts';

/** What a fault is caused on: a running server with a folder, and a source of chance. */
export interface Stage {
  readonly resources: Resources;
  readonly random: Random;
  readonly served: ServedFolder;
  /** Where the server is and stays. */
  readonly port: number;
  /** The server's process as it is now. */
  server(): StartedProcess;
  /** As large and as long as it was asked for, or small and quick for the test run. */
  readonly size: 'full' | 'small';
  /** A new empty folder, taken away after this round. */
  folder(): string;
  /** From here on it is compared what others get done; what came before was the way there. */
  isOn(): Promise<void>;
  /** Starts a server that has ended again, on its port. */
  restart(): Promise<void>;
  /** Runs the real client; see `download` of support/programs.ts. */
  download(
    what: Pick<Download, 'name'> & Partial<Omit<Download, 'name' | 'served'>>,
  ): Promise<DownloadEnd>;
  /** Fetches what earlier clients may have begun, without further faults. */
  finish(what: Pick<Download, 'name' | 'to' | 'dialect'>): Promise<void>;
}

/** One way in which the world misbehaves. */
export interface Fault {
  /** For `--only`. */
  readonly name: string;
  /** What is done, in a table. */
  readonly what: string;
  /** Why it cannot be caused here, if it cannot. */
  readonly unavailable?: string | undefined;
  /** Options of the server besides its defaults. */
  readonly serverArgs?: readonly string[];
  readonly conditions?: Conditions;
  /**
   * What other clients do meanwhile: fetch a file (unless told otherwise), say hello because there is no
   * file, or nothing that could be compared, for this reason.
   */
  readonly others?: 'fetch' | 'hello' | { readonly notCompared: string };
  /** The fault takes connections of other clients with it, because it takes their server or thread. */
  readonly breaksConnections?: boolean;
  /** Writes files that all rounds use. */
  prepare?(served: ServedFolder): void;
  /** What goes on in the quiet windows too, where the fault comes with work that takes its share of the server. */
  work?(stage: Stage): Promise<unknown>;
  /**
   * Causes the fault once, with all that belongs to it, and takes it away again.
   *
   * @throws LossError when something promised was not kept
   */
  run(stage: Stage): Promise<void>;
}
