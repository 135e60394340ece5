import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startAdminActions } from '../torture/admin-actions.ts';
import { random } from '../torture/common/random.ts';
import type { HubProcess } from '../torture/hub-process.ts';
import { openLedger } from '../torture/ledger.ts';
import type { Plan } from '../torture/plan.ts';
import { type Course, emptyFindings, playRound, type Round } from '../torture/round.ts';
import { setUp } from '../torture/setup.ts';
import { waitForDelivery } from '../torture/wait-for-delivery.ts';
import { diskOf } from './disk.ts';
import { readLog } from './log.ts';
import { type Shim, shim } from './shim.ts';

/** A hub over HTTP with its partners, on a disk that loses power. */
export interface PoweredHub {
  /** Plays one round of the torture in which the hub loses power; gives what was wrong, in words. */
  round(nth: number): Promise<{ wrong: string[]; acknowledged: number; compared: number; kept: string }>;
  stop(): Promise<void>;
}

/** Starts the hub and the torture's partners in a folder. */
export async function startPoweredHub(folder: string, seed: string, messages: number): Promise<PoweredHub> {
  const root = join(folder, 'disk');
  mkdirSync(root, { recursive: true });
  const lives = livesOn(root, seed);
  const env = { HUB_DATA_DIR: join(root, 'data'), ...lives.begin() };
  const scene = await setUp({ folder, seed, pause: 8, workers: 1, database: undefined, env });
  const hub = cutInsteadOfKilled(scene.hub, lives);
  await waitForDelivery(scene);
  const ledger = openLedger();
  for (const partner of scene.partners) ledger.read(partner.party, partner.lines(), emptyFindings());
  const course: Course = {
    scene: { ...scene, hub },
    ...{
      seed,
      messages,
      ledger,
      windows: new Map(),
      upTo: new Map(),
      since: '2000-01-01T00:00:00Z',
      linesBefore: () => [],
    },
    chores: await startAdminActions(scene),
  };
  return {
    async round(nth) {
      const chance = random(seed, nth, 'power');
      const after = chance.whole(5, messages - 10);
      const plan: Plan = {
        faults: [{ after, late: chance.whole(0, 30), victim: 'hub', away: 0, damage: 'none' }],
        chores: Array.from({ length: 4 }, () => chance.whole(1, messages - 10)),
      };
      const found = await playRound(course, nth, plan, nth % 10 === 0);
      const { acknowledged, compared } = found;
      return { wrong: problems(found), acknowledged, compared, kept: lives.kept() };
    },
    async stop() {
      course.chores.stop();
      await scene.stop();
    },
  };
}

/** The lives of processes on one disk: each begins with what the last cut has left. */
function livesOn(root: string, seed: string) {
  let life = 0;
  let disk = diskOf(root);
  let around: Shim | undefined;
  let kept = '';
  return {
    begin(): Record<string, string> {
      life += 1;
      disk = diskOf(root);
      around = shim(root, `life-${life}`);
      return around.env;
    },
    /** Takes what was not synced from the disk of a process that has been killed. */
    cut(): void {
      if (!around) return;
      const log = readLog(around.log);
      for (const entry of log) disk.play(entry);
      const left = `${root}.left`;
      disk.cut(left, random(seed, life, 'cut'));
      rmSync(root, { recursive: true });
      renameSync(left, root);
      rmSync(around.log);
      kept = `${log.length} calls`;
    },
    kept: () => kept,
  };
}

function cutInsteadOfKilled(hub: HubProcess, lives: ReturnType<typeof livesOn>): HubProcess {
  return {
    ...hub,
    async kill() {
      await hub.kill();
      lives.cut();
    },
    start: () => hub.start(lives.begin()),
  };
}

function problems({ lost, stale, leaked, heldUp, wrong }: Round): string[] {
  const all = { LOST: lost, STALE: stale, LEAKED: leaked, 'HELD UP': heldUp, WRONG: wrong };
  return Object.entries(all).flatMap(([what, some]) => some.map((one) => `${what} ${one}`));
}
