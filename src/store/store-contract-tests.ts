import { describe } from 'node:test';
import { orderContract } from './contract/change-order-contract.ts';
import { changesContract } from './contract/changes-contract.ts';
import { notesContract } from './contract/expiring-key-values-contract.ts';
import { journalContract } from './contract/journal-contract.ts';
import { listContract } from './contract/lists-contract.ts';
import { findContract } from './contract/lookups-contract.ts';
import { objectContract } from './contract/objects-contract.ts';
import { recipientContract } from './contract/recipients-contract.ts';
import { agreementsContract, registryContract } from './contract/registry-contract.ts';
import { type Open, proving } from './contract/store-under-test.ts';

/** Declares the tests of all that the hub relies on in a store; `open` opens an empty one. */
export function storeContract(name: string, open: Open): void {
  const it = proving(open);
  describe(name, () => {
    describe('changes', () => changesContract(it));
    describe('objects', () => objectContract(it));
    describe('the order of changes', () => orderContract(it));
    describe('lists', () => listContract(it));
    describe('objects for one recipient', () => recipientContract(it));
    describe('finding across owners', () => findContract(it));
    describe('the registry', () => registryContract(it));
    describe('agreements', () => agreementsContract(it));
    describe('notes', () => notesContract(it));
    describe('the journal', () => journalContract(it));
  });
}
