import type { ComponentChildren } from 'preact';
import type { WhyView } from '../../../hub/types.generated.ts';
import { ago, dateTime, withTimes } from '../../display-text.ts';
import { Trouble, Waiting } from '../../parts/notices.tsx';
import { Chip } from '../../parts/state-chip.tsx';
import type { Asked } from '../../use-admin-api-resource.ts';

/** The answer to why an object did or did not arrive, with its reasons. `linkTo` leads to a request by its X-Request-ID. */
export function WhyAnswer(props: {
  asked: Pick<Asked<WhyView>, 'data' | 'error'>;
  linkTo(request_id: string): string;
  children?: ComponentChildren;
}) {
  const { data, error } = props.asked;
  if (error) return <Trouble>{error}</Trouble>;
  if (!data) return <Waiting />;
  return (
    <section class="card" aria-labelledby="answer">
      <h2 id="answer">
        <Chip tone={data.delivered ? 'good' : 'warn'}>
          {data.delivered === null ? 'Not known' : data.delivered ? 'It has arrived' : 'It has not arrived'}
        </Chip>
      </h2>
      <p class="answer" role="status">
        {withTimes(data.answer)}
      </p>
      <ol class="reasons">
        {data.reasons.map(({ code, text, since, request_id }) => (
          <li key={code + text}>
            {withTimes(text)}
            {since && (
              <span class="hint" title={dateTime(since)}>
                {' '}
                ({ago(since)})
              </span>
            )}
            {request_id && (
              <>
                {' '}
                <a href={props.linkTo(request_id)}>The request that shows it</a>
              </>
            )}
          </li>
        ))}
      </ol>
      {props.children}
    </section>
  );
}
