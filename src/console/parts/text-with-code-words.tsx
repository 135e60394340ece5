/** A sentence in which words between backticks are code. */
export function Prose({ children }: { children: string }) {
  return (
    <>
      {children.split('`').map((part, index) => (index % 2 === 0 ? part : <code key={index}>{part}</code>))}
    </>
  );
}
