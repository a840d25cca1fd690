import type { desktop } from './en/desktop.ts';
import type { omissions } from './en/omissions.ts';
import type { panel } from './en/for-panel.ts';
import type { quantities } from './en/quantities.ts';
import type { sharePage } from './en/share-page.ts';

/** What `t` takes: the keys of the English texts, with their parameters. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: false;
    resources: {
      desktop: typeof desktop;
      omissions: typeof omissions;
      panel: typeof panel;
      quantities: typeof quantities;
      sharePage: typeof sharePage;
    };
  }
}
