export { names } from './names.ts';
export { omissions } from './omissions.ts';
export { quantities } from './quantities.ts';
export { refusals } from './refusals.ts';
export { sharePage } from './share-page.ts';
