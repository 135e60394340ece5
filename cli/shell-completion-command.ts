import { Argument, Command } from 'commander';
import { withExample } from './make-admin-command.ts';

/** `ocpi-hub completion bash|zsh|fish`: a script that completes commands and options. */
export function completionCommand(program: Command): Command {
  return withExample(
    new Command('completion').description('print a completion script for your shell'),
    'source <(ocpi-hub completion bash)',
  )
    .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish']))
    .action((shell: keyof typeof scripts) => console.log(scripts[shell](words(program))));
}

/** Lists the subcommands and options that a shell offers after each command: `'sync start'` to `--type --modules …`. */
function words(command: Command, path: string[] = []): Map<string, string[]> {
  const options = command.options.filter(({ hidden }) => !hidden).flatMap(({ long }) => long ?? []);
  const values = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
  const names = command.commands.map((each) => each.name());
  const here = new Map([[path.join(' '), [...names, ...values, ...options, '--help']]]);
  return command.commands.reduce(
    (all, each) => new Map([...all, ...words(each, [...path, each.name()])]),
    here,
  );
}

const scripts = {
  bash: (all: Map<string, string[]>) => `${lookup(all)}
_ocpi_hub() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [ -n "$(_ocpi_hub_words "\${path:+$path }$word")" ]; then path="\${path:+$path }$word"; fi
  done
  COMPREPLY=($(compgen -W "$(_ocpi_hub_words "$path")" -- "$current"))
}
complete -o default -F _ocpi_hub ocpi-hub`,
  zsh: (all: Map<string, string[]>) => `#compdef ocpi-hub
${lookup(all)}
_ocpi_hub() {
  local path_="" word
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if [[ -n "$(_ocpi_hub_words "\${path_:+$path_ }$word")" ]]; then path_="\${path_:+$path_ }$word"; fi
  done
  compadd -- \${=$(_ocpi_hub_words "$path_")}
}
compdef _ocpi_hub ocpi-hub`,
  fish: (all: Map<string, string[]>) =>
    [...all]
      .map(([path, next]) => {
        const [first, second] = path.split(' ');
        const seen = [first, second].filter(Boolean).map((word) => `__fish_seen_subcommand_from ${word}`);
        const condition = seen.length > 0 ? seen.join('; and ') : '__fish_use_subcommand';
        return `complete -c ocpi-hub -n '${condition}' -a '${next.join(' ')}'`;
      })
      .join('\n'),
};

function lookup(all: Map<string, string[]>): string {
  const cases = [...all].map(([path, next]) => `    '${path}') echo '${next.join(' ')}' ;;`);
  return `_ocpi_hub_words() {\n  case "$1" in\n${cases.join('\n')}\n  esac\n}`;
}
