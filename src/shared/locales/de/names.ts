export { names } from '../en/names.ts';
