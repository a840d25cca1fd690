export { doctor } from '../en/doctor.ts';
