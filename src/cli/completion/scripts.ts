import type { Shell } from './shells.ts';

/**
 * A script for each shell. It hands the line to `fifolio __complete`, which lies beside the program that
 * was typed, and offers what that answers; see `commands/complete.ts` for what they say to each other.
 */
export const COMPLETION_SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# Completes fifolio, tcp_server and tcp_client in bash 4.4 or later.
_fifolio() {
  local kind='' word cli=\${COMP_WORDS[0]/#\\~/$HOME}
  case $cli in
    */*) cli=\${cli%/*}/fifolio ;;
    *) cli=fifolio ;;
  esac
  COMPREPLY=()
  {
    IFS= read -r kind
    while IFS= read -r word; do COMPREPLY+=("$word"); done
  } < <(printf '%s\\n' "\${COMP_WORDBREAKS//[^:=@]/}" "\${COMP_LINE:0:COMP_POINT}" |
    "$cli" __complete bash 2>/dev/null)
  case $kind in
    folder) compopt -o dirnames -o filenames ;;
    file) compopt -o default -o filenames ;;
    *) if [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == */ ]]; then compopt -o nospace; fi ;;
  esac
}
complete -o nosort -F _fifolio fifolio tcp_server tcp_client
`,
  zsh: `#compdef fifolio tcp_server tcp_client
# Completes fifolio, tcp_server and tcp_client in zsh.
_fifolio() {
  local line item cli=\${\${(Q)words[1]}/#\\~/$HOME}
  local -a answer whole partial
  case $cli in
    */*) cli=\${cli%/*}/fifolio ;;
    *) cli=fifolio ;;
  esac
  answer=("\${(@f)$(printf '%s\\n' "\${(@Q)words[1,CURRENT-1]}" "\${(Q)PREFIX}" |
    $cli __complete zsh 2>/dev/null)}")
  for line in $answer[2,-1]; do
    item=\${\${line%%$'\\t'*}//:/\\\\:}
    if [[ $line == *$'\\t'* ]]; then item+=:\${line#*$'\\t'}; fi
    # A folder on the server: what is in it may follow.
    if [[ $item == */ ]]; then partial+=("$item"); else whole+=("$item"); fi
  done
  case $answer[1] in
    folder) compset -P '--*='; _files -/ ;;
    file) compset -P '--*='; _files ;;
    words)
      _describe -V -t words fifolio whole -- partial -S ''
      ;;
  esac
}
if [[ $funcstack[1] == _fifolio ]]; then
  _fifolio "$@"
else
  compdef _fifolio fifolio tcp_server tcp_client
fi
`,
  fish: `# Completes fifolio, tcp_server and tcp_client in fish 3.4 or later.
function __fifolio_complete
    set -l before (commandline -xpc 2>/dev/null; or commandline -opc)
    set -l typed (commandline -ct)
    for ending in '' \\' \\"
        if set -l unquoted (string unescape -- "$typed$ending")
            set typed "$unquoted"
            break
        end
    end
    set -l cli (string replace -r '[^/]*$' fifolio -- $before[1])
    set -l answer (printf '%s\\n' $before "$typed" | $cli __complete fish 2>/dev/null)
    set -l lead (string match -r -- '^--[^=]+=' "$typed")
    set -l value (string replace -r -- '^--[^=]+=' '' "$typed")
    switch "$answer[1]"
        case folder
            printf '%s\\n' "$lead"(__fish_complete_directories "$value" '')
        case file
            printf '%s\\n' "$lead"(__fish_complete_path "$value" '')
        case words
            printf '%s\\n' $answer[2..]
    end
end
for program in fifolio tcp_server tcp_client
    complete -c $program -f -k -a '(__fifolio_complete)'
end
`,
  powershell: `# Completes fifolio, tcp_server and tcp_client in PowerShell 5 or later.
Register-ArgumentCompleter -Native -CommandName fifolio, tcp_server, tcp_client -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $typed = ''
    $words = @(foreach ($element in $commandAst.CommandElements) {
        $isText = $element -is [System.Management.Automation.Language.StringConstantExpressionAst]
        $word = if ($isText) { $element.Value } else { $element.Extent.Text }
        if ($element.Extent.EndOffset -ge $cursorPosition) { $typed = $word; break }
        $word
    })
    $cli = $words[0] -replace '[^/\\\\]*$', 'fifolio'
    $encoding = [Console]::OutputEncoding
    $OutputEncoding = [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
    try {
        $answer = @((($words + $typed) -join [char]10) | & $cli __complete powershell 2>$null)
    } finally {
        [Console]::OutputEncoding = $encoding
    }
    if ($answer[0] -eq 'folder' -or $answer[0] -eq 'file') {
        [System.Management.Automation.CompletionCompleters]::CompleteFilename($typed) | Where-Object {
            $answer[0] -eq 'file' -or $_.ResultType -eq 'ProviderContainer'
        }
        return
    }
    $answer | Select-Object -Skip 1 | ForEach-Object {
        $word, $text = $_ -split [char]9, 2
        $escaped = [System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($word)
        $quoted = if ($word -match '[^\\w./:=\\[\\]-]') { "'$escaped'" } else { $word }
        $tip = if ($text) { $text } else { $word }
        [System.Management.Automation.CompletionResult]::new($quoted, $word, 'ParameterValue', $tip)
    }
}
`,
};
