import { storeContract } from '../store-contract-tests.ts';
import { inDatabase } from './test-database.ts';

storeContract('the PostgreSQL store', inDatabase());
