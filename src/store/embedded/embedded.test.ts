import { storeContract } from '../contract.ts';
import { inFolder } from './in-folder.ts';

storeContract('the embedded store', inFolder());
storeContract('the embedded store, nothing kept in memory', inFolder(0));
