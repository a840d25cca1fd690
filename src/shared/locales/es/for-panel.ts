import { fetchPane } from './fetch-pane.ts';
import { panelFrame } from './panel-frame.ts';
import { servePane } from './serve-pane.ts';

export { doctor } from './doctor.ts';
export { entry } from './entry.ts';
export { failures } from './failures.ts';
export { names } from './names.ts';
export { omissions } from './omissions.ts';
export { quantities } from './quantities.ts';
export { refusals } from './refusals.ts';
export { serving } from './serving.ts';
export { system } from './system.ts';

export const panel = { ...panelFrame, ...servePane, ...fetchPane };
