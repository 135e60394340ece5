/** The logo of the console. */
export function Logo() {
  return (
    <span class="logo">
      <img src="/favicon.svg" alt="" width="28" height="28" />
      OCPI hub
    </span>
  );
}
