import type { Chance } from '../time/chance.ts';
import type { Clock, Owner } from '../time/clock.ts';

/** The address of the hub. */
export const hubHost = 'hub.world';

/** A request on its way: `path` with its query. */
export interface Message {
  from: string;
  to: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
  /** When it was sent, in true time. */
  sent?: number;
}

/** An answer on its way back. */
export interface Reply {
  http: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** The outcome of a request: an answer, or the code of an error of the network. */
export type Outcome = Reply | { error: string };

/** A server: `owner` is whose event a request is. */
export interface Server {
  owner: Owner;
  handle(message: Message, answer: (reply: Reply) => void): void;
}

/** The weather of a place of the network for a while: chances of one, and a factor for its delays. */
export interface Weather {
  /** The request is lost; its sender is told at once, or waits for its own time limit. */
  lost: number;
  /** It arrives, and its answer is lost. */
  unanswered: number;
  /** It arrives twice, and the second answer counts. */
  doubled: number;
  slow: number;
  /** Requests without this in their path are neither lost nor doubled, and all are answered. */
  only?: string;
}

/** A network without sockets: it delays, reorders, duplicates, cuts and answers late. */
export interface Network {
  /** `find` gives who takes the next request at a host, or nothing where nobody listens. */
  serve(host: string, find: () => Server | undefined): void;
  /** The weather at a host, and how to change it. */
  weather(host: string): Weather;
  setWeather(host: string, weather: Weather): void;
  /** Sends a request; returns how to give it up: what has not arrived by then never does. */
  send(message: Message, sender: Owner, done: (outcome: Outcome) => void): () => void;
  /** Ends all connections to a server that has died. */
  reset(owner: Owner): void;
}

/** A listener to all that happens on the network, in order. */
export interface Watcher {
  sends(message: Message): void;
  arrives(message: Message, number: number): void;
  answers(message: Message, number: number, outcome: Outcome): void;
}

/** Weather in which hardly anything goes wrong. */
export const fair: Weather = { lost: 0, unanswered: 0, doubled: 0, slow: 1 };

interface Flight {
  server: Owner | undefined;
  fail(error: string): void;
}

/** A network in fair weather. */
export function newNetwork(clock: Clock, chance: Chance, watcher: Watcher): Network {
  const servers = new Map<string, () => Server | undefined>();
  const weathers = new Map<string, Weather>();
  const flights = new Set<Flight>();
  const counts = new Map<string, number>();
  const weather = (host: string) => weathers.get(host) ?? fair;
  let number = 0;

  function send(given: Message, sender: Owner, done: (outcome: Outcome) => void): () => void {
    const message = { ...given, sent: clock.now() };
    const { from, to } = message;
    const way = `${from} ${to}`;
    const nth = (counts.get(way) ?? 0) + 1;
    counts.set(way, nth);
    // Each request has chances of its own, so that one that is left out changes no other.
    const mine = chance.fork(`${way} ${nth}`);
    const here = weather(mine.is(0.5) ? from : to);
    const { slow } = here;
    const { lost, unanswered, doubled } = message.path.includes(here.only ?? '') ? here : fair;
    const delay = () => mine.between(1, 15) * slow * (mine.is(0.03) ? 20 : 1);
    const id = number++;
    watcher.sends(message);
    let over = false;
    const flight: Flight = { server: undefined, fail: (error) => finish({ error }) };
    flights.add(flight);
    const finish = (outcome: Outcome) => {
      if (over) return;
      over = true;
      flights.delete(flight);
      clock.after(
        delay(),
        () => {
          watcher.answers(message, id, outcome);
          done(outcome);
        },
        sender,
        'answer',
      );
    };
    const arrive = (times: number) => {
      if (over) return;
      const server = servers.get(to)?.();
      if (!server?.owner.alive) return finish({ error: 'ECONNREFUSED' });
      const { owner } = server;
      flight.server = owner;
      clock.after(
        0,
        () => {
          if (over) return;
          watcher.arrives(message, id);
          server.handle(message, (reply) => {
            if (over || !owner.alive) return;
            if (times > 1) return void clock.after(delay(), () => arrive(times - 1));
            if (mine.is(unanswered)) return mine.is(0.5) ? finish({ error: 'ECONNRESET' }) : undefined;
            finish(reply);
          });
        },
        owner,
      );
    };
    if (mine.is(lost)) {
      if (mine.is(0.5)) finish({ error: 'ECONNREFUSED' });
    } else clock.after(delay(), () => arrive(mine.is(doubled) ? 2 : 1));
    return () => {
      over = true;
      flights.delete(flight);
    };
  }

  return {
    serve: (host, find) => void servers.set(host, find),
    weather,
    setWeather: (host, next) => void weathers.set(host, next),
    send,
    reset(owner) {
      for (const flight of [...flights]) if (flight.server === owner) flight.fail('ECONNRESET');
    },
  };
}
