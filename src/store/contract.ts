import { describe } from 'node:test';
import { changesContract } from './contract/changes.ts';
import { findContract } from './contract/find.ts';
import { journalContract } from './contract/journal.ts';
import { listContract } from './contract/lists.ts';
import { notesContract } from './contract/notes.ts';
import { objectContract } from './contract/objects.ts';
import { type Open, proving } from './contract/opened.ts';
import { orderContract } from './contract/order.ts';
import { recipientContract } from './contract/recipients.ts';
import { agreementsContract, registryContract } from './contract/registry.ts';

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
