import { useEffect, useState } from 'preact/hooks';

/** The value of something outside the components; they are drawn again when `subscribe` says that it has changed. */
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
