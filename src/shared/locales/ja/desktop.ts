export { desktop } from '../en/desktop.ts';
