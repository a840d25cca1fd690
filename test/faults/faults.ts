import type { Fault } from './fault.ts';
import { badNetwork } from './kinds/bad-network.ts';
import { changingFolder } from './kinds/changing-folder.ts';
import { crowds } from './kinds/crowds.ts';
import { dyingPrograms } from './kinds/dying-programs.ts';
import { keptDownloads } from './kinds/kept-downloads.ts';
import { troubleAtHome } from './kinds/trouble-at-home.ts';

export const FAULTS: readonly Fault[] = [
  ...badNetwork,
  ...dyingPrograms,
  ...keptDownloads,
  ...troubleAtHome,
  ...changingFolder,
  ...crowds,
];
