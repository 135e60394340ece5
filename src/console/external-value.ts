import { useEffect, useState } from 'preact/hooks';

/** The value of a source outside the components; they are rendered again when `subscribe` reports a change. */
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
