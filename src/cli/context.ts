import type { Terminal } from './output/terminal.ts';

/** What every command gets: where it writes, and the environment it runs in. */
export interface Context {
  readonly terminal: Terminal;
  readonly environment: NodeJS.ProcessEnv;
  /** The word that called it, for messages and examples: `tcp_server`, `tcp_client` or `fifolio`. */
  readonly program: string;
}
