import { storeContract } from '../contract.ts';
import { inDatabase } from './in-database.ts';

storeContract('the PostgreSQL store', inDatabase());
