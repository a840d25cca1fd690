import { z } from 'zod';

// zod speeds up object schemas by compiling them with `new Function`. A page under our content
// security policy may not, and merely trying is reported as a violation. Decided here, because it
// has to happen before the first schema is made: modules with schemas import this one first.
if ('document' in globalThis) z.config({ jitless: true });
