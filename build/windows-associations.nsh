; What the installer tells Windows: who opens fifolio:// links, and "Open with Fifolio" of folders.
; SHELL_CONTEXT is this user or all, as the program is installed.

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\fifolio" "" "URL:Fifolio address"
  WriteRegStr SHELL_CONTEXT "Software\Classes\fifolio" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\fifolio\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\fifolio\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr SHELL_CONTEXT "Software\Classes\Directory\shell\Fifolio" "" "Open with Fifolio"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Directory\shell\Fifolio" "Icon" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Directory\shell\Fifolio\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "Software\Classes\fifolio"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Directory\shell\Fifolio"
!macroend
