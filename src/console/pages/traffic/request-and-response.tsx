import type { ExchangeDetail } from '../../../hub/types.generated.ts';
import { outcome, shortUrl } from '../../display-text.ts';
import { isProblem } from '../../exchange-rates-per-second.ts';
import { Chip } from '../../parts/state-chip.tsx';
import { findingsOf } from './findings-of-exchange.ts';
import { Message } from './http-message.tsx';
import { Rules } from './violated-rules.tsx';

/** The heading of the page of an exchange: its request, and how it ended. */
export function ExchangeHead({ exchange }: { exchange: ExchangeDetail }) {
  return (
    <div class="page-head">
      <h1 tabIndex={-1}>
        {exchange.method} <span class="path">{shortUrl(exchange.url)}</span>
      </h1>
      <Chip tone={isProblem(exchange) ? 'bad' : 'good'}>{outcome(exchange)}</Chip>
    </div>
  );
}

/** Request and answer side by side, each with its findings, and the rules that these break. */
export function BothMessages({ exchange }: { exchange: ExchangeDetail }) {
  const found = findingsOf(exchange);
  const { method, url, request, response, http_status } = exchange;
  return (
    <>
      <div class="two">
        <Message title="Request" message={request} findings={found.request} begin={`${method} ${url}`} />
        <Message
          title="Answer"
          message={response}
          findings={found.answer}
          begin={http_status === null ? 'no answer' : `HTTP ${http_status}`}
        />
      </div>
      <Rules findings={[...found.request, ...found.answer]} />
    </>
  );
}
