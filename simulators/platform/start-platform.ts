import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Reach } from '../../src/ocpi/client/allowed-networks.ts';
import { ocpiClient } from '../../src/ocpi/client/ocpi-client.ts';
import type { Near } from '../../src/ocpi/client/origins-in-this-process.ts';
import type { Side } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import { editionOf } from '../../src/ocpi/editions/supported-versions.ts';
import type { Send } from '../../src/ocpi/messages/request-and-answer-types.ts';
import { ocpiServer } from '../../src/ocpi/server/ocpi-server.ts';
import type { SchemaVersion } from '../../src/ocpi/types/names.generated.ts';
import type { Party } from '../../src/ocpi/words/party-id.ts';
import { streams } from '../chance/seeded-random.ts';
import { applyToAnswers } from '../faults/apply-to-answers.ts';
import { applyToSends } from '../faults/apply-to-sends.ts';
import { newFaultRules } from '../faults/faults-in-force.ts';
import { simulatorPage } from '../page/simulator-page-router.ts';
import { letIn } from './admit-refused-token-by-fault.ts';
import { answerByHand, type ByHand } from './answer-from-test.ts';
import { answerRequest } from './answer-module-request.ts';
import { controlApi, versionsUrl } from './control-api.ts';
import { controlAccess, controlTokenOf } from './control-api-token.ts';
import { credentialsEndpoint } from './credentials-endpoint.ts';
import { steppedTime } from './deterministic-time.ts';
import { moduleOf } from './module-of-path.ts';
import { newStores } from './object-store.ts';
import { offeredBy } from './offered-modules.ts';
import { accept, callerOf } from './partners-and-their-tokens.ts';
import { secretNames, seededNames } from './random-tokens-and-ids.ts';
import { newArrivals, recordArrivals } from './received-messages.ts';
import { begin, pairUp } from './register-until-done.ts';
import { newClock } from './simulated-clock.ts';
import type { Behaviour, Log, Platform } from './simulated-platform.ts';
import { openMemory } from './state-saved-for-restart.ts';
import { type Time, wallTime } from './time-source.ts';

/** Options of every simulator. */
export interface PlatformOptions {
  side: Side;
  /** The version of OCPI that the simulator speaks, 2.1.1 by default. */
  version?: SchemaVersion;
  party: Party;
  name: string;
  host: string;
  /** The port at which the simulator listens; 0 means any free one. */
  port: number;
  /** The simulator's public base URL, if it is not the address of the listening socket. */
  publicUrl?: string;
  /**
   * The token of the control API; without one, the simulator makes and logs one if other machines can reach it, else it
   * asks for none.
   */
  controlToken?: string;
  /** The versions URL of the partner to register with. */
  versionsUrl?: string;
  token?: string;
  /** A token accepted from the start, of a partner that the simulator never calls. */
  accept?: string;
  /** Folder of the simulator's saved state; without one a restart loses everything. */
  data?: string;
  hubParty?: Party;
  /** Whether the simulator offers no interface to which objects can be pushed, and reads lists instead. */
  pullOnly?: boolean;
  /** Whether harmless faults strike the simulator's messages by themselves. */
  adversary?: boolean;
  /** The seed of everything random in the simulator. */
  seed?: number;
  log: Log;
  /** Simulated seconds in a wall-clock second, 1 by default. */
  speed?: number;
  /**
   * Start of the simulator's time in milliseconds since 1970: then everything that it sends, dates and tokens included,
   * follows from the seed and from the requests that arrive. Absent: wall-clock time, and tokens that nobody can guess.
   */
  start?: number;
  /** The simulator's source of time, in place of the one of `start`. */
  time?: Time;
  /** The networks, by address, that the simulator may call; default: all. */
  reach?: Reach;
  /** Origins that are served in this process; default: none is known. */
  near?: Near;
  /** Answers that a test gives, before the simulator looks at a request. */
  byHand?: ByHand;
}

/** A simulator that listens for requests, and the functions to control and stop it. */
export interface RunningPlatform {
  platform: Platform;
  url: string;
  versionsUrl: string;
  stop(): Promise<void>;
}

/** Starts a platform with the behaviour that `behave` makes; it listens, then registers with its partners. */
export async function startPlatform(
  options: PlatformOptions,
  behave: (platform: Platform) => Behaviour,
): Promise<RunningPlatform> {
  const { log, start, seed = 1, party } = options;
  const { time = start === undefined ? wallTime : steppedTime(start) } = options;
  const clock = newClock(options.speed, time);
  const names = start === undefined ? secretNames : seededNames(seed, party);
  const client = ocpiClient({
    reach: options.reach ?? { privateNetworks: true, plainHttp: true },
    near: options.near,
    now: clock.now,
    newId: names.messageId,
    record: () => undefined,
  });
  const edition = editionOf({ edition: options.version });
  const send: Send = (request) =>
    time.during(() => client.send({ ...request, edition: request.edition ?? edition.version }));
  const memory = await openMemory(options.data);
  const over = new AbortController();
  const faults = newFaultRules(streams(seed), options.adversary ? mixedIn : 0);
  let url = '';
  const platform: Platform = {
    side: options.side,
    edition,
    party,
    name: options.name,
    url: () => url,
    clock,
    names,
    log,
    send: applyToSends(send, faults, clock),
    memory: { ...memory, change: (change) => time.during(() => memory.change(change)) },
    own: newStores(),
    received: newStores(),
    arrivals: newArrivals(),
    faults,
    hubParty: options.hubParty,
    pullOnly: options.pullOnly,
    over: over.signal,
  };
  const behaviour = behave(platform);
  const controlToken = controlTokenOf(options.controlToken, options.host, options.publicUrl);
  const server = createServer(application(platform, behaviour, controlToken, options.byHand));
  await new Promise<void>((listening, failed) =>
    server.once('error', failed).listen(options.port, options.host, listening),
  );
  url = (options.publicUrl ?? addressOf(server, options.host)).replace(/(?<!\/)\/+$/, '');
  if (options.accept) await accept(platform, options.accept);
  const { port } = server.address() as AddressInfo;
  const made = options.controlToken === undefined && controlToken ? { control_token: controlToken } : {};
  log.info({ event: 'listening', url, versions_url: versionsUrl(platform), port, ...made });
  const { versionsUrl: theirs, token } = options;
  void pairUp(platform, behaviour, theirs ? { versionsUrl: theirs, token } : undefined);
  return {
    platform,
    url,
    versionsUrl: versionsUrl(platform),
    async stop() {
      over.abort();
      await behaviour.stop();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await client.close();
      await platform.memory.written();
    },
  };
}

function application(
  platform: Platform,
  behaviour: Behaviour,
  controlToken: string | undefined,
  byHand: ByHand | undefined,
) {
  const app = express();
  app.disable('x-powered-by');
  app.use(simulatorPage());
  app.use('/control', controlAccess(controlToken), controlApi(platform, behaviour));
  app.use(
    '/ocpi',
    ...recordArrivals(platform.arrivals, platform.clock.now),
    ...(byHand ? [answerByHand(byHand, platform.clock.now)] : []),
    applyToAnswers(platform.faults, platform.clock, { url: platform.url, moduleOf }),
    letIn(platform),
  );
  app.use(
    ocpiServer({
      sides: [platform.side],
      spoken: () => [platform.edition],
      ...(platform.pullOnly ? { offered: () => offeredBy(platform) } : {}),
      party: platform.party,
      url: platform.url,
      now: platform.clock.now,
      newId: platform.names.messageId,
      authenticate: (token) => callerOf(platform, token),
      credentials: credentialsEndpoint(platform, (connection, how) => {
        // The partner may still have to read its new token before calls to it succeed.
        if (how === 'PUT') platform.log.info({ event: 'renewed', party: connection.party });
        else platform.clock.after(200, () => void begin(platform, behaviour, connection));
      }),
      answer: (request) => answerRequest(platform, behaviour, request),
      record: () => undefined,
      bug: (error) => platform.log.error({ event: 'bug', err: error }),
    }),
  );
  return app;
}

function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Share of the messages that an adversary's harmless faults strike. */
const mixedIn = 0.05;
