export { serving } from '../en/serving.ts';
