import type { MessageSource } from './output/error-line.ts';

/** What every command gets: where it writes, and the environment it runs in. */
export interface Context extends MessageSource {
  readonly environment: NodeJS.ProcessEnv;
}
