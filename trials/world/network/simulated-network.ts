import type { Chance } from '../time/seeded-random.ts';
import type { Clock, Owner } from '../time/simulated-clock.ts';

/** The host name of the hub on the world's network. */
export const hubHost = 'hub.world';

/** A request on its way through the world's network; `path` includes the query. */
export interface Message {
  from: string;
  to: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
  /** The time at which the request was sent, by the world's clock. */
  sent?: number;
}

/** An answer on its way back through the world's network. */
export interface Reply {
  http: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** The outcome of a request: an answer, or the code of an error of the network. */
export type Outcome = Reply | { error: string };

/** A server on the world's network: handling a request is an event of `owner`. */
export interface Server {
  owner: Owner;
  handle(message: Message, answer: (reply: Reply) => void): void;
}

/** The faults at a host of the world's network for a while: probabilities, and a factor for delays. */
export interface Weather {
  /** The probability that a request is lost; its sender gets an error at once, or waits for its own time limit. */
  lost: number;
  /** The probability that a request arrives, and its answer is lost. */
  unanswered: number;
  /** The probability that a request arrives twice; its sender gets the second answer. */
  doubled: number;
  slow: number;
  /** Requests without this text in their path are neither lost nor doubled, and all are answered. */
  only?: string;
}

/** A simulated network without sockets: it delays, reorders, duplicates and cuts requests. */
export interface Network {
  /** Registers a host: `find` gives the server of its next request, or nothing where nobody listens. */
  serve(host: string, find: () => Server | undefined): void;
  /** The present faults at a host. */
  weather(host: string): Weather;
  setWeather(host: string, weather: Weather): void;
  /** Sends a request; returns a function that gives it up: a request that has not arrived by then never does. */
  send(message: Message, sender: Owner, done: (outcome: Outcome) => void): () => void;
  /** Breaks all connections to a server that has died. */
  reset(owner: Owner): void;
}

/** A listener to every request and answer on the world's network, in order. */
export interface Watcher {
  sends(message: Message): void;
  arrives(message: Message, number: number): void;
  answers(message: Message, number: number, outcome: Outcome): void;
}

/** A network in which hardly anything goes wrong. */
export const fair: Weather = { lost: 0, unanswered: 0, doubled: 0, slow: 1 };

interface Flight {
  server: Owner | undefined;
  fail(error: string): void;
}

/** A simulated network without faults for the time being. */
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
    // Each request draws its own random numbers, so that leaving one out changes no other.
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
