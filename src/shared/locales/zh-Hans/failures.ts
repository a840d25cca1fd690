export { failures } from '../en/failures.ts';
