import { storeContract } from '../store-contract-tests.ts';
import { inFolder } from './embedded-store-for-tests.ts';

storeContract('the embedded store', inFolder());
storeContract('the embedded store, nothing kept in memory', inFolder(0));
