import type { CommandWords, OptionWords, Shell } from './words.ts';

/** Returns the script of a shell. Names of commands and options have no character that a shell reads otherwise. */
export const SCRIPTS: Readonly<Record<Shell, (commands: readonly CommandWords[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

function bashScript(commands: readonly CommandWords[]): string {
  const reply = (words: readonly string[]) => `COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$cur"))`;
  return `# eval "$(stuntdouble completion bash)"
_stuntdouble() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    ${reply(namesOf(commands))}
    return
  fi
  case "\${COMP_WORDS[1]} $prev" in
${valueCases(commands)
  .map(([at, values]) => `    '${at}') ${reply(values)}; return ;;`)
  .join('\n')}
  esac
  case "\${COMP_WORDS[1]} $cur" in
${commands.map(({ name, options }) => `    '${name} -'*) ${reply(options.flatMap(spellings))}; return ;;`).join('\n')}
  esac
  case "\${COMP_WORDS[1]}" in
${commands.map(({ name, names }) => `    ${name}) ${reply(names)} ;;`).join('\n')}
  esac
  COMPREPLY+=($(compgen -f -- "$cur"))
}
complete -o filenames -F _stuntdouble stuntdouble
`;
}

function zshScript(commands: readonly CommandWords[]): string {
  return `#compdef stuntdouble
# eval "$(stuntdouble completion zsh)"
_stuntdouble() {
  if (( CURRENT == 2 )); then
    compadd -- ${namesOf(commands).join(' ')}
    return
  fi
  case "\${words[2]} \${words[CURRENT-1]}" in
${valueCases(commands)
  .map(([at, values]) => `    ('${at}') compadd -- ${values.join(' ')}; return ;;`)
  .join('\n')}
  esac
  case "\${words[2]} $PREFIX" in
${commands.map(({ name, options }) => `    ('${name} -'*) compadd -- ${options.flatMap(spellings).join(' ')}; return ;;`).join('\n')}
  esac
  case "\${words[2]}" in
${commands.map(({ name, names }) => `    (${name}) compadd -- ${names.join(' ')} ;;`).join('\n')}
  esac
  _files
}
compdef _stuntdouble stuntdouble
`;
}

function fishScript(commands: readonly CommandWords[]): string {
  const lines = commands.flatMap(({ name, options, names }) => {
    const start = `complete -c stuntdouble -n '__fish_seen_subcommand_from ${name}'`;
    const ofOptions = options.map(({ name: option, short, takesValue, values }) => {
      const letter = short === undefined ? '' : ` -s ${short}`;
      const value = values.length > 0 ? ` -x -a '${values.join(' ')}'` : takesValue ? ' -r' : '';
      return `${start} -l ${option}${letter}${value}`;
    });
    return [`${start} -a '${names.join(' ')}'`, ...ofOptions];
  });
  return [
    '# stuntdouble completion fish | source',
    `complete -c stuntdouble -n __fish_use_subcommand -f -a '${namesOf(commands).join(' ')}'`,
    ...lines,
    '',
  ].join('\n');
}

function namesOf(commands: readonly CommandWords[]): readonly string[] {
  return commands.map(({ name }) => name);
}

/** Returns, after which words there are few: `test --safety`. */
function valueCases(commands: readonly CommandWords[]): readonly (readonly [string, readonly string[]])[] {
  return commands.flatMap(({ name, options }) =>
    options
      .filter(({ values }) => values.length > 0)
      .map((option) => [`${name} --${option.name}`, option.values] as const),
  );
}

/** A flag can be switched off, too. */
function spellings({ name, short, takesValue }: OptionWords): readonly string[] {
  const letter = short === undefined ? [] : [`-${short}`];
  return takesValue || name === 'help' ? [`--${name}`, ...letter] : [`--${name}`, `--no-${name}`, ...letter];
}
