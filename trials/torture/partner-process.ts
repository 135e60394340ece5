import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../features/support/free-port.ts';
import { programOf } from '../test/bundled-programs.ts';
import type { Line } from './common/partner-record-lines.ts';
import type { Member } from './common/torture-parties.ts';
import { readLineFile } from './partner/append-line-file.ts';
import type { Order, Report, Settings } from './partner/partner-process-settings.ts';

/** A partner in a process of its own that can be killed and restarted. */
export interface PartnerProcess extends Member {
  port(): number;
  tokenToHub(): string;
  tell(order: Order): void;
  /** Waits for the partner's next report of this kind. */
  heard(what: Report['is']): Promise<void>;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** The lines that the partner has recorded in this round. */
  lines(): Line[];
}

/** Starts a partner's process; `acked` is called for each of its messages that the hub has acknowledged. */
export async function startPartner(
  given: { member: Member; folder: string; hub: string; seed: string; pause: number },
  acked: () => void,
): Promise<PartnerProcess> {
  const { member, folder, hub, seed } = given;
  const fileOf = (round: number) => join(folder, `${member.party}-${round}.lines`);
  const settings: Settings = {
    ...member,
    // A killed partner comes back at its port, which no connection may take meanwhile.
    port: await freePort(),
    file: fileOf(0),
    copies: join(folder, `${member.party}.copies`),
    round: 0,
    boot: -1,
    seed,
    hub,
    tokenToHub: '',
    pause: given.pause,
    loaded: false,
  };
  const errors = openSync(join(folder, `${member.party}.log`), 'a');
  let child: ChildProcess | undefined;
  let ears: { what: string; resolve: () => void }[] = [];
  const heard = (what: Report['is']) =>
    new Promise<void>((resolve) => {
      ears.push({ what, resolve });
    });
  const hear = (report: Report) => {
    if (report.is === 'acked') return acked();
    for (const ear of ears.filter(({ what }) => what === report.is)) ear.resolve();
    ears = ears.filter(({ what }) => what !== report.is);
  };
  const start = async () => {
    settings.boot += 1;
    const listens = heard('listening');
    const program = await programOf('trials/torture/partner/main.ts');
    child = fork(program.at(-1) as string, [JSON.stringify(settings)], {
      execArgv: program.slice(0, -1),
      stdio: ['ignore', 'inherit', errors, 'ipc'],
    });
    child.on('message', (message) => hear(message as Report));
    await listens;
  };
  await start();
  return {
    ...member,
    port: () => settings.port,
    tokenToHub: () => settings.tokenToHub,
    heard,
    start,
    tell(order) {
      if (order.do === 'registered') settings.tokenToHub = order.tokenToHub;
      if (order.do === 'round') Object.assign(settings, { round: order.round, file: order.file });
      if (order.do === 'load' || order.do === 'stop') settings.loaded = order.do === 'load';
      child?.send(order);
    },
    async kill() {
      const killed = child;
      child = undefined;
      if (!killed || killed.exitCode !== null) return;
      killed.kill('SIGKILL');
      await once(killed, 'exit');
    },
    lines: () => readLineFile(settings.file),
  };
}
