import type { ComponentChildren } from 'preact';
import type { WorkspaceView } from '../../hub/types.generated.ts';
import { ahead, dateTime } from '../display-text.ts';
import { Frame } from '../parts/page-frame.tsx';
import { ThemeButton } from '../parts/theme-button.tsx';
import type { Key } from './sandbox-api.ts';
import { linkIn, type SandboxPlace } from './url-hash.ts';

/** The frame of every page of a workspace: links to its pages, the partner's name, and when the workspace ends. */
export function WorkspaceFrame(props: {
  place: SandboxPlace & { key: Key };
  pages: { name: string; title: string }[];
  workspace: WorkspaceView | undefined;
  children: ComponentChildren;
}) {
  const { place, pages, workspace, children } = props;
  const links = pages.map(({ name, title }) => ({ name, title, href: linkIn(place.key, name) }));
  const session = (
    <>
      {workspace && (
        <span class="hint lasts" title={dateTime(workspace.until)}>
          {workspace.party}, ends {ahead(workspace.until)}
        </span>
      )}
      <ThemeButton />
    </>
  );
  return (
    <Frame links={links} current={place.page} session={session}>
      {children}
    </Frame>
  );
}
