import { useLayoutEffect, useRef } from 'preact/hooks';
import type { WorkspaceView } from '../../hub/types.generated.ts';
import { Trouble, Waiting } from '../parts/notices.tsx';
import { Progress } from './checklist-and-findings-page.tsx';
import { Suite } from './conformance-suite-page.tsx';
import { Exchanges } from './exchanges-page.tsx';
import { Opening } from './open-workspace-form.tsx';
import type { PageProps } from './page-props.ts';
import { Ready } from './profile-readiness-page.tsx';
import { useWorkspace } from './sandbox-api.ts';
import { useSandboxPlace } from './url-hash.ts';
import { WhyNot } from './why-not-received-page.tsx';
import { WorkspaceFrame } from './workspace-frame.tsx';
import { Start } from './workspace-start-page.tsx';

/** The pages of a workspace, in the order in which a partner uses them. */
const pages = [
  { name: 'start', title: 'Start', Page: Start },
  { name: 'checklist', title: 'Checklist', Page: Progress },
  { name: 'exchanges', title: 'Exchanges', Page: Exchanges },
  { name: 'why', title: 'Why not?', Page: WhyNot },
  { name: 'suite', title: 'Suite', Page: Suite },
  { name: 'ready', title: 'Ready for', Page: Ready },
];

/** The whole page of the sandbox: a form that opens a workspace, or the workspace that the address names. */
export function Sandbox() {
  const { key, ...place } = useSandboxPlace();
  if (!key) return <Opening />;
  return <Workspace key={key.id} place={{ ...place, key }} />;
}

function Workspace({ place }: { place: PageProps['place'] }) {
  const { data, error, again } = useWorkspace<WorkspaceView>(place.key, '', 3000);
  const path = [place.page, ...place.rest].join('/');
  const arrived = useRef(path);
  useLayoutEffect(() => {
    const heading = document.querySelector<HTMLElement>('main h1');
    document.title = heading?.textContent ? `${heading.textContent} · OCPI sandbox` : 'OCPI sandbox';
    if (!heading || arrived.current === path) return;
    arrived.current = path;
    heading.focus();
    scrollTo(0, 0);
  }, [path, data === undefined]);
  const page = pages.find(({ name }) => name === place.page) ?? pages[0]!;
  return (
    <WorkspaceFrame place={place} pages={pages} workspace={data}>
      {data ? (
        <page.Page key={page.name} place={place} workspace={data} again={again} />
      ) : (
        <>
          <h1 tabIndex={-1}>Sandbox</h1>
          {error ? <Gone words={error} /> : <Waiting />}
        </>
      )}
    </WorkspaceFrame>
  );
}

function Gone({ words }: { words: string }) {
  return (
    <>
      <Trouble>{words}</Trouble>
      <p>
        A workspace is removed when its time is over. <a href="#/">Open another one</a>
      </p>
    </>
  );
}
