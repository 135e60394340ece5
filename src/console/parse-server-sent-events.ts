/**
 * Splits the text of a stream of server-sent events into the data of its events; an incomplete event waits for the
 * rest.
 */
export function eventReader(take: (data: string) => void): (text: string) => void {
  let waiting = '';
  return (text) => {
    const events = (waiting + text).split('\n\n');
    waiting = events.pop() ?? '';
    for (const event of events) {
      const data = event
        .split('\n')
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice(5).trimStart());
      if (data.length > 0) take(data.join('\n'));
    }
  };
}
