import { setTimeout as pause } from 'node:timers/promises';
import { random } from '../common/seeded-random.ts';
import { cardOf, contractsOf } from '../common/torture-parties.ts';
import { openLineFile } from './append-line-file.ts';
import { operate, operatorWriters } from './operator-load.ts';
import type { Order, Report, Settings } from './partner-process-settings.ts';
import { startServer } from './partner-server.ts';
import { provide } from './provider-load.ts';
import { openCopies } from './received-object-copies.ts';
import { location, token } from './sample-objects.ts';
import { startSender } from './send-to-hub.ts';

// This program is a partner's process: it records its requests and those it receives, so that a kill loses none of its
// knowledge.

const settings = JSON.parse(process.argv[2] ?? '') as Settings;
const lineFile = openLineFile(settings.file);
lineFile.write({ is: 'boot' });
const report = (message: Report) => void process.send?.(message);
const sender = startSender(settings, lineFile, () => report({ is: 'acked' }));
const server = await startServer(settings, lineFile, openCopies(settings.copies), sender);
let going = false;
let writers: Promise<unknown> = Promise.resolve();

process.on('message', (order: Order) => void obey(order));
process.on('disconnect', () => process.exit());
report({ is: 'listening' });
if (settings.loaded) load();

async function obey(order: Order): Promise<void> {
  if (order.do === 'registered') settings.tokenToHub = order.tokenToHub;
  else if (order.do === 'round') {
    lineFile.turn(order.file);
    settings.round = order.round;
    server.offer(order.round);
    report({ is: 'ready' });
  } else if (order.do === 'publish') {
    await publish();
    report({ is: 'ready' });
  } else if (order.do === 'load') load();
  else {
    going = false;
    await writers;
    await server.idle();
    report({ is: 'idle' });
  }
}

async function publish(): Promise<void> {
  const { party, role } = settings;
  const home = {
    method: 'PUT' as const,
    module: 'locations',
    id: `HOME-${party}`,
    body: location(`HOME-${party}`, 0),
  };
  const cards = contractsOf(party).map((contract) => ({
    method: 'PUT' as const,
    module: 'tokens',
    id: cardOf(contract),
    body: token(contract, 0),
  }));
  for (const write of role === 'CPO' ? [home] : cards) {
    while ((await sender.write(write)) !== 'acked') await pause(100);
  }
}

function load(): void {
  going = true;
  const { party, round, seed, pause: rest, role } = settings;
  const source = (writer: number) => random(seed, round, party, writer, settings.boot);
  const home = `http://127.0.0.1:${settings.port}`;
  writers = Promise.all(
    role === 'CPO'
      ? Array.from({ length: operatorWriters }, (_, writer) =>
          operate(writer, { party, round, rest }, source(writer), sender, () => going),
        )
      : [provide({ party, home, rest }, source(0), sender, lineFile, () => going)],
  ).catch(async (error: unknown) => {
    console.error(error);
    await pause(100);
    process.exit(1);
  });
}
