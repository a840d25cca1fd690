export { omissions } from './omissions.ts';
export { quantities } from './quantities.ts';
export { sharePage } from './share-page.ts';
