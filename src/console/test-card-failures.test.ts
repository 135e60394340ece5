import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWanted } from './test-card-failures.ts';

const simulators = [{ connection: 'a-simulator' }];
const hub = 'http://127.0.0.1:8080/ocpi/emsp/2.1.1/tokens';

// biome-ignore format: a table
const cases: [connection: string | null, url: string, wanted: boolean][] = [
  ['a-simulator', `${hub}/TOKEN-SLOW-8S/authorize?type=RFID`,     true],
  ['a-simulator', `${hub}/ESMSP-TOKEN-NEEDS-LOCATION/authorize`,  true],
  ['a-simulator', `${hub}/04A1B2C3D4E501/authorize`,              false],
  ['a-simulator', `${hub}/ES/MSP/TOKEN-BLOCKED`,                  false],
  ['a-partner',   `${hub}/TOKEN-SLOW-8S/authorize`,               false],
  [null,          `${hub}/TOKEN-SLOW-8S/authorize`,               false],
];

for (const [connection, url, wanted] of cases)
  test(`${connection} and ${url}: ${wanted ? 'a test card of the lab' : 'trouble like any other'}`, () => {
    assert.equal(isWanted({ connection, url }, simulators), wanted);
  });
