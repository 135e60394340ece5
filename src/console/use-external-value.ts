import { useEffect, useState } from 'preact/hooks';

/**
 * Reads a value from outside the components; a component that uses it is rendered again when `subscribe` reports a
 * change.
 */
export function useOutside<T>(subscribe: (listener: () => void) => () => unknown, read: () => T): T {
  const [value, setValue] = useState(read);
  useEffect(() => {
    const look = () => setValue(() => read());
    look();
    const leave = subscribe(look);
    return () => void leave();
  }, []);
  return value;
}
