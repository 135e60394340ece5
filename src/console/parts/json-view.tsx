import { useState } from 'preact/hooks';
import type { FindingView } from '../../hub/types.generated.ts';
import { findingsByLine, type JsonLine, jsonLines } from '../json-as-display-lines.ts';

/** Maximum number of lines that are drawn at first; lines with findings are drawn in any case. */
const most = 200;

/**
 * A JSON document with findings beside their values; `changed` names the pointers that differ from another document.
 */
export function Json(props: {
  value: unknown;
  label: string;
  findings?: FindingView[];
  /** The pointer in the document to which the findings are relative. */
  base?: string | undefined;
  changed?: Set<string>;
}) {
  const [whole, setWhole] = useState(false);
  const all = jsonLines(props.value);
  const findings = findingsByLine(all, props.findings ?? [], props.base);
  const last = all.findLastIndex(({ pointer }) => pointer !== undefined && findings.has(pointer));
  const lines = whole ? all : all.slice(0, Math.max(most, last + 1));
  return (
    <div class="json" tabIndex={0} role="region" aria-label={props.label}>
      {lines.map((line, index) => {
        const found = line.pointer === undefined ? undefined : findings.get(line.pointer);
        const changed = line.pointer !== undefined && props.changed?.has(line.pointer);
        return (
          <>
            <Line key={`line ${index}`} line={line} mark={found ? 'found' : changed ? 'changed' : ''} />
            {found?.map((message) => (
              <Finding key={`${index} ${message}`} depth={line.depth} message={message} />
            ))}
          </>
        );
      })}
      {lines.length < all.length && (
        <button type="button" class="quiet" onClick={() => setWhole(true)}>
          Show {(all.length - lines.length).toLocaleString()} more lines
        </button>
      )}
    </div>
  );
}

function Line({ line, mark }: { line: JsonLine; mark: string }) {
  return (
    <div class={`line ${mark}`} style={{ paddingInlineStart: indent(line.depth) }}>
      {line.name !== undefined && <span class="name">{JSON.stringify(line.name)}: </span>}
      <span class={line.kind}>{line.text}</span>
      {line.comma && ','}
    </div>
  );
}

function Finding({ depth, message }: { depth: number; message: string }) {
  return (
    <div class="finding" style={{ marginInlineStart: indent(depth) }}>
      {message}
    </div>
  );
}

function indent(depth: number): string {
  return `${0.75 + depth * 1.25}rem`;
}
