@echo off
rem Starts a command-line program with the Node that npm ci brought, else with the one on the PATH.
rem The three launchers differ only in the name below.
setlocal
set "PROGRAM=tcp_server"
set "ROOT=%~dp0"
set "CLI=%ROOT%out\main\cli.js"
set "NODE=%ROOT%node_modules\node\bin\node.exe"
if not exist "%CLI%" goto notbuilt
if exist "%NODE%" goto start
set "NODE=node"
where node >nul 2>nul
if errorlevel 1 goto nonode
node -e "const [a,b]=process.versions.node.split('.');process.exit(a>22||(a==22&&b>=18)?0:1)"
if errorlevel 1 goto oldnode
:start
"%NODE%" --max-semi-space-size=8 "%CLI%" "%PROGRAM%" %*
exit /b %ERRORLEVEL%
:notbuilt
>&2 echo %PROGRAM%: error: It is not built yet. Run "npm ci" in "%ROOT%"
exit /b 4
:nonode
>&2 echo %PROGRAM%: error: Node.js 22.18 or later is needed, and there is none. Run "npm ci" in "%ROOT%"
exit /b 4
:oldnode
>&2 echo %PROGRAM%: error: Node.js 22.18 or later is needed, the one on the PATH is older. Run "npm ci" in "%ROOT%"
exit /b 4
