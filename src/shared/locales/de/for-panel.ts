export { panel } from '../en/for-panel.ts';
export { quantities } from './quantities.ts';
