// Installs Debian's Chromium, for the tests of pages, where it is missing; says so where it can't be had: those tests are
// skipped then.
import { installPackage } from './verify/install-package.mjs';

const CHROMIUM = { name: 'chromium', command: '/usr/bin/chromium', version: /Chromium (\S+)/ };
const { version, reason } = await installPackage(CHROMIUM, new AbortController().signal);
console.log(version === undefined ? `not installed: ${reason}` : `Chromium ${version}`);
