import type { desktop } from './en/desktop.ts';
import type { doctor } from './en/doctor.ts';
import type { entry } from './en/entry.ts';
import type { failures } from './en/failures.ts';
import type { names } from './en/names.ts';
import type { omissions } from './en/omissions.ts';
import type { panel } from './en/for-panel.ts';
import type { quantities } from './en/quantities.ts';
import type { refusals } from './en/refusals.ts';
import type { serving } from './en/serving.ts';
import type { sharePage } from './en/share-page.ts';
import type { system } from './en/system.ts';

/** What `t` takes: the keys of the English texts, with their parameters. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: false;
    resources: {
      desktop: typeof desktop;
      doctor: typeof doctor;
      entry: typeof entry;
      failures: typeof failures;
      names: typeof names;
      omissions: typeof omissions;
      panel: typeof panel;
      quantities: typeof quantities;
      refusals: typeof refusals;
      serving: typeof serving;
      sharePage: typeof sharePage;
      system: typeof system;
    };
  }
}
