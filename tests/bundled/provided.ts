import { provideAll } from '../../src/bundled/provide-all.ts';

provideAll();
