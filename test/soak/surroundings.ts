import type { Resources } from '../../harness/resources.ts';
import type { KeptConnections } from './clients/connections.ts';
import type { ChangingFiles } from './changing-files.ts';
import type { PanelClient } from './panel-client.ts';
import type { Tally } from './tally.ts';
import type { UnchangingFiles } from './unchanging-files.ts';

/** What the activities work with. */
export interface Surroundings {
  readonly resources: Resources;
  /** Those the server has from start to end. */
  readonly ports: readonly number[];
  readonly unchanging: UnchangingFiles;
  readonly changing: ChangingFiles;
  /** Of the native dialect. */
  readonly connections: KeptConnections;
  readonly httpConnections: KeptConnections;
  readonly panel: PanelClient;
  readonly openPanel: () => Promise<PanelClient>;
  readonly tally: Tally;
  /** 0 to 1, 1 excluded. */
  readonly random: () => number;
}

export function oneOf<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)]!;
}
