import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Logo } from './logo.tsx';

/** The frame of every page: navigation, the content of `session` beside it, and the page itself. */
export function Frame(props: {
  links: { name: string; title: string; href: string }[];
  /** Name of the console page that is shown, which the navigation marks. */
  current: string;
  session: ComponentChildren;
  children: ComponentChildren;
}) {
  const { links, current } = props;
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the navigation is a scrolling row, so the present page is scrolled into view.
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [current, links.length]);
  return (
    <div class="shell">
      <a class="skip" href="#main" onClick={toMain}>
        Skip to content
      </a>
      <header>
        <Logo />
        <nav ref={nav} aria-label="Pages">
          {links.map(({ name, title, href }) => (
            <a key={name} href={href} aria-current={name === current ? 'page' : undefined}>
              {title}
            </a>
          ))}
        </nav>
        <div class="session">{props.session}</div>
      </header>
      <main id="main" tabIndex={-1}>
        {props.children}
      </main>
    </div>
  );
}

/** Moves the focus to the page's content without changing the address, which names the page. */
function toMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
