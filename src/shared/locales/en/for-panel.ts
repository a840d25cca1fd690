import { fetchPane } from './fetch-pane.ts';
import { panelFrame } from './panel-frame.ts';
import { servePane } from './serve-pane.ts';

export { quantities } from './quantities.ts';

export const panel = { ...panelFrame, ...servePane, ...fetchPane } as const;
